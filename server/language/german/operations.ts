import { table } from '../sentence.ts';

/** How the machinery is, and what the audit log says was done. */
export const OPERATIONS = table({
  'search index': 'Suchindex',
  sources: 'Quellen',
  'search by meaning': 'Suche nach Bedeutung',
  '{#complete} of {#all} were read completely at least once':
    '{#complete} von {#all} wurden mindestens einmal vollständig gelesen',
  'off: words alone decide': 'aus: allein die Wörter entscheiden',
  'the last attempt to compute vectors failed; it is repeated':
    'der letzte Versuch, Vektoren zu berechnen, ist gescheitert; er wird wiederholt',
  'some documents wait for their vectors; words find them already':
    'manche Dokumente warten auf ihre Vektoren; über Wörter sind sie schon auffindbar',
  'every document has its vectors': 'jedes Dokument hat seine Vektoren',
  'the search index answers': 'der Suchindex antwortet',
  'the search index does not answer': 'der Suchindex antwortet nicht',
  'the search index was closed': 'der Suchindex wurde geschlossen',
  'Meilisearch is being restarted': 'Meilisearch wird neu gestartet',
  'Meilisearch was stopped': 'Meilisearch wurde angehalten',
  'Meilisearch at {url} does not answer in time': 'Meilisearch unter {url} antwortet nicht rechtzeitig',
  'Meilisearch at {url} cannot be reached': 'Meilisearch unter {url} ist nicht erreichbar',
  'Meilisearch at {url} cannot be reached. Check meilisearch.url, that it runs, and that no firewall is between':
    'Meilisearch unter {url} ist nicht erreichbar. Prüfen Sie meilisearch.url, ob es läuft und ob keine Firewall dazwischen ist',
  'Meilisearch at {url} is version {version}. Upgrade it to {wanted} or newer':
    'Meilisearch unter {url} hat die Version {version}. Bringen Sie es auf {wanted} oder neuer',
  'Meilisearch at {url} does not let this key do everything Atrium needs. Missing: {missing}. Set meilisearch.apiKey to a key with the actions {actions}.':
    'Meilisearch unter {url} lässt diesen Schlüssel nicht alles tun, was Atrium braucht. Es fehlt: {missing}. Setzen Sie meilisearch.apiKey auf einen Schlüssel mit den Rechten {actions}.',
  'Meilisearch at {url} asks for a key. Set meilisearch.apiKey':
    'Meilisearch unter {url} verlangt einen Schlüssel. Setzen Sie meilisearch.apiKey',
  'Meilisearch at {url} does not accept the key. Check meilisearch.apiKey (it needs the action "version" too)':
    'Meilisearch unter {url} nimmt den Schlüssel nicht an. Prüfen Sie meilisearch.apiKey (er braucht auch das Recht „version“)',
  'Meilisearch at {url} answers like something else ({why}). Check meilisearch.url':
    'Unter {url} antwortet etwas anderes als Meilisearch ({why}). Prüfen Sie meilisearch.url',
  'Meilisearch answered {request} in a way that is not understood': 'Meilisearch hat auf {request} unverständlich geantwortet',
  'Meilisearch refused {request}: {why}': 'Meilisearch hat {request} abgelehnt: {why}',
  'what answers instead of Meilisearch does not speak JSON': 'was statt Meilisearch antwortet, spricht kein JSON',
  'Meilisearch could not {work}: {why}': 'Meilisearch konnte einen Auftrag nicht ausführen ({work}): {why}',
  'Meilisearch lost the order to {work}': 'Meilisearch hat einen Auftrag verloren ({work})',
  'it was {state}': 'Zustand: {state}',
  'the index {name} cannot be rebuilt while another process keeps writing to it':
    'der Index {name} lässt sich nicht neu aufbauen, solange ein anderer Prozess hineinschreibt',
  'something went wrong on our side; the log of Atrium says what':
    'bei uns ist etwas schiefgegangen; das Protokoll von Atrium sagt, was',
  'every passage has its vector': 'jeder Abschnitt hat seinen Vektor',
  '{#count} documents wait for their vectors; words find them already':
    '{#count} Dokumente warten auf ihre Vektoren; über Wörter sind sie schon auffindbar',
  'nothing was embedded yet': 'noch wurde kein Vektor berechnet',
  'semantic search is off': 'die Suche nach Bedeutung ist aus',
  'semantic search is turned off in the configuration': 'die Suche nach Bedeutung ist in der Konfiguration ausgeschaltet',
  'semantic search is off: {~why}': 'die Suche nach Bedeutung ist aus: {~why}',
  'semantic search is off: its provider has no address': 'die Suche nach Bedeutung ist aus: Ihr Anbieter hat keine Adresse',
  '{packages} is not installed': '{packages} ist nicht installiert',
  '{packages} are not installed': '{packages} sind nicht installiert',
  '{file} of {package} is not the file that Atrium knows; install the packages again':
    '{file} von {package} ist nicht die Datei, die Atrium kennt; installieren Sie die Pakete neu',
  'the model answered something that is no vector': 'das Modell hat etwas geantwortet, das kein Vektor ist',
  'the model refuses the simplest of texts': 'das Modell weist den einfachsten Text ab',
  'the model was not loaded in time': 'das Modell wurde nicht rechtzeitig geladen',
  'the model took too long over a text': 'das Modell hat für einen Text zu lange gebraucht',
  'the process with the model ended ({why}) {errors}': 'der Prozess mit dem Modell endete ({why}) {errors}',
  'the process with the model ended ({why})': 'der Prozess mit dem Modell endete ({why})',
  'the process with the model died and is started again soon': 'der Prozess mit dem Modell brach ab und wird bald neu gestartet',
  'the model died of it {#count} times': 'das Modell ist daran {#count}-mal abgebrochen',
  'the vocabulary has no {token}': 'dem Vokabular fehlt {token}',
  '{host} does not answer': '{host} antwortet nicht',
  '{host} answered with {~what}': '{host} antwortete mit {~what}',
  '{#count} vectors for {#texts} texts': '{#count} Vektoren für {#texts} Texte',
  'a vector of {#count} numbers where {#wanted} were expected': 'ein Vektor mit {#count} Zahlen, wo {#wanted} erwartet waren',
  'something that is no list of vectors': 'etwas, das keine Liste von Vektoren ist',
  'its vector has no direction': 'sein Vektor hat keine Richtung',
  'what was there before is kept as {backup}': 'was zuvor da war, ist als {backup} aufbewahrt',
  'what was there before was not whole': 'was zuvor da war, war nicht vollständig',
});

