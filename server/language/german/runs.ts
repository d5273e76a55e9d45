import { table } from '../sentence.ts';

/** What a run says, what holds removals back, and what the checks of index and permissions found. */
export const RUNS = table({
  'the source lists no {~what} any more (it had {#count})': 'die Quelle nennt keine {~what} mehr (es waren {#count})',
  '{#gone} of {#all} {~what} are missing, more than {#limit}': '{#gone} von {#all} {~what} fehlen, mehr als {#limit}',
  '{#gone} {~what} are missing, more than {#limit}': '{#gone} {~what} fehlen, mehr als {#limit}',
  '{#gone} items are missing since everything was last read, more than {#limit}':
    '{#gone} Einträge fehlen, seit zuletzt alles gelesen wurde, mehr als {#limit}',
  'everything in the folder “{folder}” is missing ({#count} files)': 'alles im Ordner „{folder}“ fehlt ({#count} Dateien)',
  'nothing of it is removed until somebody confirms it or the next complete run misses it too':
    'nichts davon wird entfernt, bis es jemand bestätigt oder auch der nächste vollständige Lauf es vermisst',
  'nothing of it is removed until somebody confirms it': 'nichts davon wird entfernt, bis es jemand bestätigt',
  'nothing of it is removed until somebody confirms it or the next run, which reads everything, finds the same':
    'nichts davon wird entfernt, bis es jemand bestätigt oder der nächste Lauf, der alles liest, dasselbe findet',
  '{#count} more like this': '{#count} weitere dieser Art',
  'kept by {by} on {day}: they were not seen since, and stay until somebody confirms that they are gone.':
    'behalten von {by} am {day}: Seither nicht gesehen; sie bleiben, bis jemand bestätigt, dass sie weg sind.',
  '{#count} items could not be read (the first: {~first})': '{#count} Einträge ließen sich nicht lesen (der erste: {~first})',
  '{#count} items could not be read; what is known of them is kept (the first: {~first})':
    '{#count} Einträge ließen sich nicht lesen; was von ihnen bekannt ist, bleibt erhalten (der erste: {~first})',
  'no reason was given': 'kein Grund wurde genannt',
  '{#missing} items were missing from the search index and {#damaged} items were not as they should be in the search index (the first: {first}); the next run writes them again':
    '{#missing} Einträge fehlten im Suchindex, und {#damaged} waren darin nicht, wie sie sein sollten (der erste: {first}); der nächste Lauf schreibt sie neu',
  '{#missing} items were missing from the search index and {#damaged} items were not as they should be in the search index; the next run writes them again':
    '{#missing} Einträge fehlten im Suchindex, und {#damaged} waren darin nicht, wie sie sein sollten; der nächste Lauf schreibt sie neu',
  '{#missing} items were missing from the search index (the first: {first}); the next run writes them again':
    '{#missing} Einträge fehlten im Suchindex (der erste: {first}); der nächste Lauf schreibt sie neu',
  '{#missing} items were missing from the search index; the next run writes them again':
    '{#missing} Einträge fehlten im Suchindex; der nächste Lauf schreibt sie neu',
  '{#damaged} items were not as they should be in the search index (the first: {first}); the next run writes them again':
    '{#damaged} Einträge waren im Suchindex nicht, wie sie sein sollten (der erste: {first}); der nächste Lauf schreibt sie neu',
  '{#damaged} items were not as they should be in the search index; the next run writes them again':
    '{#damaged} Einträge waren im Suchindex nicht, wie sie sein sollten; der nächste Lauf schreibt sie neu',
  'the search index held {#count} items that nobody knows; they were removed':
    'im Suchindex standen {#count} Einträge, die niemand kennt; sie wurden entfernt',
  'the search index held {#count} items that nobody knows; a complete run will remove them':
    'im Suchindex standen {#count} Einträge, die niemand kennt; ein vollständiger Lauf wird sie entfernen',
  'index and ledger agree': 'Index und Verzeichnis der Einträge stimmen überein',
  'its permissions are missing': 'die Rechte dazu fehlen',
  'its permissions are missing in the store': 'die Rechte dazu fehlen im Speicher',
  'too many changes of permissions wait to be taken over': 'zu viele Änderungen von Rechten warten darauf, übernommen zu werden',
  'the canary found it open to people whom the place itself refuses':
    'die Rechteprüfung fand es offen für Personen, die der Ort selbst abweist',
  'it was deleted by whoever wrote it': 'von der Person gelöscht, die es geschrieben hat',
  'the source went on after it had said that it was complete':
    'die Quelle sprach weiter, nachdem sie sich für vollständig erklärt hatte',
  'the source ended without saying that it was complete': 'die Quelle endete, ohne sich für vollständig zu erklären',
  'the run was stopped; the next one goes on from there': 'der Lauf wurde angehalten; der nächste macht dort weiter',
  'the run was stopped': 'der Lauf wurde angehalten',
  'the dry run was stopped': 'der Probelauf wurde angehalten',
  'the source says that it cannot be read': 'die Quelle sagt, dass sie nicht lesbar ist',
  'the run ended without a word': 'der Lauf endete ohne ein Wort',
  'the process that ran it ended before it was done; the next run goes on from there':
    'der Prozess, der ihn ausführte, endete vorzeitig; der nächste Lauf macht dort weiter',
  'Atrium is being stopped': 'Atrium wird angehalten',
  'the disk with Atrium’s own data is full. Searches go on. Make space there; what could not be written is done by the next run':
    'die Platte mit den Daten von Atrium ist voll. Die Suche läuft weiter. Schaffen Sie dort Platz; was nicht geschrieben werden konnte, holt der nächste Lauf nach',
  'the disk of the search index is full. Searches go on. Make space there; what could not be written is done by the next run':
    'die Platte des Suchindexes ist voll. Die Suche läuft weiter. Schaffen Sie dort Platz; was nicht geschrieben werden konnte, holt der nächste Lauf nach',
  // The comparison of permissions with the place itself
  'permissions could not be checked: {~why}.': 'Die Rechte ließen sich nicht prüfen: {~why}.',
  'the place did not answer': 'der Ort hat nicht geantwortet',
  'permissions of {#count} documents checked: {~found}.': 'Rechte von {#count} Dokumenten geprüft: {~found}.',
  'all as the place says': 'alle so, wie der Ort es sagt',
  '{#count} shown to people whom the place refuses': '{#count} für Personen sichtbar, die der Ort abweist',
  '{#count} closed to people since the last run': '{#count} seit dem letzten Lauf für Personen geschlossen',
  '{#count} opened to people since the last run': '{#count} seit dem letzten Lauf für Personen geöffnet',
  '{#count} hidden from everybody until a run has read them anew':
    '{#count} vor allen verborgen, bis ein Lauf sie neu gelesen hat',
  visitors: 'Besucher',
  'everybody who is signed in': 'alle, die angemeldet sind',
  'members of {group}': 'Mitglieder von {group}',
});

