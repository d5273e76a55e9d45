import { table } from '../sentence.ts';

/** Why somebody may read a document or may not. German puts whom an entry means behind a colon, where it needs no case. */
export const PERMISSIONS = table({
  everybody: 'alle',
  you: 'Sie',
  'a group of yours': 'eine Ihrer Gruppen',
  'the group "{name}"': 'die Gruppe „{name}“',
  'the group "{name}" ({principal})': 'die Gruppe „{name}“ ({principal})',
  'a group "{name}"': 'eine Gruppe „{name}“',
  'a user "{name}"': 'ein Benutzer „{name}“',
  'the user number {number}': 'die Benutzernummer {number}',
  'the group number {number}': 'die Gruppennummer {number}',
  'the Windows account {sid}': 'das Windows-Konto {sid}',
  '{~party} (no directory knows it)': '{~party} (in keinem Verzeichnis)',
  '{#count} others': '{#count} weitere',
  '{~parties} and the group "{name}"': '{~parties} und die Gruppe „{name}“',
  '{~parties} and the group "{name}" ({principal})': '{~parties} und die Gruppe „{name}“ ({principal})',
  '{~parties} and {#count} others': '{~parties} und {#count} weitere',
  '{~parties} and {~other} (no directory knows it)': '{~parties} und {~other} (in keinem Verzeichnis)',
  'the group "{name}" and {~other}': 'die Gruppe „{name}“ und {~other}',
  'the group "{name}" ({principal}) and {~other}': 'die Gruppe „{name}“ ({principal}) und {~other}',
  'the share': 'die Freigabe',
  'the file itself': 'die Datei selbst',
  'the topmost folder of the source': 'der oberste Ordner der Quelle',
  'a folder above it': 'ein Ordner darüber',
  'the folder "{path}"': 'der Ordner „{path}“',
  'everybody may read it: neither the file nor any folder above it restricts anyone':
    'alle dürfen es lesen: Weder die Datei noch ein Ordner darüber schränkt jemanden ein',
  'the share admits {~who}.': 'Die Freigabe lässt herein: {~who}.',
  'the share does not admit {~who}.': 'Die Freigabe lässt nicht herein: {~who}.',
  '{~place} lets {~who} pass.': '{~place} lässt hindurch: {~who}.',
  '{~place} does not let {~who} pass.': '{~place} lässt nicht hindurch: {~who}.',
  '{~place} lets {~who} read it.': '{~place} erlaubt das Lesen für: {~who}.',
  '{~place} does not let {~who} read it.': '{~place} verbietet das Lesen für: {~who}.',
  'that comes first, so it does not help that {~who} may':
    'das kommt zuerst, daher hilft es nicht, dass es erlaubt ist für: {~who}',
  '{~place} refuses {~who}. Nobody can tell who that is, so it counts as refusing everybody':
    '{~place} weist ab: {~who}. Niemand weiß, wer das ist, daher gilt es als Absage an alle',
  '{~place} refuses {~who}. Until the groups of {name} are read, nobody can tell that it does not mean them, so it counts':
    '{~place} weist ab: {~who}. Solange die Gruppen von {name} nicht gelesen sind, kann das gemeint sein, daher gilt es',
  'to mend it, let Atrium read the directory that this account is from, or take the entry away':
    'abhelfen lässt sich dem, indem Atrium das Verzeichnis liest, aus dem dieses Konto stammt, oder indem der Eintrag wegfällt',
  '{~place} has no entry for you or any of your groups, which means no':
    '{~place} hat keinen Eintrag für Sie oder eine Ihrer Gruppen, und das heißt Nein',
  '{~place} has no entry for {name} or any of their groups, which means no':
    '{~place} hat keinen Eintrag für {name} oder eine zugehörige Gruppe, und das heißt Nein',
  'nobody may come in': 'niemand darf herein',
  'nobody may pass': 'niemand darf hindurch',
  'nobody may read it': 'niemand darf es lesen',
  'only {~who} may come in': 'herein dürfen nur: {~who}',
  'only {~who} may pass': 'hindurch dürfen nur: {~who}',
  'only {~who} may read it': 'lesen dürfen es nur: {~who}',
  'no directory that Atrium reads knows {names}. If {name} belongs to it, let Atrium read the directory that it is from':
    'kein Verzeichnis, das Atrium liest, kennt {names}. Wenn {name} dazugehört, lassen Sie Atrium das Verzeichnis lesen, aus dem es stammt',
  'you are in {~groups}.': 'Sie sind Mitglied: {~groups}.',
  'you, as "{uid}" of the directory "{source}", are in {~groups}.':
    'Sie sind als „{uid}“ des Verzeichnisses „{source}“ Mitglied: {~groups}.',
  '{name}, as "{uid}" of the directory "{source}", is in {~groups}.':
    '{name} ist als „{uid}“ des Verzeichnisses „{source}“ Mitglied: {~groups}.',
  '{name} is in the group "{groups}".': '{name} ist in der Gruppe „{groups}“.',
  '{name} is in the group "{group}", which is in {~groups}.':
    '{name} ist in der Gruppe „{group}“, diese ist enthalten: {~groups}.',
  'the group "{group}", which is in {~groups}': 'die Gruppe „{group}“, enthalten in: {~groups}',
  'so you may read it': 'Sie dürfen es also lesen',
  '"{path}" in the source "{source}" was seen and is being read; it is found when that is done':
    '„{path}“ in der Quelle „{source}“ wurde gesehen und wird gerade gelesen; danach ist es auffindbar',
  '"{path}" in the source "{source}" is indexed by its name only':
    '„{path}“ in der Quelle „{source}“ ist nur über den Namen auffindbar',
  '"{path}" in the source "{source}" is indexed': '„{path}“ in der Quelle „{source}“ ist im Index',
  '"{path}" in the source "{source}" is found by nobody: the source is not in the configuration any more':
    '„{path}“ in der Quelle „{source}“ findet niemand: Die Quelle ist nicht mehr eingerichtet',
  '"{path}" in the source "{source}" is left out on purpose ({~rule}), so nobody finds it. To have it found, change "include" or "exclude" of the source "{same}"':
    '„{path}“ in der Quelle „{source}“ ist mit Absicht ausgelassen ({~rule}), daher findet es niemand. Damit es gefunden wird, ändern Sie „include“ oder „exclude“ der Quelle „{same}“',
  'everything in the folder "{path}" in the source "{source}" is left out on purpose ({~rule}), so nobody finds it. To have it found, change "include" or "exclude" of the source "{same}"':
    'alles im Ordner „{path}“ in der Quelle „{source}“ ist mit Absicht ausgelassen ({~rule}), daher findet es niemand. Damit es gefunden wird, ändern Sie „include“ oder „exclude“ der Quelle „{same}“',
  'by a rule': 'durch eine Regel',
  'the last runs did not see it any more. Its removal is one of {#count} that are held back until an administrator confirms them or it is seen again; so long it is found as before':
    'die letzten Läufe haben es nicht mehr gesehen. Die Entfernung ist eine von {#count}, die zurückgehalten werden, bis jemand sie bestätigt oder es wieder gesehen wird; so lange ist es wie zuvor auffindbar',
  'a check found it open to people whom the place itself refuses, so it was hidden from everybody. The next run of the source "{source}" reads its permissions anew':
    'eine Prüfung fand es offen für Personen, die der Ort selbst abweist, daher wurde es vor allen verborgen. Der nächste Lauf der Quelle „{source}“ liest seine Rechte neu',
  'who may read it is not known: {~why}.': 'wer es lesen darf, ist nicht bekannt: {~why}.',
  'so nobody finds it, whoever asks': 'daher findet es niemand, wer auch fragt',
  'so {name} may not read it and does not find it': '{name} darf es also nicht lesen und findet es nicht',
  'so {name} may read it, but finds it by its name only, because its text could not be read: {~why}.':
    '{name} darf es also lesen, findet es aber nur über den Namen, weil der Text sich nicht lesen ließ: {~why}.',
  'so {name} may read it and finds it by what could be read of it: {~why}.':
    '{name} darf es also lesen und findet es über das, was sich davon lesen ließ: {~why}.',
  'so {name} may read it and finds it': '{name} darf es also lesen und findet es',
  'for an unknown reason': 'aus unbekanntem Grund',
  'the source "{source}" could not be asked just now ({~why}); this is how it was in the last run ({~ago})':
    'die Quelle „{source}“ ließ sich gerade nicht befragen ({~why}); so war es im letzten Lauf ({~ago})',
  'the source "{source}" could not be asked just now ({~why}); this is how it was in the last run':
    'die Quelle „{source}“ ließ sich gerade nicht befragen ({~why}); so war es im letzten Lauf',
  'it gave no answer': 'sie gab keine Antwort',
  'it is not there any more, says the source "{source}" just now; the next run takes that over':
    'es ist nicht mehr da, sagt die Quelle „{source}“ gerade; der nächste Lauf übernimmt das',
  'the source "{source}", asked just now, says the same': 'die Quelle „{source}“, gerade befragt, sagt dasselbe',
  'its permissions have changed since the last run ({~ago}); that makes no difference to {name}':
    'die Rechte haben sich seit dem letzten Lauf ({~ago}) geändert; für {name} ändert das nichts',
  'its permissions have changed since the last run; that makes no difference to {name}':
    'die Rechte haben sich seit dem letzten Lauf geändert; für {name} ändert das nichts',
  'its permissions have changed since the last run ({~ago}): now {name} may read it. {~because} The next run takes that over':
    'die Rechte haben sich seit dem letzten Lauf ({~ago}) geändert: Jetzt darf {name} es lesen. {~because} Der nächste Lauf übernimmt das',
  'its permissions have changed since the last run ({~ago}): now {name} may not read it. {~because} The next run takes that over':
    'die Rechte haben sich seit dem letzten Lauf ({~ago}) geändert: Jetzt darf {name} es nicht lesen. {~because} Der nächste Lauf übernimmt das',
  'its permissions have changed since the last run: now {name} may read it. {~because} The next run takes that over':
    'die Rechte haben sich seit dem letzten Lauf geändert: Jetzt darf {name} es lesen. {~because} Der nächste Lauf übernimmt das',
  'its permissions have changed since the last run: now {name} may not read it. {~because} The next run takes that over':
    'die Rechte haben sich seit dem letzten Lauf geändert: Jetzt darf {name} es nicht lesen. {~because} Der nächste Lauf übernimmt das',
  'the next run takes that over': 'der nächste Lauf übernimmt das',
  'the place cannot tell who may read it': 'der Ort kann nicht sagen, wer es lesen darf',
  '{name} ({uid}) is in the directory "{source}"': '{name} ({uid}) ist im Verzeichnis „{source}“',
  '{name} is the same person as "{uid}" in the directory "{source}", so the groups of both count':
    '{name} ist dieselbe Person wie „{uid}“ im Verzeichnis „{source}“, daher zählen die Gruppen von beiden',
  'nobody with the sign-in name "{uid}" is in a directory that Atrium reads, so nobody sees anything under that name':
    'niemand mit dem Anmeldenamen „{uid}“ ist in einem Verzeichnis, das Atrium liest, daher sieht unter diesem Namen niemand etwas',
  '{who} was in the directory "{source}", which is not in the configuration any more, and so sees nothing':
    '{who} war im Verzeichnis „{source}“, das nicht mehr eingerichtet ist, und sieht daher nichts',
  'the account of {who} has ended, says the directory "{source}": nobody signs in with it or sees anything':
    'das Konto von {who} ist beendet, sagt das Verzeichnis „{source}“: Niemand meldet sich damit an oder sieht etwas',
  '{who} is in the directory "{source}", but several people have that sign-in name, so it stands for nobody':
    '{who} ist im Verzeichnis „{source}“, aber mehrere Personen haben diesen Anmeldenamen, daher steht er für niemanden',
  'groups of {name} may be missing. The directory "{source}": {~advice}':
    'Gruppen von {name} fehlen vielleicht. Das Verzeichnis „{source}“: {~advice}',
  'no source has shown a document with the id or path "{document}" yet. A path begins below the source\'s own folder, like "Plans/2026/budget.xlsx"; what is new is there after the next run of its source':
    'noch keine Quelle hat ein Dokument mit der Kennung oder dem Pfad „{document}“ gezeigt. Ein Pfad beginnt unterhalb des Ordners der Quelle, wie „Plans/2026/budget.xlsx“; Neues ist nach dem nächsten Lauf der Quelle da',
  'several sources have a document with the path "{path}". Ask for one of them: {ways}.':
    'mehrere Quellen haben ein Dokument mit dem Pfad „{path}“. Fragen Sie nach einem davon: {ways}.',
  // Groups that may be missing
  'the directory "{source}" has not been read completely yet, so groups of yours may not be known':
    'das Verzeichnis „{source}“ wurde noch nicht vollständig gelesen, daher sind Gruppen von Ihnen vielleicht nicht bekannt',
  'it was never read completely, so groups may be missing: people are told that results may be':
    'vollständig gelesen wurde es noch nie, daher fehlen vielleicht Gruppen: Den Betroffenen wird gesagt, dass Ergebnisse fehlen können',
  'the directory "{source}" {~ended} the last time, so your groups may be those of {time}':
    'das Verzeichnis „{source}“ {~ended}, daher sind Ihre Gruppen vielleicht die vom {time}',
  'could only be read in part': 'ließ sich zuletzt nur teilweise lesen',
  'could not be read': 'ließ sich zuletzt nicht lesen',
  'was not read to its end': 'wurde zuletzt nicht zu Ende gelesen',
  'people are told that their groups may be those of {time}, until a run is complete ({~why})':
    'den Betroffenen wird gesagt, dass ihre Gruppen vielleicht die vom {time} sind, bis ein Lauf vollständig ist ({~why})',
  'people are told that their groups may be those of {time}, until a run is complete':
    'den Betroffenen wird gesagt, dass ihre Gruppen vielleicht die vom {time} sind, bis ein Lauf vollständig ist',
  'the directory "{source}" was last read on {time}; groups you have joined since then are not known':
    'das Verzeichnis „{source}“ wurde zuletzt am {time} gelesen; Gruppen, denen Sie seither beigetreten sind, sind nicht bekannt',
  'the last complete run ended on {time}, more than three scheduled runs ago: see why it is not run, people are told that groups may be missing':
    'der letzte vollständige Lauf endete am {time}, vor mehr als drei geplanten Läufen: Sehen Sie nach, warum keiner läuft; den Betroffenen wird gesagt, dass Gruppen fehlen können',
  'the directory "{source}" tells no groups, so what only your groups may see is missing':
    'das Verzeichnis „{source}“ nennt keine Gruppen, daher fehlt, was nur Ihre Gruppen sehen dürfen',
  'it has no groups, and documents are shared with groups that no directory knows: set groupsBase, or check groupsFilter and the rights of the indexer':
    'es hat keine Gruppen, und Dokumente sind für Gruppen freigegeben, die kein Verzeichnis kennt: Setzen Sie groupsBase, oder prüfen Sie groupsFilter und die Rechte des Kontos',
  'its permissions name {~who}, which no directory that Atrium reads knows: nobody gets in by that name, and refusing it refuses everybody':
    'ihre Rechte nennen {~who}; kein Verzeichnis, das Atrium liest, kennt das: Unter diesem Namen kommt niemand herein, und eine Absage daran gilt allen',
  'its permissions name {#count} users and groups that are in no directory that Atrium reads, such as {~who}: nobody gets in by that name, and refusing it refuses everybody':
    'ihre Rechte nennen {#count} Benutzer und Gruppen, die in keinem Verzeichnis stehen, das Atrium liest, zum Beispiel {~who}: Unter diesem Namen kommt niemand herein, und eine Absage daran gilt allen',
});
