import type { FormField, SourceForm } from '../../types/source-form.ts';
import { shareFields, treeFields } from '../file-tree/form.ts';

const CONNECT: FormField[] = [
  {
    name: 'path',
    type: 'folder',
    step: 'connect',
    placeholder: '/srv/library',
    label: { en: 'Folder', de: 'Ordner' },
    help: {
      en: 'A folder as the server sees it: of a local disk, or of a mounted NFS or Windows share.',
      de: 'Ein Ordner aus Sicht des Servers: auf einer eigenen Platte oder einer eingehängten NFS- oder Windows-Freigabe.',
    },
  },
  {
    name: 'permissions',
    type: 'access',
    step: 'rules',
    label: { en: 'Who may read', de: 'Wer lesen darf' },
    help: {
      en: 'Where the permissions come from. Atrium usually finds it out; the test says what it found.',
      de: 'Woher die Rechte kommen. Atrium findet das gewöhnlich selbst heraus; die Prüfung sagt, was gefunden wurde.',
    },
    choices: [
      { value: 'auto', label: { en: 'Find out', de: 'Selbst herausfinden' } },
      { value: 'posix', label: { en: 'Owners, modes, POSIX ACLs', de: 'Besitzer, Modus, POSIX-ACLs' } },
      { value: 'ntacl', label: { en: 'ACLs of a Samba server’s disk', de: 'ACLs auf der Platte eines Samba-Servers' } },
      { value: 'cifs', label: { en: 'ACLs of a mounted Windows share', de: 'ACLs einer eingehängten Windows-Freigabe' } },
      { value: 'nfs4', label: { en: 'ACLs of an NFSv4 server', de: 'ACLs eines NFSv4-Servers' } },
      { value: 'everyone', label: { en: 'Everybody who may search', de: 'Alle, die suchen dürfen' } },
    ],
  },
  {
    name: 'nfs4Domain',
    type: 'text',
    step: 'rules',
    isAdvanced: true,
    label: { en: 'NFSv4 domain', de: 'NFSv4-Domäne' },
    help: {
      en: 'The domain of the names in NFSv4 ACLs whose users and groups are those of the directory.',
      de: 'Die Domäne der Namen in NFSv4-ACLs, deren Benutzer und Gruppen die des Verzeichnisses sind.',
    },
  },
  {
    name: 'watch',
    type: 'boolean',
    step: 'schedule',
    label: { en: 'Look at once', de: 'Sofort nachsehen' },
    help: {
      en: 'Sees within seconds what is saved, where the system can tell it (local disks). The schedule stays.',
      de: 'Bemerkt Gespeichertes binnen Sekunden, wo das System es melden kann (eigene Platten). Der Zeitplan bleibt.',
    },
  },
];

export const driveForm: SourceForm = {
  title: { en: 'Folder', de: 'Ordner' },
  help: {
    en: 'Documents in a folder of the server: a local disk, or a share that is mounted there.',
    de: 'Dokumente in einem Ordner des Servers: auf einer eigenen Platte oder einer dort eingehängten Freigabe.',
  },
  fields: [...CONNECT, ...shareFields, ...treeFields],
};
