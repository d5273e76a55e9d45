import type { FormField, SourceForm } from '../../types/source-form.ts';
import { shareFields, treeFields } from '../file-tree/form.ts';

const CONNECT: FormField[] = [
  {
    name: 'url',
    type: 'text',
    step: 'connect',
    isDestination: true,
    placeholder: 'smb://files.example.com/docs',
    label: { en: 'Address', de: 'Adresse' },
    help: {
      en: 'Server and share, and a folder of it where not all is wanted: smb://server/share/folder.',
      de: 'Server und Freigabe, und ein Ordner darin, wenn nicht alles gewünscht ist: smb://server/freigabe/ordner.',
    },
  },
  {
    name: 'username',
    type: 'text',
    step: 'connect',
    placeholder: 'indexer',
    label: { en: 'Account', de: 'Konto' },
    help: {
      en: 'The account with which Atrium reads. It needs no right to write.',
      de: 'Das Konto, mit dem Atrium liest. Es braucht keine Schreibrechte.',
    },
  },
  {
    name: 'password',
    type: 'secret',
    step: 'connect',
    label: { en: 'Password', de: 'Passwort' },
    help: { en: 'Of this account. It is kept encrypted.', de: 'Das Passwort dieses Kontos. Es wird verschlüsselt aufbewahrt.' },
  },
  {
    name: 'domain',
    type: 'text',
    step: 'connect',
    placeholder: 'EXAMPLE',
    label: { en: 'Domain', de: 'Domäne' },
    help: {
      en: 'The Windows domain or workgroup of the account.',
      de: 'Die Windows-Domäne oder Arbeitsgruppe des Kontos.',
    },
  },
  {
    name: 'encryption',
    type: 'choice',
    step: 'connect',
    isAdvanced: true,
    isDestination: true,
    label: { en: 'Encryption', de: 'Verschlüsselung' },
    help: {
      en: 'Of what crosses the network (SMB 3). It is signed in any case.',
      de: 'Verschlüsselung auf dem Weg durch das Netz (SMB 3). Signiert wird in jedem Fall.',
    },
    choices: [
      { value: 'preferred', label: { en: 'If the server can', de: 'Wenn der Server es kann' } },
      { value: 'required', label: { en: 'Required', de: 'Verlangt' } },
    ],
  },
  {
    name: 'engine',
    type: 'choice',
    step: 'connect',
    isAdvanced: true,
    label: { en: 'Program', de: 'Programm' },
    help: {
      en: 'Which of Samba’s clients is used.',
      de: 'Welches der Samba-Programme benutzt wird.',
    },
    choices: [
      { value: 'auto', label: { en: 'What is there', de: 'Was vorhanden ist' } },
      { value: 'libsmbclient', label: { en: 'libsmbclient', de: 'libsmbclient' } },
      { value: 'smbclient', label: { en: 'smbclient', de: 'smbclient' } },
    ],
  },
];

export const smbForm: SourceForm = {
  title: { en: 'Windows share (SMB)', de: 'Windows-Freigabe (SMB)' },
  help: {
    en: 'Documents on a Windows or Samba file server, spoken to directly: nothing has to be mounted.',
    de: 'Dokumente auf einem Windows- oder Samba-Dateiserver, ohne Umweg: Es muss nichts eingehängt werden.',
  },
  fields: [...CONNECT, ...shareFields, ...treeFields],
};
