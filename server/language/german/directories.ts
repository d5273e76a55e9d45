import { table } from '../sentence.ts';

/** What directories say over LDAP; their own diagnostic texts are quoted as they are. */
export const DIRECTORIES = table({
  'no such account': 'dieses Konto gibt es nicht',
  'wrong name or password': 'Name oder Passwort ist falsch',
  'not allowed at this time': 'zu dieser Zeit nicht erlaubt',
  'not allowed from this machine': 'von diesem Rechner aus nicht erlaubt',
  'the password has expired': 'das Passwort ist abgelaufen',
  'the account is disabled': 'das Konto ist gesperrt',
  'the account has expired': 'das Konto ist abgelaufen',
  'the password must be changed first': 'das Passwort muss erst geändert werden',
  'the account is locked': 'das Konto ist gesperrt',
  'the account or its password is wrong': 'das Konto oder sein Passwort ist falsch',
  '{account} cannot sign in: {~why}': '{account} kann sich nicht anmelden: {~why}',
  'connected to {url} (encrypted) as {account}': 'mit {url} verbunden (verschlüsselt), als {account}',
  'connected to {url} (not encrypted) as {account}': 'mit {url} verbunden (nicht verschlüsselt), als {account}',
  'connected to {url} (encrypted) without signing in': 'mit {url} verbunden (verschlüsselt), ohne Anmeldung',
  'connected to {url} (not encrypted) without signing in': 'mit {url} verbunden (nicht verschlüsselt), ohne Anmeldung',
  'the directory is {~product}': 'das Verzeichnis ist {~product}',
  'an LDAP directory': 'ein LDAP-Verzeichnis',
  '“Groups below” (groupsBase) is empty: permissions that are given to groups will match nobody':
    '„Gruppen unterhalb von“ (groupsBase) ist leer: Rechte, die Gruppen gegeben wurden, werden auf niemanden passen',
  'nobody has a readable sign-in name ({attributes}); map another attribute or give {~account} the right to read it':
    'niemand hat einen lesbaren Anmeldenamen ({attributes}); ordnen Sie ein anderes Attribut zu, oder geben Sie {~account} das Recht, es zu lesen',
  'anonymous clients': 'Abfragen ohne Anmeldung',
  'an anonymous client': 'eine Abfrage ohne Anmeldung',
  'the anonymous user': 'Abfragen ohne Anmeldung',
  '{attribute} cannot be read, so entries are known by their names: whoever is renamed counts as a new person. Give the indexer the right to read it':
    '{attribute} ist nicht lesbar, daher werden Einträge an ihren Namen erkannt: Wer umbenannt wird, gilt als neue Person. Geben Sie dem Konto das Recht, es zu lesen',
  'the directory stops after {#count} {~what} below {base} (size limit, code 4): {~advice}':
    'das Verzeichnis hört nach {#count} {~what} unterhalb von {base} auf (size limit, Code 4): {~advice}',
  'no {~what} below {base} fit the filter, or none may be read':
    'auf den Filter passen unterhalb von {base} keine {~what}, oder es darf nichts davon gelesen werden',
  'more than {#count} {~what} below {base}': 'mehr als {#count} {~what} unterhalb von {base}',
  '{#count} {~what} below {base}': '{#count} {~what} unterhalb von {base}',
  people: 'Personen',
  groups: 'Gruppen',
  files: 'Dateien',
  items: 'Einträge',
  'raise the limit on the number of entries that {~account} may read':
    'erhöhen Sie die Grenze, wie viele Einträge {~account} lesen darf',
  'paging does not get round it; add to the database in slapd.conf (olcLimits in cn=config): {line}':
    'seitenweises Lesen umgeht das nicht; ergänzen Sie bei der Datenbank in slapd.conf (olcLimits in cn=config): {line}',
  'set nsSizeLimit, nsLookThroughLimit and nsPagedSizeLimit of {~account} to -1':
    'setzen Sie nsSizeLimit, nsLookThroughLimit und nsPagedSizeLimit für {~account} auf -1',
  'paging should get round MaxPageSize (ntdsutil, LDAP policies); check that no proxy in between removes the paging control':
    'seitenweises Lesen sollte MaxPageSize umgehen (ntdsutil, LDAP policies); prüfen Sie, dass kein Proxy dazwischen es unterdrückt',
  'not a valid LDAP filter: {~why}': 'kein gültiger LDAP-Filter: {~why}',
  '{~why} (at character {#position})': '{~why} (bei Zeichen {#position})',
  'write ldap://host:port or ldaps://host:port': 'schreiben Sie ldap://server:port oder ldaps://server:port',
  'give both an account (bindDn) and its password (bindPassword), or neither':
    'geben Sie ein Konto (bindDn) und sein Passwort (bindPassword) an oder keines von beiden',
  'ldaps:// is encrypted already; leave startTls out': 'ldaps:// ist schon verschlüsselt; lassen Sie startTls weg',
  'the password would cross the network in clear: use ldaps://, set startTls: true, or accept it with “Allow passwords in clear” (allowPlaintext: true)':
    'das Passwort ginge unverschlüsselt durch das Netz: Nehmen Sie ldaps://, setzen Sie startTls: true, oder lassen Sie es zu mit „Unverschlüsselte Passwörter zulassen“ (allowPlaintext: true)',
  'people cannot sign in, because their passwords would cross the network in clear: use ldaps://, set startTls: true, or accept it with “Allow passwords in clear” (allowPlaintext: true)':
    'niemand kann sich anmelden, weil die Passwörter unverschlüsselt durch das Netz gingen: Nehmen Sie ldaps://, setzen Sie startTls: true, oder lassen Sie es zu mit „Unverschlüsselte Passwörter zulassen“ (allowPlaintext: true)',
  'the file {file} (tls.caFile) cannot be read': 'die Datei {file} (tls.caFile) lässt sich nicht lesen',
  '{url}: cannot be reached': '{url}: nicht erreichbar',
  '{url}: no answer within {#seconds} seconds; is this an LDAP port, and does a firewall let us through?':
    '{url}: keine Antwort innerhalb von {#seconds} Sekunden; ist das ein LDAP-Port, und lässt eine Firewall durch?',
  '{url}: nothing listens there': '{url}: dort nimmt nichts Verbindungen an',
  '{url}: the host name is not known': '{url}: der Rechnername ist unbekannt',
  '{url}: the certificate is for another name; give it as “Name in the certificate” (tls.servername) ({detail})':
    '{url}: das Zertifikat gilt für einen anderen Namen; geben Sie ihn als „Name im Zertifikat“ an (tls.servername) ({detail})',
  '{url}: the certificate is signed by an unknown authority; give it as “Certificate authority” (tls.caFile) ({detail})':
    '{url}: das Zertifikat hat eine unbekannte Stelle ausgestellt; geben Sie sie als „Zertifizierungsstelle“ an (tls.caFile) ({detail})',
  '{url}: the directory wants encryption; set startTls: true or use ldaps:// ({~detail})':
    '{url}: das Verzeichnis verlangt Verschlüsselung; setzen Sie startTls: true, oder nehmen Sie ldaps:// ({~detail})',
  '{url}: the directory does not offer StartTLS; use ldaps:// ({~detail})':
    '{url}: das Verzeichnis bietet kein StartTLS an; nehmen Sie ldaps:// ({~detail})',
  'the directory did not answer in time': 'das Verzeichnis hat nicht rechtzeitig geantwortet',
  'what is missing cannot be looked for in all of {base}; the next run reads everything':
    'was fehlt, lässt sich nicht in ganz {base} suchen; der nächste Lauf liest alles',
  '{dn} has no readable {attribute}, by which this source identified its entries so far; give the sign-in name of the indexer the right to read it, or set up a new source id if the directory was replaced':
    '{dn} hat kein lesbares {attribute}, an dem diese Quelle ihre Einträge bisher erkannt hat; geben Sie dem Konto das Recht, es zu lesen, oder legen Sie eine neue Quelle an, wenn das Verzeichnis ersetzt wurde',
  'reading {base}: {#count} empty pages in a row': 'beim Lesen von {base}: {#count} leere Seiten hintereinander',
  'check the spelling of {key}, and that the indexer may read it':
    'prüfen Sie die Schreibweise von {key}, und dass das Konto es lesen darf',
  '{base} ({key}) is on another server ({url}); {~advice}': '{base} ({key}) liegt auf einem anderen Server ({url}); {~advice}',
  '{base} ({key}) cannot be read; {~advice} ({~detail})': '{base} ({key}) lässt sich nicht lesen; {~advice} ({~detail})',
  '{base} ({key}) cannot be read; {~advice}': '{base} ({key}) lässt sich nicht lesen; {~advice}',
  'the members of {dn} could not all be read: {~why}': 'nicht alle Mitglieder von {dn} ließen sich lesen: {~why}',
  'the directory gives none from {#from} on, and did not say that there are no more':
    'das Verzeichnis gibt ab {#from} keine mehr heraus und hat nicht gesagt, dass es keine mehr gibt',
  'the directory was asked for members from {#asked} and answered from {#answered}':
    'das Verzeichnis wurde nach Mitgliedern ab {#asked} gefragt und antwortete ab {#answered}',
  'the directory promised members {#first} to {#last} and gave {#given} of {#promised}':
    'das Verzeichnis versprach die Mitglieder {#first} bis {#last} und gab {#given} von {#promised}',
  'it disappeared meanwhile': 'inzwischen verschwunden',
  '{~why}; the directory did not give everything: {~advice}': '{~why}; das Verzeichnis hat nicht alles herausgegeben: {~advice}',
  '{dn} was read twice, or shares its identifier with another entry; the first one counts':
    '{dn} wurde zweimal gelesen oder hat dieselbe Kennung wie ein anderer Eintrag; der erste zählt',
  '{#without} of {#all} people have no readable {attribute}; give the indexer the right to read it, or map another attribute (attributes: uid)':
    '{#without} von {#all} Personen haben kein lesbares {attribute}; geben Sie dem Konto das Recht, es zu lesen, oder ordnen Sie ein anderes Attribut zu (attributes: uid)',
  'the answer is not LDAP: its length cannot be read': 'die Antwort ist kein LDAP: Ihre Länge ist nicht lesbar',
  'the answer is not valid LDAP: expected element {expected}, found its end':
    'die Antwort ist kein gültiges LDAP: erwartet war das Element {expected}, gefunden ihr Ende',
  'the answer is not valid LDAP: expected element {expected}, found {found}':
    'die Antwort ist kein gültiges LDAP: erwartet war das Element {expected}, gefunden {found}',
  'the answer could not be read': 'die Antwort war nicht lesbar',
  'the answer is not LDAP': 'die Antwort ist kein LDAP',
  'an answer of {#count} bytes is beyond the limit of {#limit}':
    'eine Antwort von {#count} Bytes übersteigt die Grenze von {#limit}',
  'the directory ended the connection': 'das Verzeichnis hat die Verbindung beendet',
  'the connection broke: {why}': 'die Verbindung brach ab: {why}',
  'the directory closed the connection before it had answered':
    'das Verzeichnis hat die Verbindung geschlossen, bevor es geantwortet hatte',
  'the directory said nothing for {#seconds} seconds': 'das Verzeichnis hat {#seconds} Sekunden lang nichts gesagt',
  'starting TLS': 'beim Beginn von TLS',
  'data arrived in clear after the answer to StartTLS': 'nach der Antwort auf StartTLS kamen unverschlüsselte Daten',
  'a password is needed to sign in to the directory': 'für die Anmeldung am Verzeichnis ist ein Passwort nötig',
  'signing in as {account}': 'bei der Anmeldung als {account}',
  'the connection was closed': 'die Verbindung wurde geschlossen',
  'the connection was closed while it was being opened': 'die Verbindung wurde beim Öffnen geschlossen',
  'reading what the directory says of itself': 'beim Lesen dessen, was das Verzeichnis über sich sagt',
  'reading {base}': 'beim Lesen von {base}',
  '{~what}: the directory answered {name} (code {#code}): {detail}':
    '{~what}: Das Verzeichnis antwortete „{name}“ (Code {#code}): {detail}',
  '{~what}: the directory answered {name} (code {#code})': '{~what}: Das Verzeichnis antwortete „{name}“ (Code {#code})',
  'something follows the last bracket': 'nach der letzten Klammer folgt noch etwas',
  'more than {#count} brackets inside each other': 'mehr als {#count} Klammern ineinander',
  '"!" takes exactly one clause': '„!“ nimmt genau eine Bedingung',
  'expected attribute=value': 'erwartet war Attribut=Wert',
  'the attribute is missing': 'das Attribut fehlt',
  'a matching rule needs ":="': 'eine Vergleichsregel braucht „:=“',
  'write attribute:rule:=value': 'schreiben Sie Attribut:Regel:=Wert',
  '"*" has no meaning after "{operator}"; write it as \\2a': '„*“ hat nach „{operator}“ keine Bedeutung; schreiben Sie \\2a',
  'a closing bracket is missing': 'eine schließende Klammer fehlt',
  'a bracket within a value is written \\28': 'eine Klammer in einem Wert schreibt man \\28',
  'a backslash is followed by two hexadecimal digits': 'auf einen Rückstrich folgen zwei hexadezimale Ziffern',
  'use lower-case letters, digits and hyphens': 'nur Kleinbuchstaben, Ziffern und Bindestriche',
  'is not a cron expression such as "*/15 * * * *"': 'ist kein Cron-Ausdruck wie „*/15 * * * *“',
  'use the names of tesseract: eng, deu, fra, chi_sim': 'nehmen Sie die Namen von tesseract: eng, deu, fra, chi_sim',
});

