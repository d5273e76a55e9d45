import { table } from '../sentence.ts';

/** What drives and shares say: findings of a test, why a run failed, what the rules leave out, OCR. */
export const FILES = table({
  'scanned pages and pictures are found by name only: {~why}':
    'gescannte Seiten und Bilder werden nur über ihren Namen gefunden: {~why}',
  'install tesseract-ocr and the languages that you need (tesseract-ocr-deu, …)':
    'installieren Sie tesseract-ocr und die Sprachen, die Sie brauchen (tesseract-ocr-deu, …)',
  'install tesseract-ocr and the languages that you need (tesseract-ocr-deu, …), or set "ocr" to "off"':
    'installieren Sie tesseract-ocr und die Sprachen, die Sie brauchen (tesseract-ocr-deu, …), oder stellen Sie "ocr" auf "off"',
  'there is no program "tesseract"': 'das Programm „tesseract“ fehlt',
  '{program} does not work: {~why}': '{program} arbeitet nicht: {~why}',
  '{program} has no language data': '{program} hat keine Sprachdaten',
  'scanned pages and pictures are read by OCR (tesseract: {languages})':
    'gescannte Seiten und Bilder liest die Texterkennung (tesseract: {languages})',
  'OCR has no data for {languages} here: scanned pages and pictures are found by name only. Install {packages}':
    'der Texterkennung fehlen hier die Daten für {languages}: Gescannte Seiten und Bilder werden nur über ihren Namen gefunden. Installieren Sie {packages}',
  'OCR has no data for {languages} here. Install {packages}':
    'der Texterkennung fehlen hier die Daten für {languages}. Installieren Sie {packages}',
  'OCR cannot read pages that lie on their side: install tesseract-ocr-osd':
    'quer liegende Seiten kann die Texterkennung nicht lesen: Installieren Sie tesseract-ocr-osd',
  'the processes that read files cannot be cut off from the network: {~why}':
    'die Prozesse, die Dateien lesen, lassen sich nicht vom Netz trennen: {~why}',
  'the program "unshare" is missing': 'das Programm „unshare“ fehlt',
  "install util-linux, or keep Atrium's machine from the internet":
    'Installieren Sie util-linux, oder halten Sie den Rechner von Atrium vom Internet fern',
  'that would cost them the right by which Atrium, as root or with CAP_DAC_READ_SEARCH, reads files of others':
    'das nähme ihnen das Recht, mit dem Atrium als root oder mit CAP_DAC_READ_SEARCH fremde Dateien liest',
  "give Atrium CAP_SYS_ADMIN as well, or let it run as a user who may read the files anyway, or keep Atrium's machine from the internet":
    'Geben Sie Atrium auch CAP_SYS_ADMIN, oder lassen Sie es unter einem Konto laufen, das die Dateien ohnehin lesen darf, oder halten Sie den Rechner von Atrium vom Internet fern',
  'this system does not allow it': 'dieses System erlaubt es nicht',
  "allow user namespaces to the account that Atrium runs as (container: its seccomp profile; systemd: RestrictNamespaces; Ubuntu: kernel.apparmor_restrict_unprivileged_userns), or keep Atrium's machine from the internet":
    'Erlauben Sie dem Konto, unter dem Atrium läuft, eigene Benutzer-Namensräume (Container: sein seccomp-Profil; systemd: RestrictNamespaces; Ubuntu: kernel.apparmor_restrict_unprivileged_userns), oder halten Sie den Rechner von Atrium vom Internet fern',
  // Drives
  'the folder cannot be read: {~why}': 'der Ordner lässt sich nicht lesen: {~why}',
  'the account under which Atrium runs may not look into it': 'das Konto, unter dem Atrium läuft, darf nicht hineinsehen',
  'the folder is there, on {fileSystem}': 'der Ordner ist da, auf {fileSystem}',
  'is the drive mounted?': 'Ist das Laufwerk eingehängt?',
  'is it the right share?': 'Ist es die richtige Freigabe?',
  'the share answers (read with {program}, signed)': 'die Freigabe antwortet (gelesen mit {program}, signiert)',
  'everybody who may search will see all of these documents ("permissions: everyone")':
    'alle, die suchen dürfen, werden alle diese Dokumente sehen ("permissions: everyone")',
  'who may read is configured; the permissions of the files are not looked at':
    'wer lesen darf, ist eingestellt; die Rechte der Dateien werden nicht angesehen',
  '{~why}: nobody would see these documents. {~advice}.': '{~why}: Niemand würde diese Dokumente sehen. {~advice}.',
  'who may read: {~whence} ({~why})': 'wer lesen darf, sagen {~whence} ({~why})',
  'this is {fileSystem}: make sure that its owners and modes are those of the place where the files live':
    'das ist {fileSystem}: Vergewissern Sie sich, dass Besitzer und Modus dieselben sind wie dort, wo die Dateien liegen',
  'samba keeps ACLs of Windows here ({name}), which "permissions: posix" passes over: set "permissions" to "auto"':
    'Samba hält hier ACLs von Windows ({name}), die "permissions: posix" übergeht: Stellen Sie "permissions" auf "auto"',
  'owners, modes and POSIX ACLs': 'Besitzer, Modus und POSIX-ACLs',
  'the ACLs of the Samba server (security.NTACL) together with owners, modes and POSIX ACLs':
    'die ACLs des Samba-Servers (security.NTACL) zusammen mit Besitzer, Modus und POSIX-ACLs',
  'the ACLs of the SMB server': 'die ACLs des SMB-Servers',
  'the ACLs of the NFSv4 server': 'die ACLs des NFSv4-Servers',
  'as configured': 'wie eingestellt',
  'say in "permissions" who may read: "groups", "folders" or "everyone"':
    'Sagen Sie unter "permissions", wer lesen darf: "groups", "folders" oder "everyone"',
  'set "permissions" to "auto". {~more}': 'Stellen Sie "permissions" auf "auto". {~more}',
  'if they are, set "permissions" to "posix". {~more}': 'Wenn doch, stellen Sie "permissions" auf "posix". {~more}',
  'it is a mount of {fileSystem}': 'eine Einhängung von {fileSystem}',
  'it is a mount of NFS that has no NFSv4 ACLs': 'eine Einhängung von NFS ohne NFSv4-ACLs',
  'it is a mount of NFS with NFSv4 ACLs': 'eine Einhängung von NFS mit NFSv4-ACLs',
  'owners and modes on {fileSystem} are not always those of the place where the files live':
    'Besitzer und Modus auf {fileSystem} sind nicht immer dieselben wie dort, wo die Dateien liegen',
  'it is {fileSystem}; files with a {name} of Samba need its consent too':
    '{fileSystem}; Dateien mit {name} von Samba brauchen auch dessen Zustimmung',
  'its folder has a {name} of Samba': 'der Ordner hat {name} von Samba',
  '{fileSystem} makes up owners and modes from its mount options, so they say nothing about who may read':
    '{fileSystem} erfindet Besitzer und Modus nach den Optionen beim Einhängen; sie sagen nicht, wer lesen darf',
  '{folder} is mounted on a folder of {other}, and its permissions are of another kind: make it a source of its own':
    '{folder} ist in einen Ordner von {other} eingehängt und hat Rechte anderer Art: Legen Sie dafür eine eigene Quelle an',
  'no glob of "permissions.folders" matches its path': 'kein Muster von "permissions.folders" passt auf den Pfad',
  "it has no {name}; the mount's user needs the right to read permissions":
    '{name} fehlt; das Konto der Einhängung braucht das Recht, Berechtigungen zu lesen',
  'it has no {name}; set its permissions once through Samba, or set "permissions" to "auto"':
    '{name} fehlt; setzen Sie die Rechte einmal über Samba, oder stellen Sie "permissions" auf "auto"',
  'it has no {name}': '{name} fehlt',
  'it has an NFSv4 ACL, which "permissions: posix" does not cover; set "permissions: nfs4"':
    'eine NFSv4-ACL, die "permissions: posix" nicht berücksichtigt; stellen Sie "permissions: nfs4" ein',
  'permissions can be read on Linux only': 'Rechte lassen sich nur unter Linux lesen',
  '{name} cannot be read ({code})': '{name} lässt sich nicht lesen ({code})',
  'an NFSv4 ACL of {#count} bytes': 'eine NFSv4-ACL von {#count} Bytes',
  'an NFSv4 ACL of {#count} entries': 'eine NFSv4-ACL mit {#count} Einträgen',
  'an NFSv4 ACL that is cut off': 'eine abgeschnittene NFSv4-ACL',
  'an NFSv4 ACL with something behind its end': 'eine NFSv4-ACL mit etwas hinter ihrem Ende',
  'security.NTACL of {#count} bytes': 'security.NTACL von {#count} Bytes',
  'security.NTACL with two versions': 'security.NTACL mit zwei Versionen',
  'security.NTACL of version {version}': 'security.NTACL der Version {version}',
  'security.NTACL that is cut off': 'abgeschnittenes security.NTACL',
  'a POSIX ACL of {#count} bytes': 'eine POSIX-ACL von {#count} Bytes',
  'a POSIX ACL of version {version}': 'eine POSIX-ACL der Version {version}',
  'virtualBox shared folders': 'gemeinsame Ordner von VirtualBox',
  'file system {number}': 'Dateisystem {number}',
  '"{path}" is not a folder': '„{path}“ ist kein Ordner',
  '"{path}" is no folder': '„{path}“ ist kein Ordner',
  'the folder was replaced or unmounted while it was read': 'der Ordner wurde beim Lesen ausgetauscht oder ausgehängt',
  'the folder was replaced while it was read': 'der Ordner wurde beim Lesen ausgetauscht',
  'the folder was replaced, unmounted or mounted anew': 'der Ordner wurde ausgetauscht, ausgehängt oder neu eingehängt',
  'the folder has more folders than may be watched (fs.inotify.max_user_watches, max_user_instances); changes are found by schedule':
    'der Ordner hat mehr Ordner, als beobachtet werden dürfen (fs.inotify.max_user_watches, max_user_instances); Änderungen werden nach Zeitplan gefunden',
  'changes on {fileSystem} are made elsewhere and not told here; they are found by schedule':
    'Änderungen auf {fileSystem} entstehen anderswo und werden hier nicht gemeldet; sie werden nach Zeitplan gefunden',
  'another folder has taken the place of the known one': 'ein anderer Ordner ist an die Stelle des bekannten getreten',
  'Atrium may not look at it: {~why}': 'Atrium darf sie nicht ansehen: {~why}',
  'it is in an archive from which reading would fetch it (offline)':
    'in einem Archiv, aus dem das Lesen sie holen würde (offline)',
  'it is not a file any more': 'keine Datei mehr',
  'the permissions of the folder "{folder}" cannot be read: {~why}':
    'die Rechte des Ordners „{folder}“ lassen sich nicht lesen: {~why}',
  'its permissions cannot be read: {~why}': 'die Rechte lassen sich nicht lesen: {~why}',
  '"{path}" cannot be read: {~why}': '„{path}“ lässt sich nicht lesen: {~why}',
  'the file cannot be read ({~why})': 'die Datei lässt sich nicht lesen ({~why})',
  'the answer about the file is too long': 'die Antwort über die Datei ist zu lang',
  'the file became shorter or unreadable while it was read ({~why})': 'die Datei wurde beim Lesen kürzer oder unlesbar ({~why})',
  '"{id}" is not the id of a file': '„{id}“ ist nicht die Kennung einer Datei',
  'cannot tell whether "{path}" is still there: {~why}': 'es ist nicht zu erfahren, ob „{path}“ noch da ist: {~why}',
  'cannot tell who may read "{path}": {~why}': 'es ist nicht zu erfahren, wer „{path}“ lesen darf: {~why}',
  'another question was answered': 'es kam die Antwort auf eine andere Frage',
  'the child that looks after files is gone ({~why})': 'der Prozess, der nach Dateien sieht, ist weg ({~why})',
  'it was cancelled': 'abgebrochen',
  '"{path}" is not the folder that was read before, which held {#count} files: is the drive mounted? If the folder was replaced on purpose (restored, moved to another disk), set "acceptRoot: {identity}" for this source.':
    '„{path}“ ist nicht der früher gelesene Ordner mit {#count} Dateien: Ist das Laufwerk eingehängt? Wenn der Ordner mit Absicht ausgetauscht wurde (wiederhergestellt, auf eine andere Platte gelegt), stellen Sie für diese Quelle "acceptRoot: {identity}" ein.',
  '{#count} files': '{#count} Dateien',
  'the first {#count} files': 'den ersten {#count} Dateien',
  'no files were found ({#count} left out by rules): {~suspicion}':
    'es wurden keine Dateien gefunden ({#count} durch Regeln ausgelassen): {~suspicion}',
  'looked at {~files}; {#count} items are left out by rules': 'angesehen: {~files}; durch Regeln ausgelassen: {#count}',
  'not readable: {paths}': 'nicht lesbar: {paths}',
  'of {~files}, {#count} would be seen by nobody: {~why}': 'von {~files} würde {#count} niemand sehen: {~why}',
  'must be one line': 'muss eine Zeile sein',
  'must look like "\\\\server\\share" or "G:\\folder"': 'muss wie „\\\\server\\freigabe“ oder „G:\\ordner“ aussehen',
  'must begin with "/"': 'muss mit „/“ beginnen',
  '"{name}" still does not answer: the last attempt hangs in it':
    '„{name}“ antwortet noch immer nicht: Der letzte Versuch hängt darin',
  '"{name}" does not answer (no word for {#seconds} s): is its server reachable?':
    '„{name}“ antwortet nicht (kein Wort seit {#seconds} s): Ist der Server erreichbar?',
  'a child for "{name}" could not be started': 'ein Prozess für „{name}“ ließ sich nicht starten',
  'ended by {signal}': 'beendet durch {signal}',
  'ended with code {#code}': 'beendet mit Code {#code}',
  'the walk ended before its end ({~why})': 'der Gang durch die Ordner brach ab ({~why})',
  'looking at the folder failed ({~why})': 'der Blick in den Ordner misslang ({~why})',
  'deeper than {#count} folders': 'tiefer als {#count} Ordner',
  'the file system that was mounted here is missing; mount it, or exclude the folder':
    'das Dateisystem, das hier eingehängt war, fehlt; hängen Sie es ein, oder lassen Sie den Ordner aus',
  'the watching ended ({~why})': 'das Beobachten endete ({~why})',
  'the program smbclient is missing': 'das Programm smbclient fehlt',
});