/** Details of the audit log. They are stored in English, which is what its export says. */
export const AUDIT = table({
  'audit log': 'Protokoll',
  'as {format}': 'als {format}',
  run: 'Lauf',
  'dry run': 'Probelauf',
  'run, reading everything again': 'Lauf, alles wird neu gelesen',
  'dry run, reading everything again': 'Probelauf, alles wird neu gelesen',
  'dry run of a draft of {place}': 'Probelauf eines Entwurfs von {place}',
  '{#count} removals: {~why}': '{#count} Entfernungen: {~why}',
  '{#count} items are kept: {~why}': '{#count} Einträge bleiben: {~why}',
  '{#count} items': '{#count} Einträge',
  '{#count} items ({~what})': '{#count} Einträge ({~what})',
  'whether "{uid}" may read it: {~verdict}': 'ob „{uid}“ es lesen darf: {~verdict}',
  allowed: 'ja',
  denied: 'nein',
  excluded: 'ausgelassen',
  failed: 'nicht lesbar',
  'not-indexed': 'nicht im Index',
  'unknown-user': 'unbekannte Person',
  ambiguous: 'mehrdeutig',
  none: 'keines',
  nobody: 'niemand',
  everything: 'alles',
  uploaded: 'hochgeladen',
  sealed: 'versiegelt',
  removed: 'entfernt',
  'added: {entry}': 'angelegt: {entry}',
  'changed: {entry}': 'geändert: {entry}',
  'removed: {entry}': 'entfernt: {entry}',
  'added, although {#count} golden queries break: {entry}': 'angelegt, obwohl {#count} goldene Anfragen brechen: {entry}',
  'changed, although {#count} golden queries break: {entry}': 'geändert, obwohl {#count} goldene Anfragen brechen: {entry}',
  'removed, although {#count} golden queries break: {entry}': 'entfernt, obwohl {#count} goldene Anfragen brechen: {entry}',
  'tried: {entry}': 'probiert: {entry}',
  'from {before} to {after}': 'von {before} auf {after}',
  'settings entered again': 'Einstellungen neu eingegeben',
  'the setup address was used': 'die Einrichtungsadresse wurde benutzt',
  'the setup was left': 'die Einrichtung wurde verlassen',
  'wrong code': 'falscher Code',
  'too many wrong codes': 'zu viele falsche Codes',
  'too many wrong codes. Wait a quarter of an hour, then try again':
    'zu viele falsche Codes. Warten Sie eine Viertelstunde, und versuchen Sie es dann noch einmal',
  'this address was used already, or is not the one that the server printed last. Start the server again to get a new one':
    'diese Adresse wurde schon benutzt oder ist nicht die, die der Server zuletzt genannt hat. Starten Sie den Server neu, um eine neue zu bekommen',
  'a post was deleted': 'ein Beitrag wurde gelöscht',
  'a question became an answer': 'aus einer Frage wurde eine Antwort',
  'changed by its owner': 'von der zuständigen Person geändert',
  'verified until {day}': 'bestätigt bis {day}',
  'added go/{name} to {url}': 'go/{name} zu {url} hinzugefügt',
  '{#asked} asked, {#failing} failing': '{#asked} gestellt, {#failing} gescheitert',
  'asked {#affected} of {#all} with another state of {kind}': '{#affected} von {#all} mit anderem Stand gestellt ({kind})',
  '"{path}" in the source "{source}": the last run let them read it, the place itself does not any more':
    '„{path}“ in der Quelle „{source}“: Der letzte Lauf erlaubte das Lesen, der Ort selbst nicht mehr',
  // Signing in
  'not tried: too many wrong passwords for this account under other names of it':
    'nicht versucht: zu viele falsche Passwörter für dieses Konto unter anderen Namen',
  'right password, but left out: {~rule}': 'richtiges Passwort, aber ausgelassen: {~rule}',
  'right password, but not in the directory as last read':
    'richtiges Passwort, aber nicht im Verzeichnis, wie es zuletzt gelesen wurde',
  'right password, but {~why}': 'richtiges Passwort, aber {~why}',
  'account-disabled': 'Konto gesperrt',
  'account-expired': 'Konto abgelaufen',
  'account-excluded': 'Konto ausgelassen',
  'password-expired': 'Passwort abgelaufen',
  'password-change-required': 'Passwort muss geändert werden',
  'sign-in-hours': 'zu dieser Zeit nicht erlaubt',
  'sign-in-place': 'von hier aus nicht erlaubt',
  'directory-unavailable': 'Verzeichnis nicht erreichbar',
  'directory-misconfigured': 'Atrium darf das Verzeichnis nicht fragen',
  'could not be checked': 'ließ sich nicht prüfen',
  'too many wrong passwords': 'zu viele falsche Passwörter',
  'too many wrong passwords. Wait {~time}, then try again':
    'zu viele falsche Passwörter. Warten Sie {~time}, und versuchen Sie es dann noch einmal',
  'everywhere: {#count} sessions': 'überall: {#count} Sitzungen',
  'by the proxy': 'durch den Proxy',
  'at the OpenID provider': 'beim OpenID-Anbieter',
  'not in the directory any more': 'nicht mehr im Verzeichnis',
  'disabled in the directory': 'im Verzeichnis gesperrt',
  'has another sign-in name now': 'hat jetzt einen anderen Anmeldenamen',
  'the header {header} came {#count} times': 'die Kopfzeile {header} kam {#count}-mal',
  'the header {header} holds no usable name': 'die Kopfzeile {header} enthält keinen brauchbaren Namen',
  'the provider sent no ID token': 'der Anbieter hat kein ID-Token gesendet',
  'the provider answered "{error}": {text}': 'der Anbieter antwortete „{error}“: {text}',
  'the provider answered "{error}"': 'der Anbieter antwortete „{error}“',
  "the provider's answer was not accepted: {~why}": 'die Antwort des Anbieters wurde nicht angenommen: {~why}',
  'the provider could not be asked: {~why}': 'der Anbieter ließ sich nicht befragen: {~why}',
  'the sign-in was not begun in this browser, or longer ago than ten minutes, or was finished before':
    'die Anmeldung wurde nicht in diesem Browser begonnen, oder vor mehr als zehn Minuten, oder war schon beendet',
  'the provider gave no usable claim "{claim}"; see auth.oidc.usernameClaim':
    'der Anbieter gab keine brauchbare Angabe „{claim}“; siehe auth.oidc.usernameClaim',
  'the provider gave no e-mail address of "{uid}" that it has verified':
    'der Anbieter gab keine bestätigte E-Mail-Adresse von „{uid}“ an',
  'nobody with the e-mail address "{address}" is in the directory as last read':
    'niemand mit der E-Mail-Adresse „{address}“ ist im Verzeichnis, wie es zuletzt gelesen wurde',
  'nobody with the sign-in name "{uid}" is in the directory as last read':
    'niemand mit dem Anmeldenamen „{uid}“ ist im Verzeichnis, wie es zuletzt gelesen wurde',
  '{#count} people of the directory have the e-mail address "{address}"':
    '{#count} Personen des Verzeichnisses haben die E-Mail-Adresse „{address}“',
  '{#count} people of the directory have the sign-in name "{uid}"':
    '{#count} Personen des Verzeichnisses haben den Anmeldenamen „{uid}“',
  '{issuer} does not answer. Try again in a minute': '{issuer} antwortet nicht. Versuchen Sie es in einer Minute noch einmal',
  '{issuer} answers with more than {#count} bytes': '{issuer} antwortet mit mehr als {#count} Bytes',
  'ask your IT department': 'fragen Sie Ihre IT-Abteilung',
  'the account is switched off in the directory': 'das Konto ist im Verzeichnis gesperrt',
  'the account has expired in the directory': 'das Konto ist im Verzeichnis abgelaufen',
  'change your password at your computer or in your company’s password portal, then sign in here again':
    'ändern Sie Ihr Passwort an Ihrem Rechner oder im Passwortportal Ihrer Firma, und melden Sie sich dann hier wieder an',
  'the directory wants a new password. Change it at your computer or in your company’s password portal, then sign in here again':
    'das Verzeichnis verlangt ein neues Passwort. Ändern Sie es an Ihrem Rechner oder im Passwortportal Ihrer Firma, und melden Sie sich dann hier wieder an',
  'the directory allows this account to sign in at certain hours only':
    'das Verzeichnis erlaubt diesem Konto die Anmeldung nur zu bestimmten Zeiten',
  'the directory allows this account to sign in at certain computers only':
    'das Verzeichnis erlaubt diesem Konto die Anmeldung nur an bestimmten Rechnern',
  'it is not the account of a person, or is excluded from the directory that Atrium shows':
    'es ist nicht das Konto einer Person oder aus dem Verzeichnis ausgenommen, das Atrium zeigt',
  'new accounts are known after the next reading of the directory, within 15 minutes. Try again then':
    'neue Konten sind nach dem nächsten Lesen des Verzeichnisses bekannt, innerhalb von 15 Minuten. Versuchen Sie es dann noch einmal',
  'the directory refuses Atrium itself. An administrator finds the reason in the log and with "atrium check"':
    'das Verzeichnis weist Atrium selbst ab. Ein Administrator findet den Grund im Protokoll und mit „atrium check“',
  'the directory that checks passwords cannot be reached. Your password was not looked at. Try again in a minute':
    'das Verzeichnis, das Passwörter prüft, ist nicht erreichbar. Ihr Passwort wurde nicht angesehen. Versuchen Sie es in einer Minute noch einmal',
  'nobody signs in by redirection here: auth.method is not "oidc"':
    'hier meldet sich niemand durch Weiterleitung an: auth.method ist nicht „oidc“',
  'nobody signs in with a password here: auth.method is "{method}"':
    'hier meldet sich niemand mit einem Passwort an: auth.method ist „{method}“',
  'the sign-in was cancelled': 'die Anmeldung wurde abgebrochen',
  'this sign-in was not begun in this browser, took longer than ten minutes, or was finished before. Begin again':
    'diese Anmeldung wurde nicht in diesem Browser begonnen, dauerte länger als zehn Minuten oder war schon beendet. Beginnen Sie noch einmal',
  'the answer of the sign-in service was not accepted. Begin again; the audit log tells an administrator why':
    'die Antwort des Anmeldedienstes wurde nicht angenommen. Beginnen Sie noch einmal; das Protokoll sagt einem Administrator, warum',
  'the sign-in service did not say clearly who you are. An administrator finds the cause in the audit log':
    'der Anmeldedienst hat nicht eindeutig gesagt, wer Sie sind. Ein Administrator findet die Ursache im Protokoll',
  'this account is not in the directory that Atrium has read': 'dieses Konto steht nicht im Verzeichnis, das Atrium gelesen hat',
  'several people of the directory have this name, so it cannot be told who you are':
    'mehrere Personen des Verzeichnisses haben diesen Namen, daher ist nicht zu sagen, wer Sie sind',
  'the sign-in service does not answer. Try again in a minute':
    'der Anmeldedienst antwortet nicht. Versuchen Sie es in einer Minute noch einmal',
});

/** What pages of documents and of people say. */
export const PAGES = table({
  '{#count} scanned page was read by OCR: the text may contain errors':
    '{#count} gescannte Seite ging durch die Texterkennung: Der Text enthält vielleicht Fehler',
  '{#count} scanned pages were read by OCR: the text may contain errors':
    '{#count} gescannte Seiten gingen durch die Texterkennung: Der Text enthält vielleicht Fehler',
  'the picture was read by OCR: the text may contain errors':
    'das Bild ging durch die Texterkennung: Der Text enthält vielleicht Fehler',
  'the manager of {name} is not in the directory': 'die vorgesetzte Person von {name} steht nicht im Verzeichnis',
  '{name} is given as their own manager': '{name} ist als eigene vorgesetzte Person angegeben',
  'managers go in a circle: {names}': 'die Vorgesetzten laufen im Kreis: {names}',
});
