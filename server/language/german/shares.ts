import { table } from '../sentence.ts';

/** What shares of a file server say over SMB, and what their permissions say. */
export const SHARES = table({
  'name a group of the file server by its SID (S-1-5-…) or as "BUILTIN\\Users", "BUILTIN\\Administrators", …':
    'nennen Sie eine Gruppe des Dateiservers mit ihrer SID (S-1-5-…) oder als „BUILTIN\\Users“, „BUILTIN\\Administrators“, …',
  'say who is in it: "everyone", "authenticated", "group:<name>", "user:<name>", "gid:<n>", "uid:<n>" or "sid:S-1-…"':
    'sagen Sie, wer darin ist: „everyone“, „authenticated“, „group:<Name>“, „user:<Name>“, „gid:<n>“, „uid:<n>“ oder „sid:S-1-…“',
  'a security descriptor of {#count} bytes': 'eine Sicherheitsbeschreibung von {#count} Bytes',
  'a security descriptor of revision {#number}': 'eine Sicherheitsbeschreibung der Revision {#number}',
  'a security descriptor that is not self-relative': 'eine Sicherheitsbeschreibung, die nicht in sich geschlossen ist',
  'an access control list of revision {#number}': 'eine Zugriffsliste der Revision {#number}',
  'an access control list of {#count} bytes': 'eine Zugriffsliste von {#count} Bytes',
  'an entry of {#count} bytes': 'ein Eintrag von {#count} Bytes',
  'a SID of revision {#number} with {#count} parts': 'eine SID der Revision {#number} mit {#count} Teilen',
  'a security descriptor that is cut off: {~part} does not fit in':
    'eine abgeschnittene Sicherheitsbeschreibung: {~part} passt nicht hinein',
  'its header': 'ihr Kopf',
  'its list': 'ihre Liste',
  'an entry': 'ein Eintrag',
  'must look like "smb://host/share" or "smb://host/share/folder", without user and password':
    'muss wie „smb://server/freigabe“ oder „smb://server/freigabe/ordner“ aussehen, ohne Benutzer und Passwort',
  '"{name}" is not the name of a server': '„{name}“ ist kein Name eines Servers',
  'must name a share: "smb://host/share"': 'muss eine Freigabe nennen: „smb://server/freigabe“',
  '"{name}" cannot be the name of a share or folder': '„{name}“ kann kein Name einer Freigabe oder eines Ordners sein',
  'a security descriptor that is not understood ("{text}")': 'eine unverständliche Sicherheitsbeschreibung („{text}“)',
  'the server gave no security descriptor': 'der Server gab keine Sicherheitsbeschreibung heraus',
  'an access control entry that is not understood ("{text}")': 'ein unverständlicher Zugriffseintrag („{text}“)',
  'an access control entry with "{text}" in it': 'ein Zugriffseintrag mit „{text}“ darin',
  'an owner that is not understood ("{text}")': 'ein unverständlicher Besitzer („{text}“)',
  '{#read} of {#all} access control entries are understood': '{#read} von {#all} Zugriffseinträgen sind verständlich',
  'an access control entry in pieces': 'ein zerstückelter Zugriffseintrag',
  'libsmbclient cannot begin its work; set "engine: smbclient"':
    'libsmbclient kann nicht beginnen; stellen Sie "engine: smbclient" ein',
  'no ENCRYPTION: {why}': 'keine Verschlüsselung: {why}',
  '"{path}": it is not there': '„{path}“: nicht da',
  'it is not there': 'nicht da',
  'the account may not (permission denied)': 'das Konto darf es nicht (permission denied)',
  'the account may not ({status})': 'das Konto darf es nicht ({status})',
  'the account may not read them ({status})': 'das Konto darf sie nicht lesen ({status})',
  'no reason given': 'ohne Angabe eines Grundes',
  'not tried on {system}': 'unter {system} nicht erprobt',
  'it reads permissions on port {#port} only': 'liest Rechte nur über Port {#port}',
  'libsmbclient cannot be used: {~why}; set "engine: auto"':
    'libsmbclient lässt sich nicht benutzen: {~why}; stellen Sie "engine: auto" ein',
  'whether everyone or nobody may read it can only be told with the program smbclient, which is missing':
    'ob alle oder niemand es lesen darf, sagt nur das Programm smbclient, und das fehlt',
  'those of the share\'s own folder can be asked for on port {#port} only; set "traverse: bypass" if the server lets everybody through folders':
    'die des obersten Ordners der Freigabe lassen sich nur über Port {#port} erfragen; stellen Sie "traverse: bypass" ein, wenn der Server alle durch Ordner hindurchlässt',
  'the program smbcacls is missing: install the package smbclient':
    'das Programm smbcacls fehlt: Installieren Sie das Paket smbclient',
  'smbcacls failed': 'smbcacls ist gescheitert',
  'the program rpcclient is missing': 'das Programm rpcclient fehlt',
  'the server tells it only to its administrators': 'der Server sagt es nur seinen Administratoren',
  'who may use the share "{share}" cannot be read as "{account}" ({~why}): set "shareReadableBy" to "everyone" or to a list of groups, as the server\'s share permissions have it':
    'wer die Freigabe „{share}“ benutzen darf, kann „{account}“ nicht lesen ({~why}): Stellen Sie "shareReadableBy" auf "everyone" oder auf eine Liste von Gruppen, wie es die Freigaberechte des Servers sagen',
  'a listing that is not understood ("{text}")': 'eine unverständliche Auflistung („{text}“)',
  'neither libsmbclient nor the program smbclient is on this machine: install one of the packages':
    'auf diesem Rechner ist weder libsmbclient noch das Programm smbclient: Installieren Sie eines der Pakete',
  'smbclient does not stop talking': 'smbclient hört nicht auf zu reden',
  'smbclient ended without a word': 'smbclient endete ohne ein Wort',
  'the conversation with the server ended: {why}': 'das Gespräch mit dem Server brach ab: {why}',
  'its path is too long for smbclient': 'der Pfad ist zu lang für smbclient',
  'the server does not tell which disk this is: {~why}': 'der Server sagt nicht, welche Platte das ist: {~why}',
  '"{name}" is not a name that Windows knows': '„{name}“ ist kein Name, den Windows kennt',
  'the conversation with the server ended ({status})': 'das Gespräch mit dem Server brach ab ({status})',
  'somebody holds it open for himself ({status})': 'jemand hält sie für sich geöffnet ({status})',
  'it leads to another place ({status})': 'führt an einen anderen Ort ({status})',
  '"smb://{share}" cannot be read: {~why}': '„smb://{share}“ lässt sich nicht lesen: {~why}',
  'the server refuses the user name or the password of "{account}" ({status})':
    'der Server weist Benutzername oder Passwort von „{account}“ ab ({status})',
  'the account "{account}" may not sign in at present ({status})':
    'das Konto „{account}“ darf sich derzeit nicht anmelden ({status})',
  'the server has no share "{share}" ({status})': 'der Server hat keine Freigabe „{share}“ ({status})',
  'the server refuses, or does not offer the encryption that is required: set "encryption: preferred", or allow SMB 3 encryption there ({status})':
    'der Server lehnt ab oder bietet die verlangte Verschlüsselung nicht an: Stellen Sie "encryption: preferred" ein, oder erlauben Sie dort die Verschlüsselung von SMB 3 ({status})',
  '"{account}" may not use the share "{share}" ({status})': '„{account}“ darf die Freigabe „{share}“ nicht benutzen ({status})',
  'nothing answers at {host}, port {#port}: is it a file server? ({status})':
    'bei {host}, Port {#port}, antwortet nichts: Ist es ein Dateiserver? ({status})',
  'the name "{host}" is not known or leads nowhere: check "url" and the name server ({status})':
    'der Name „{host}“ ist unbekannt oder führt ins Leere: Prüfen Sie "url" und den Nameserver ({status})',
  '{host}, port {#port}, cannot be reached ({status})': '{host}, Port {#port}, ist nicht erreichbar ({status})',
  'the server refuses ({status})': 'der Server lehnt ab ({status})',
});
