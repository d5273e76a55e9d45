import { table } from '../sentence.ts';

/** Why a request could not be answered: titles and details of problems, and what is wrong with a field. */
export const PROBLEMS = table({
  'the request is not valid': 'die Anfrage ist nicht gültig',
  'a password has to be entered again': 'ein Passwort muss noch einmal eingegeben werden',
  'please sign in': 'bitte melden Sie sich an',
  'user name or password is wrong': 'Benutzername oder Passwort ist falsch',
  'you may not do this': 'das dürfen Sie nicht',
  'this account is disabled': 'dieses Konto ist gesperrt',
  'this account has expired': 'dieses Konto ist abgelaufen',
  'your password has expired': 'Ihr Passwort ist abgelaufen',
  'your password has to be changed first': 'Ihr Passwort muss erst geändert werden',
  'this account may not sign in at this time': 'dieses Konto darf sich zu dieser Zeit nicht anmelden',
  'this account may not sign in from here': 'dieses Konto darf sich von hier aus nicht anmelden',
  'this account may not use Atrium': 'dieses Konto darf Atrium nicht benutzen',
  'Atrium does not know this account yet': 'Atrium kennt dieses Konto noch nicht',
  'this setup address is not valid any more': 'diese Einrichtungsadresse gilt nicht mehr',
  'there is nothing here': 'hier ist nichts',
  'there is no picture of this': 'davon gibt es kein Bild',
  'this cannot be done right now': 'das geht gerade nicht',
  'this is set up in the configuration file': 'das steht in der Konfigurationsdatei',
  'golden queries would find too late what they are for': 'goldene Anfragen fänden zu spät, wozu sie da sind',
  'the request is too large': 'die Anfrage ist zu groß',
  'the requested range is outside the file': 'der verlangte Bereich liegt außerhalb der Datei',
  'this is not the address of Atrium': 'das ist nicht die Adresse von Atrium',
  'too many requests, please wait a moment': 'zu viele Anfragen, bitte warten Sie einen Augenblick',
  'there is no space left to write this down': 'der Platz reicht nicht, um das aufzuschreiben',
  'something went wrong on our side': 'bei uns ist etwas schiefgegangen',
  'search is not available right now': 'die Suche ist gerade nicht erreichbar',
  'the directory cannot be reached': 'das Verzeichnis ist nicht erreichbar',
  'nobody can sign in at the moment': 'zurzeit kann sich niemand anmelden',
  'the sign-in service cannot be reached': 'der Anmeldedienst ist nicht erreichbar',
  'the place where this is kept cannot be reached': 'der Ort, an dem es liegt, ist nicht erreichbar',
  'the configuration is not valid': 'die Konfiguration ist nicht gültig',
  'a backup is being put in place, or that was interrupted. Put one in place first: what is here is not whole':
    'eine Sicherung wird gerade eingespielt, oder das wurde unterbrochen. Spielen Sie zuerst eine ein: Was hier ist, ist nicht vollständig',
  'a backup is being put in place. Atrium answers again when that is done':
    'eine Sicherung wird gerade eingespielt. Atrium antwortet wieder, wenn das fertig ist',
  'a backup is being put in place. Runs wait until that is done':
    'eine Sicherung wird gerade eingespielt. Läufe warten, bis das fertig ist',
  'a backup is being put in place. Wait until that is done':
    'eine Sicherung wird gerade eingespielt. Warten Sie, bis das fertig ist',
  'a source is being read. Wait for the end of the run, or cancel it':
    'eine Quelle wird gerade gelesen. Warten Sie das Ende des Laufs ab, oder halten Sie ihn an',
  'Meilisearch is not available': 'Meilisearch ist nicht erreichbar',
  '{file} is there already; choose another name': '{file} gibt es schon; wählen Sie einen anderen Namen',
  '{file} is not there': '{file} ist nicht da',
  '{file} is not a backup that Atrium wrote': '{file} ist keine Sicherung, die Atrium geschrieben hat',
  'the source "{source}" has the unknown kind "{kind}"': 'die Quelle „{source}“ ist von der unbekannten Art „{kind}“',
  'no person has this id': 'keine Person hat diese Kennung',
  'no document has this id': 'kein Dokument hat diese Kennung',
  'nobody in the directory has this sign-in name, or the account has ended':
    'niemand im Verzeichnis hat diesen Anmeldenamen, oder das Konto ist beendet',
  'no source has this id. There are: {ids}.': 'keine Quelle hat diese Kennung. Es gibt: {ids}.',
  'there is nothing with the number {#id} here; it may have been removed':
    'hier ist nichts mit der Nummer {#id}; vielleicht wurde es entfernt',
  'there are {#count} already, and more are not possible. Remove some first':
    'es gibt schon {#count}, und mehr sind nicht möglich. Entfernen Sie zuerst einige',
  'somebody else changed the curation meanwhile. Look at it and try again':
    'jemand anderes hat die Pflege inzwischen geändert. Sehen Sie nach, und versuchen Sie es noch einmal',
  '"{query}" finds {name} at place {#before} now and {~after} afterwards; {~worst} is the worst that is acceptable':
    '„{query}“ findet {name} jetzt an Stelle {#before} und danach {~after}; {~worst} ist gerade noch annehmbar',
  '"{query}" finds {name} not at all now and {~after} afterwards; {~worst} is the worst that is acceptable':
    '„{query}“ findet {name} jetzt gar nicht und danach {~after}; {~worst} ist gerade noch annehmbar',
  'one golden query would find too late what it is for. Change it in another way, or force it':
    'eine goldene Anfrage fände zu spät, wozu sie da ist. Ändern Sie es anders, oder erzwingen Sie es',
  'one golden query would find too late what they are for. Change it in another way, or force it':
    'eine goldene Anfrage fände zu spät, wozu sie da ist. Ändern Sie es anders, oder erzwingen Sie es',
  '{#count} golden queries would find too late what they are for. Change it in another way, or force it':
    '{#count} goldene Anfragen fänden zu spät, wozu sie da sind. Ändern Sie es anders, oder erzwingen Sie es',
  'not at all': 'gar nicht',
  'at place {#rank}': 'an Stelle {#rank}',
  'nobody has the sign-in name "{uid}" any more': 'niemand hat mehr den Anmeldenamen „{uid}“',
  'the source of this document is not configured any more': 'die Quelle dieses Dokuments ist nicht mehr eingerichtet',
  'the original cannot be read; it may have been moved or deleted':
    'das Original ist nicht lesbar; vielleicht wurde es verschoben oder gelöscht',
  'many pages are being drawn. Try again in a moment':
    'viele Seiten werden gerade gezeichnet. Versuchen Sie es gleich noch einmal',
  'it cannot be drawn': 'sie lässt sich nicht zeichnen',
  'there is no room to keep it': 'der Platz reicht nicht, um sie aufzubewahren',
  'it has grown too large': 'sie ist zu groß geworden',
  'this page cannot be shown as a picture: {~why}.': 'diese Seite lässt sich nicht als Bild zeigen: {~why}.',
  'there is no such document, or you may not read it': 'dieses Dokument gibt es nicht, oder Sie dürfen es nicht lesen',
  'no source has the id "{id}"': 'keine Quelle hat die Kennung „{id}“',
  'a run of the source "{id}" is going on already': 'ein Lauf der Quelle „{id}“ ist schon im Gang',
  'no run of this source is going on': 'von dieser Quelle ist kein Lauf im Gang',
  'nothing is held back for this source': 'für diese Quelle wird nichts zurückgehalten',
  'no directory has a group "{group}"': 'kein Verzeichnis hat eine Gruppe „{group}“',
  'you are not in a group "{group}". Choose groups that you are in':
    'Sie sind in keiner Gruppe „{group}“. Wählen Sie Gruppen, in denen Sie sind',
  'there is nothing with the number {#id} that you may change; it may have been removed':
    'es gibt nichts mit der Nummer {#id}, das Sie ändern dürfen; vielleicht wurde es entfernt',
  'this name is not free. Choose another one': 'dieser Name ist nicht frei. Wählen Sie einen anderen',
  'you may write news, but not announce it on the home page. Ask an administrator':
    'Sie dürfen Neuigkeiten schreiben, aber nicht auf der Startseite ankündigen. Fragen Sie einen Administrator',
  'there is no such post of yours; it may have been deleted':
    'diesen Beitrag von Ihnen gibt es nicht; vielleicht wurde er gelöscht',
  'a source is called "{name}", which is the name of what is written here. Ask an administrator to give it another id':
    'eine Quelle heißt „{name}“, und so heißt auch, was hier geschrieben wird. Bitten Sie einen Administrator, ihr eine andere Kennung zu geben',
  'you have written {#count} posts within a day. Please go on tomorrow':
    'Sie haben an einem Tag {#count} Beiträge geschrieben. Bitte machen Sie morgen weiter',
  'there is no team "{team}" with a manager': 'es gibt kein Team „{team}“ mit einer Leitung',
  'there is no such question, or it is not for you': 'diese Frage gibt es nicht, oder sie ist nicht für Sie',
  'you have asked {#count} questions within a day. Please ask again tomorrow':
    'Sie haben an einem Tag {#count} Fragen gestellt. Bitte fragen Sie morgen wieder',
  'this question was not sent to you': 'diese Frage wurde nicht an Sie geschickt',
  'this question has been answered or withdrawn meanwhile': 'diese Frage wurde inzwischen beantwortet oder zurückgezogen',
  'this is not your question': 'das ist nicht Ihre Frage',
  'only people of the directory can do this': 'das können nur Personen aus dem Verzeichnis',
  'nobody in the directory has the sign-in name "{uid}", or the account has ended':
    'niemand im Verzeichnis hat den Anmeldenamen „{uid}“, oder das Konto ist beendet',
  'several people have the sign-in name "{uid}"': 'mehrere Personen haben den Anmeldenamen „{uid}“',
  '"{item}" is not there any more': '„{item}“ ist nicht mehr da',
  'name one host only': 'nennen Sie nur einen Rechner',
  'open Atrium at {url} (server.publicUrl)': 'öffnen Sie Atrium unter {url} (server.publicUrl)',
  '{method} {path} is not part of this API; see /api/v1/openapi.json':
    '{method} {path} gehört nicht zu dieser Schnittstelle; siehe /api/v1/openapi.json',
  'the body of the request is larger than 64 KiB': 'der Inhalt der Anfrage ist größer als 64 KiB',
  'the request could not be understood': 'die Anfrage war nicht verständlich',
  'too many requests within a minute. Wait a moment and try again':
    'zu viele Anfragen in einer Minute. Warten Sie einen Augenblick, und versuchen Sie es noch einmal',
  'the request took too long': 'die Anfrage hat zu lange gedauert',
  'this request came from another site': 'diese Anfrage kam von einer anderen Website',
  'send the body as application/json': 'senden Sie den Inhalt als application/json',
  'send the file as {type}': 'senden Sie die Datei als {type}',
  'there is no such backup any more': 'diese Sicherung gibt es nicht mehr',
  '{name} is being worked on. Wait until that is done': '{name} ist in Arbeit. Warten Sie, bis das fertig ist',
  'something went wrong; the log of the server says what': 'etwas ist schiefgegangen; das Protokoll des Servers sagt, was',
  'this backup cannot be put in place from here': 'diese Sicherung lässt sich von hier aus nicht einspielen',
  'the source "{source}" is being read. Wait for the end of the run, or cancel it':
    'die Quelle „{source}“ wird gerade gelesen. Warten Sie das Ende des Laufs ab, oder halten Sie ihn an',
  'this file was not downloaded from this Atrium, or it is damaged. A backup of another kind goes into the folder "backups" of the data folder, on the server':
    'diese Datei wurde nicht von diesem Atrium heruntergeladen, oder sie ist beschädigt. Eine Sicherung anderer Art gehört in den Ordner „backups“ des Datenordners auf dem Server',
  'this is not of an answer that was given to you this month':
    'das gehört zu keiner Antwort, die Sie diesen Monat bekommen haben',
  'repeat the name of the backup to confirm': 'wiederholen Sie zur Bestätigung den Namen der Sicherung',
  'this is not its name': 'so heißt sie nicht',
  'the list of licences is written when the client is built: run npm run build':
    'die Liste der Lizenzen entsteht beim Bauen der Oberfläche: Führen Sie npm run build aus',
  'no source "{source}" has settings': 'keine Quelle „{source}“ hat Einstellungen',
  'must be the id of the source: {id}': 'muss die Kennung der Quelle sein: {id}',
  'write the id of the source to confirm that it may go':
    'schreiben Sie die Kennung der Quelle, um zu bestätigen, dass sie weg darf',
  'there is no such dry run (any more). Start it again': 'diesen Probelauf gibt es nicht (mehr). Beginnen Sie ihn noch einmal',
  'nobody who may sign in has this sign-in name': 'niemand, der sich anmelden darf, hat diesen Anmeldenamen',
  'sign in to use this': 'melden Sie sich dafür an',
  'this is for administrators': 'das ist für Administratoren',
  'of files of this kind there are no pictures: read its text, or download the original':
    'von Dateien dieser Art gibt es keine Bilder: Lesen Sie den Text, oder laden Sie das Original herunter',
  'the file has {#count} bytes': 'die Datei hat {#count} Bytes',
  'this is a number': 'das ist eine Nummer',
  'there is no such answer, or it is not for you': 'diese Antwort gibt es nicht, oder sie ist nicht für Sie',
  'no team has this name': 'kein Team heißt so',
  'nobody with this id is in the directory': 'niemand mit dieser Kennung ist im Verzeichnis',
  'this person has no photo': 'diese Person hat kein Foto',
  'is not an id': 'ist keine Kennung',
  'you have {#count} of these open already. Close some windows':
    'davon haben Sie schon {#count} offen. Schließen Sie einige Fenster',
  'the secret "{field}" of the source "{source}" cannot be read: {~why}. Enter it again, or put back the file secret.key.':
    'das Geheimnis „{field}“ der Quelle „{source}“ ist nicht lesbar: {~why}. Geben Sie es noch einmal ein, oder legen Sie die Datei secret.key zurück.',
  'the key is missing': 'der Schlüssel fehlt',
  'it was sealed by another version of Atrium': 'es wurde von einer anderen Version von Atrium versiegelt',
  'the key is another one, or it was changed': 'der Schlüssel ist ein anderer, oder es wurde verändert',
  '{file} cannot be read: the passwords of sources are encrypted with it':
    '{file} ist nicht lesbar: Damit sind die Passwörter der Quellen verschlüsselt',
  '{file} was removed at the moment it was made': '{file} wurde in dem Augenblick entfernt, in dem sie entstand',
  '{place} must hold {#count} bytes, as base64 or as 64 hexadecimal digits':
    '{place} muss {#count} Bytes enthalten, als Base64 oder als 64 hexadezimale Ziffern',
  'no directory knows {names}; choose from those that were read':
    'kein Verzeichnis kennt {names}; wählen Sie aus denen, die gelesen wurden',
  'nobody was chosen: {~why}.': 'es wurde niemand gewählt: {~why}.',
  'nobody could sign in as an administrator any more. Choose at least one person':
    'niemand könnte sich mehr als Administrator anmelden. Wählen Sie mindestens eine Person',
  'several dry runs go on already. Wait for one, or stop it':
    'mehrere Probeläufe sind schon im Gang. Warten Sie einen ab, oder halten Sie ihn an',
  'give a full path, beginning with a slash': 'geben Sie einen vollständigen Pfad an, der mit einem Schrägstrich beginnt',
  'must begin with a slash': 'muss mit einem Schrägstrich beginnen',
  'write the full path, beginning with a slash': 'schreiben Sie den vollständigen Pfad, mit einem Schrägstrich am Anfang',
  'no kind of source is called "{kind}". There are: {kinds}.': 'keine Art von Quelle heißt „{kind}“. Es gibt: {kinds}.',
  'the source is not set up right: {~why}.': 'die Quelle ist nicht richtig eingerichtet: {~why}.',
  'the source "{source}" stands in the configuration file; change it there':
    'die Quelle „{source}“ steht in der Konfigurationsdatei; ändern Sie sie dort',
  'what an earlier source "{source}" has left is still being cleared away. Wait a moment, or choose another id':
    'was eine frühere Quelle „{source}“ hinterlassen hat, wird noch weggeräumt. Warten Sie einen Augenblick, oder wählen Sie eine andere Kennung',
  'the id "{id}" is the address of the page on which sources are added. Choose another one':
    'die Kennung „{id}“ ist die Adresse der Seite, auf der Quellen angelegt werden. Wählen Sie eine andere',
  'there is a source with the id "{source}"': 'es gibt eine Quelle mit der Kennung „{source}“',
  'somebody else has changed this source meanwhile. Load it again and look':
    'jemand anderes hat diese Quelle inzwischen geändert. Laden Sie sie neu, und sehen Sie nach',
  'Atrium keeps its own data in there; choose another folder, or one of those beside it':
    'darin bewahrt Atrium seine eigenen Daten auf; wählen Sie einen anderen Ordner oder einen daneben',
  'the folder cannot be a source: {~why}.': 'der Ordner kann keine Quelle sein: {~why}.',
  'enter it again: the address was changed, and the kept one is not sent to another place':
    'geben Sie es noch einmal ein: Die Adresse wurde geändert, und das aufbewahrte wird an keinen anderen Ort geschickt',
  'the address was changed, so the password has to be entered again':
    'die Adresse wurde geändert, daher muss das Passwort noch einmal eingegeben werden',
  'the id "{id}" stands in the configuration file and belongs to a source of the console, too. The file counts; remove the other, or give the one in the file another id':
    'die Kennung „{id}“ steht in der Konfigurationsdatei und gehört auch einer Quelle der Konsole. Es gilt die Datei; entfernen Sie die andere, oder geben Sie der in der Datei eine andere Kennung',
  // What zod says of a value
  'invalid input: expected {type}, received {other}': 'passt nicht: erwartet war {type}, gegeben ist {other}',
  'invalid input': 'passt nicht',
  'invalid option: expected one of {options}': 'passt nicht: erwartet war eines von {options}',
  'invalid string: must match pattern {pattern}': 'passt nicht auf das Muster {pattern}',
  'invalid URL': 'keine gültige Adresse',
  'unrecognized key: {keys}': 'unbekannte Angabe: {keys}',
  'unrecognized keys: {keys}': 'unbekannte Angaben: {keys}',
  'too small: expected string to have >={#count} characters': 'zu kurz: mindestens {#count} Zeichen',
  'too big: expected string to have <={#count} characters': 'zu lang: höchstens {#count} Zeichen',
  'too small: expected number to be >={#count}': 'zu klein: mindestens {#count}',
  'too small: expected number to be >{#count}': 'zu klein: mehr als {#count}',
  'too big: expected number to be <={#count}': 'zu groß: höchstens {#count}',
  'too small: expected int to be >={#count}': 'zu klein: mindestens {#count}',
  'too small: expected int to be >{#count}': 'zu klein: mehr als {#count}',
  'too big: expected int to be <={#count}': 'zu groß: höchstens {#count}',
  'too small: expected array to have >={#count} items': 'zu wenige: mindestens {#count}',
  'too big: expected array to have <={#count} items': 'zu viele: höchstens {#count}',
});