/** What Node says when the system refuses something; its codes are what administrators look for. */
export const SYSTEM = table({
  'ENOENT: no such file or directory, {call}': 'ENOENT (nicht da), {call}',
  'ENOENT: no such file or directory': 'ENOENT (nicht da)',
  'EACCES: permission denied, {call}': 'EACCES (kein Zugriff), {call}',
  'EACCES: permission denied': 'EACCES (kein Zugriff)',
  'EPERM: operation not permitted, {call}': 'EPERM (nicht erlaubt), {call}',
  'EPERM: operation not permitted': 'EPERM (nicht erlaubt)',
  'ENOTDIR: not a directory, {call}': 'ENOTDIR (kein Ordner), {call}',
  'ENOTDIR: not a directory': 'ENOTDIR (kein Ordner)',
  'EISDIR: illegal operation on a directory, {call}': 'EISDIR (ein Ordner), {call}',
  'EISDIR: illegal operation on a directory': 'EISDIR (ein Ordner)',
  'ELOOP: too many symbolic links encountered, {call}': 'ELOOP (zu viele symbolische Verknüpfungen), {call}',
  'ELOOP: too many symbolic links encountered': 'ELOOP (zu viele symbolische Verknüpfungen)',
  'EIO: i/o error, {call}': 'EIO (Lesefehler), {call}',
  'EIO: i/o error': 'EIO (Lesefehler)',
  'ESTALE: stale file handle, {call}': 'ESTALE (nicht mehr eingehängt), {call}',
  'ESTALE: stale file handle': 'ESTALE (nicht mehr eingehängt)',
  'ENOTCONN: socket is not connected, {call}': 'ENOTCONN (nicht verbunden), {call}',
  'ENOTCONN: socket is not connected': 'ENOTCONN (nicht verbunden)',
  'EHOSTDOWN: host is down, {call}': 'EHOSTDOWN (der Rechner antwortet nicht), {call}',
  'EHOSTDOWN: host is down': 'EHOSTDOWN (der Rechner antwortet nicht)',
  'EHOSTUNREACH: host is unreachable, {call}': 'EHOSTUNREACH (der Rechner ist nicht erreichbar), {call}',
  'EHOSTUNREACH: host is unreachable': 'EHOSTUNREACH (der Rechner ist nicht erreichbar)',
  'ENETUNREACH: network is unreachable, {call}': 'ENETUNREACH (das Netz ist nicht erreichbar), {call}',
  'ENETUNREACH: network is unreachable': 'ENETUNREACH (das Netz ist nicht erreichbar)',
  'ETIMEDOUT: connection timed out, {call}': 'ETIMEDOUT (keine Antwort), {call}',
  'ETIMEDOUT: connection timed out': 'ETIMEDOUT (keine Antwort)',
  'ECONNREFUSED: connection refused, {call}': 'ECONNREFUSED (dort nimmt nichts Verbindungen an), {call}',
  'ECONNREFUSED: connection refused': 'ECONNREFUSED (dort nimmt nichts Verbindungen an)',
  'ECONNRESET: connection reset by peer, {call}': 'ECONNRESET (die Gegenseite hat die Verbindung abgebrochen), {call}',
  'ECONNRESET: connection reset by peer': 'ECONNRESET (die Gegenseite hat die Verbindung abgebrochen)',
  'EMFILE: too many open files, {call}': 'EMFILE (zu viele offene Dateien), {call}',
  'EMFILE: too many open files': 'EMFILE (zu viele offene Dateien)',
  'ENFILE: file table overflow, {call}': 'ENFILE (zu viele offene Dateien), {call}',
  'ENFILE: file table overflow': 'ENFILE (zu viele offene Dateien)',
  'ENOSPC: no space left on device, {call}': 'ENOSPC (kein Platz mehr), {call}',
  'ENOSPC: no space left on device': 'ENOSPC (kein Platz mehr)',
  'EBUSY: resource busy or locked, {call}': 'EBUSY (belegt), {call}',
  'EBUSY: resource busy or locked': 'EBUSY (belegt)',
  'ENAMETOOLONG: name too long, {call}': 'ENAMETOOLONG (der Name ist zu lang), {call}',
  'ENAMETOOLONG: name too long': 'ENAMETOOLONG (der Name ist zu lang)',
  'EROFS: read-only file system, {call}': 'EROFS (nur zum Lesen eingehängt), {call}',
  'EROFS: read-only file system': 'EROFS (nur zum Lesen eingehängt)',
});