/** How a source is, and what has become of a file. */
export const SOURCES = table({
  'it is to be at most {~goal} old, and was never read completely':
    'höchstens {~goal} alt soll der Stand sein, vollständig gelesen wurde die Quelle noch nie',
  'it was read completely {~age} ago, as was wanted ({~goal})': 'vor {~age} vollständig gelesen, wie gewünscht ({~goal})',
  'it was read completely {~age} ago, and is to be at most {~goal} old':
    'vor {~age} vollständig gelesen; höchstens {~goal} alt soll der Stand sein',
  '{#count} minute': '{#count} Minute',
  '{#count} minutes': '{#count} Minuten',
  '{#count} hour': '{#count} Stunde',
  '{#count} hours': '{#count} Stunden',
  '{#count} day': '{#count} Tag',
  '{#count} days': '{#count} Tagen',
  '{#count} minute ago': 'vor {#count} Minute',
  '{#count} minutes ago': 'vor {#count} Minuten',
  '{#count} hour ago': 'vor {#count} Stunde',
  '{#count} hours ago': 'vor {#count} Stunden',
  '{#count} day ago': 'vor {#count} Tag',
  '{#count} days ago': 'vor {#count} Tagen',
  'less than a minute ago': 'vor weniger als einer Minute',
  'never read yet': 'noch nie gelesen',
  'a dry run is going on': 'ein Probelauf ist im Gang',
  'being read now': 'wird gerade gelesen',
  'up to date with its last run': 'auf dem Stand des letzten Laufs',
  'the last run was partial: {~why}.': 'Der letzte Lauf war unvollständig: {~why}.',
  'something could not be read': 'etwas ließ sich nicht lesen',
  'the last run failed': 'der letzte Lauf ist gescheitert',
  'the last run failed: {~why}. {~consequence}': 'der letzte Lauf ist gescheitert: {~why}. {~consequence}',
  'the last run was cancelled': 'der letzte Lauf wurde angehalten',
  'the last run was cancelled: {~why}. {~consequence}': 'der letzte Lauf wurde angehalten: {~why}. {~consequence}',
  'the last run was interrupted': 'der letzte Lauf wurde unterbrochen',
  'the last run was interrupted: {~why}. {~consequence}': 'der letzte Lauf wurde unterbrochen: {~why}. {~consequence}',
  'it was never read completely': 'vollständig gelesen wurde sie noch nie',
  'what was found before is still searchable': 'was früher gefunden wurde, ist weiter auffindbar',
  '1 entry is like several of another directory, and joined with none: {names}':
    '1 Eintrag gleicht mehreren eines anderen Verzeichnisses und wurde mit keinem verbunden: {names}',
  '{#count} entries are like several of another directory, and joined with none: {names}':
    '{#count} Einträge gleichen mehreren eines anderen Verzeichnisses und wurden mit keinem verbunden: {names}',
  '{#count} removals are confirmed; the next complete run does them':
    '{#count} Entfernungen sind bestätigt; der nächste vollständige Lauf führt sie aus',
  '{#count} items that were not seen any more are kept': '{#count} nicht mehr gesehene Einträge werden behalten',
  '{#count} removals wait for confirmation': '{#count} Entfernungen warten auf Bestätigung',
  '1 file could not be read': '1 Datei ließ sich nicht lesen',
  '{#count} files could not be read': '{#count} Dateien ließen sich nicht lesen',
  'written in Atrium': 'in Atrium geschrieben',
  'written here, kept in the data folder': 'hier geschrieben, im Datenordner aufbewahrt',
  'the place did not answer within {#seconds} seconds': 'der Ort hat innerhalb von {#seconds} Sekunden nicht geantwortet',
  'its schedule "{schedule}" pauses for up to {#minutes} minutes: whoever is removed or disabled in the directory may stay signed in for that long; "{usual}" makes it {#promised}':
    'der Zeitplan „{schedule}“ pausiert bis zu {#minutes} Minuten: So lange kann angemeldet bleiben, wer im Verzeichnis entfernt oder gesperrt wird; mit „{usual}“ sind es {#promised}',
  'its schedule "{schedule}" comes to an end: whoever is removed or disabled in the directory may stay signed in for that long; "{usual}" makes it {#promised}':
    'der Zeitplan „{schedule}“ geht zu Ende: So lange kann angemeldet bleiben, wer im Verzeichnis entfernt oder gesperrt wird; mit „{usual}“ sind es {#promised}',
  // Removing a source
  'nothing disappears: the source of this id in the configuration file stays as it is':
    'nichts verschwindet: Die Quelle dieser Kennung in der Konfigurationsdatei bleibt, wie sie ist',
  'nothing has been read from it yet': 'daraus wurde noch nichts gelesen',
  '{~what} cannot be found any more': '{~what} sind nicht mehr zu finden',
  '{#count} person': '{#count} Person',
  '{#count} people': '{#count} Personen',
  '{#count} group': '{#count} Gruppe',
  '{#count} groups': '{#count} Gruppen',
  '{#count} document': '{#count} Dokument',
  '{#count} documents': '{#count} Dokumente',
  '{#count} person and {~second}': '{#count} Person und {~second}',
  '{#count} people and {~second}': '{#count} Personen und {~second}',
  '{#count} group and {~second}': '{#count} Gruppe und {~second}',
  '{#count} groups and {~second}': '{#count} Gruppen und {~second}',
  'its people cannot sign in, and permissions that name them match nobody':
    'die Personen darin können sich nicht anmelden, und Rechte, die sie nennen, passen auf niemanden',
  'nothing is changed at the place itself': 'am Ort selbst ändert sich nichts',
  // Folders to choose from
  'there is no such folder': 'diesen Ordner gibt es nicht',
  'this is no folder': 'das ist kein Ordner',
  'the account under which Atrium runs may not look into this folder':
    'das Konto, unter dem Atrium läuft, darf nicht in diesen Ordner sehen',
  'the folder does not answer; is it a drive that is not connected any more?':
    'der Ordner antwortet nicht; ist das ein Laufwerk, das nicht mehr verbunden ist?',
  'the folder cannot be listed ({code})': 'der Ordner lässt sich nicht auflisten ({code})',
  // Whereabouts
  'the source "{source}" knows it': 'die Quelle „{source}“ kennt die Datei',
  'it is indexed, as it is now since {when} ({~ago})': 'im Index, so wie jetzt seit {when} ({~ago})',
  'it is indexed in part since {when} ({~ago}). What is missing: {~why}.':
    'teilweise im Index seit {when} ({~ago}). Es fehlt: {~why}.',
  'it is left out, by this rule: {~rule}.': 'ausgelassen, nach dieser Regel: {~rule}.',
  'the folder could not be read: {~why}.': 'der Ordner ließ sich nicht lesen: {~why}.',
  'its text could not be read: {~why}.': 'der Text ließ sich nicht lesen: {~why}.',
  'it is found by its name only': 'nur über den Namen auffindbar',
  'it was seen, and is being read or waits for the next run to read it':
    'gesehen; wird gerade gelesen oder wartet auf den nächsten Lauf',
  'every run tries it again': 'jeder Lauf versucht es wieder',
  'tried once': 'einmal versucht',
  'tried {#count} times': '{#count}-mal versucht',
  'it is read again when it changes, or when somebody asks for it':
    'sie wird wieder gelesen, wenn sie sich ändert oder jemand es verlangt',
  'the next run tries it again': 'der nächste Lauf versucht es wieder',
  'it is tried again by the first run after {when} UTC': 'der erste Lauf nach {when} UTC versucht es wieder',
  'it was not seen any more; its removal is confirmed, and the next complete run does it':
    'nicht mehr gesehen; die Entfernung ist bestätigt, der nächste vollständige Lauf führt sie aus',
  'it was not seen any more; {who} has said that it is to be kept': 'nicht mehr gesehen; {who} hat gesagt, dass sie bleiben soll',
  'it was not seen any more; its removal waits for somebody to confirm it, and so long it is found as before':
    'nicht mehr gesehen; die Entfernung wartet auf Bestätigung, und so lange ist sie wie zuvor auffindbar',
  'that source was never read completely': 'diese Quelle wurde noch nie vollständig gelesen',
  'the last complete run of that source was {~ago}': 'der letzte vollständige Lauf dieser Quelle war {~ago}',
  'it is a folder of the source "{source}"; {#count} items in it are known':
    'ein Ordner der Quelle „{source}“; {#count} Einträge darin sind bekannt',
  'it lies in the folder "{folder}" of the source "{source}"': 'sie liegt im Ordner „{folder}“ der Quelle „{source}“',
  'the nearest folder that is known is "{folder}", with {#count} items in it':
    'der nächste bekannte Ordner ist „{folder}“ mit {#count} Einträgen',
  'if the file is there, the next run finds it; if not, look at how the path is spelled':
    'wenn es die Datei gibt, findet sie der nächste Lauf; wenn nicht, prüfen Sie die Schreibweise des Pfads',
  'no run of the source "{source}" has seen it': 'kein Lauf der Quelle „{source}“ hat sie gesehen',
  'no run of the source "{source}" has seen it, nor a folder of it':
    'kein Lauf der Quelle „{source}“ hat sie oder einen ihrer Ordner gesehen',
  'no source reads that place': 'keine Quelle liest diesen Ort',
  'no drive or share is configured': 'es ist kein Laufwerk und keine Freigabe eingerichtet',
  'what is read: {places}.': 'gelesen wird: {places}.',
});