/** What leaves entries of a directory out. */
export const DIRECTORY_RULES = table({
  'expired account (shadowExpire)': 'abgelaufenes Konto (shadowExpire)',
  'expired account (accountExpires)': 'abgelaufenes Konto (accountExpires)',
  'disabled account (pwdAccountLockedTime)': 'gesperrtes Konto (pwdAccountLockedTime)',
  'disabled account (nsAccountLock)': 'gesperrtes Konto (nsAccountLock)',
  'disabled account (userAccountControl)': 'gesperrtes Konto (userAccountControl)',
  'service account (objectClass)': 'Dienstkonto (objectClass)',
  'service account (sAMAccountType: a machine or a trust)': 'Dienstkonto (sAMAccountType: Rechner oder Vertrauensstellung)',
  'service account (serviceAccounts)': 'Dienstkonto (serviceAccounts)',
  'built-in account (isCriticalSystemObject)': 'eingebautes Konto (isCriticalSystemObject)',
  'distribution group: it grants no access (groupType)': 'Verteilergruppe: Sie gewährt keinen Zugriff (groupType)',
  'no sign-in name ({attributes})': 'kein Anmeldename ({attributes})',
  'group without a name (cn)': 'Gruppe ohne Namen (cn)',
  'no longer among what is read: moved out of peopleBase and groupsBase, or does not fit peopleFilter and groupsFilter any more':
    'gehört nicht mehr zu dem, was gelesen wird: aus peopleBase und groupsBase verschoben, oder passt nicht mehr auf peopleFilter und groupsFilter',
});