/** What leaves files and folders out. */
export const FILE_RULES = table({
  'lock file of an office program (~$…)': 'Sperrdatei eines Office-Programms (~$…)',
  'lock file of LibreOffice (.~lock.…#)': 'Sperrdatei von LibreOffice (.~lock.…#)',
  'temporary file (*.tmp)': 'temporäre Datei (*.tmp)',
  'unfinished download': 'unfertiger Download',
  'file of macOS (.DS_Store, ._…)': 'Datei von macOS (.DS_Store, ._…)',
  'file of Windows (Thumbs.db, desktop.ini)': 'Datei von Windows (Thumbs.db, desktop.ini)',
  'recycle bin': 'Papierkorb',
  'Atrium keeps its own data in there; choose another folder':
    'darin bewahrt Atrium seine eigenen Daten auf; wählen Sie einen anderen Ordner',
  'folder of Windows (System Volume Information)': 'Ordner von Windows (System Volume Information)',
  'snapshots of the file server': 'Schnappschüsse des Dateiservers',
  'folder of a Synology NAS (@eaDir)': 'Ordner eines Synology-NAS (@eaDir)',
  'folder of the file system (lost+found)': 'Ordner des Dateisystems (lost+found)',
  'hidden (its name begins with a dot)': 'versteckt (der Name beginnt mit einem Punkt)',
  'hidden (attribute of the file server)': 'versteckt (Merkmal des Dateiservers)',
  'file of the system (attribute of the file server)': 'Systemdatei (Merkmal des Dateiservers)',
  'what Atrium keeps for itself': 'was Atrium für sich aufbewahrt',
  'not in include': 'passt auf kein Muster von include',
  'exclude: {pattern}': 'ausgelassen: {pattern}',
  'its path is longer than {#count} bytes': 'der Pfad ist länger als {#count} Bytes',
  'symbolic link (not followed)': 'symbolische Verknüpfung (wird nicht verfolgt)',
  'not a regular file: named pipe': 'keine gewöhnliche Datei: benannte Pipe',
  'not a regular file: socket': 'keine gewöhnliche Datei: Socket',
  'not a regular file: device': 'keine gewöhnliche Datei: Gerät',
  'the same folder as one above it': 'derselbe Ordner wie einer darüber',
  'leads to another place (reparse point or DFS link, not followed)':
    'führt an einen anderen Ort (Analysepunkt oder DFS-Link, wird nicht verfolgt)',
});
