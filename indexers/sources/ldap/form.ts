import { type FormField, type FormWords, type SourceForm, scheduleField } from '../../types/source-form.ts';
import { PERSON_FIELDS, type PersonField } from './person-fields.ts';

const CONNECT: FormField[] = [
  {
    name: 'url',
    type: 'text',
    step: 'connect',
    isDestination: true,
    placeholder: 'ldaps://ldap.example.com',
    label: { en: 'Address', de: 'Adresse' },
    help: {
      en: 'Where the directory listens: ldaps:// is encrypted from the start; ldap:// needs StartTLS to be. A port may follow.',
      de: 'Wo das Verzeichnis erreichbar ist: ldaps:// ist von Anfang an verschlüsselt, ldap:// erst mit StartTLS. Ein Port kann folgen.',
    },
  },
  {
    name: 'startTls',
    type: 'boolean',
    step: 'connect',
    isDestination: true,
    label: { en: 'StartTLS', de: 'StartTLS' },
    help: {
      en: 'Encrypts an ldap:// connection before anything is sent.',
      de: 'Verschlüsselt eine ldap://-Verbindung, bevor etwas gesendet wird.',
    },
  },
  {
    name: 'bindDn',
    type: 'text',
    step: 'connect',
    placeholder: 'cn=indexer,dc=example,dc=com',
    label: { en: 'Account', de: 'Konto' },
    help: {
      en: 'The account with which Atrium reads, as a distinguished name. It needs no right to write. Leave it empty to read without signing in.',
      de: 'Das Konto, mit dem Atrium liest, als Distinguished Name. Es braucht keine Schreibrechte. Leer: lesen ohne Anmeldung.',
    },
  },
  {
    name: 'bindPassword',
    type: 'secret',
    step: 'connect',
    label: { en: 'Password', de: 'Passwort' },
    help: { en: 'Of this account. It is kept encrypted.', de: 'Das Passwort dieses Kontos. Es wird verschlüsselt aufbewahrt.' },
  },
  {
    name: 'peopleBase',
    type: 'text',
    step: 'connect',
    placeholder: 'ou=people,dc=example,dc=com',
    label: { en: 'People below', de: 'Personen unterhalb von' },
    help: {
      en: 'The entry below which the people are.',
      de: 'Der Eintrag, unter dem die Personen stehen.',
    },
  },
  {
    name: 'groupsBase',
    type: 'text',
    step: 'connect',
    placeholder: 'ou=groups,dc=example,dc=com',
    label: { en: 'Groups below', de: 'Gruppen unterhalb von' },
    help: {
      en: 'The entry below which the groups are. Without it, permissions that are given to groups match nobody.',
      de: 'Der Eintrag, unter dem die Gruppen stehen. Ohne ihn passen Rechte, die Gruppen gegeben wurden, auf niemanden.',
    },
  },
  {
    name: 'tls.caFile',
    type: 'text',
    step: 'connect',
    isAdvanced: true,
    isDestination: true,
    placeholder: '/etc/ssl/certs/company-ca.pem',
    label: { en: 'Certificate authority', de: 'Zertifizierungsstelle' },
    help: {
      en: 'A file on the server (PEM) with the authority that signed the directory’s certificate, when the system does not know it.',
      de: 'Eine Datei auf dem Server (PEM) mit der Stelle, die das Zertifikat des Verzeichnisses ausgestellt hat, falls das System sie nicht kennt.',
    },
  },
  {
    name: 'tls.servername',
    type: 'text',
    step: 'connect',
    isAdvanced: true,
    isDestination: true,
    label: { en: 'Name in the certificate', de: 'Name im Zertifikat' },
    help: {
      en: 'When it is not the host of the address.',
      de: 'Falls er nicht der Rechnername der Adresse ist.',
    },
  },
  {
    name: 'allowPlaintext',
    type: 'boolean',
    step: 'connect',
    isAdvanced: true,
    isDestination: true,
    label: { en: 'Allow passwords in clear', de: 'Unverschlüsselte Passwörter zulassen' },
    help: {
      en: 'Passwords would cross the network readable by others. For tests only.',
      de: 'Passwörter gingen für andere lesbar durch das Netz. Nur zum Ausprobieren.',
    },
  },
  {
    name: 'vendor',
    type: 'choice',
    step: 'connect',
    isAdvanced: true,
    label: { en: 'Product', de: 'Produkt' },
    help: {
      en: 'Which directory it is; by itself it says so.',
      de: 'Um welches Verzeichnis es sich handelt; gewöhnlich sagt es das selbst.',
    },
    choices: [
      { value: 'openldap', label: { en: 'OpenLDAP', de: 'OpenLDAP' } },
      { value: 'active-directory', label: { en: 'Active Directory', de: 'Active Directory' } },
      { value: '389', label: { en: '389 Directory Server, FreeIPA', de: '389 Directory Server, FreeIPA' } },
      { value: 'generic', label: { en: 'Another one', de: 'Ein anderes' } },
    ],
  },
  {
    name: 'pageSize',
    type: 'number',
    step: 'connect',
    isAdvanced: true,
    min: 1,
    max: 1000,
    label: { en: 'Entries at a time', de: 'Einträge auf einmal' },
    help: { en: 'How many entries are asked for at a time.', de: 'Wie viele Einträge auf einmal angefordert werden.' },
  },
];

const FIELD_WORDS: Record<PersonField, FormWords> = {
  uid: { en: 'Sign-in name', de: 'Anmeldename' },
  name: { en: 'Name', de: 'Name' },
  givenName: { en: 'Given name', de: 'Vorname' },
  surname: { en: 'Surname', de: 'Nachname' },
  otherNames: { en: 'Other names', de: 'Weitere Namen' },
  title: { en: 'Position', de: 'Position' },
  department: { en: 'Department', de: 'Abteilung' },
  location: { en: 'Place', de: 'Ort' },
  room: { en: 'Room', de: 'Raum' },
  email: { en: 'E-mail', de: 'E-Mail' },
  phone: { en: 'Phone', de: 'Telefon' },
  mobile: { en: 'Mobile phone', de: 'Mobiltelefon' },
  home: { en: 'Home phone', de: 'Telefon privat' },
  fax: { en: 'Fax', de: 'Fax' },
  pager: { en: 'Pager', de: 'Funkrufempfänger' },
  employeeNumber: { en: 'Employee number', de: 'Personalnummer' },
  skills: { en: 'Skills', de: 'Kenntnisse' },
  languages: { en: 'Languages', de: 'Sprachen' },
  bio: { en: 'About', de: 'Beschreibung' },
  manager: { en: 'Manager', de: 'Vorgesetzte Person' },
  photo: { en: 'Photo', de: 'Foto' },
  uidNumber: { en: 'User number (Unix)', de: 'Benutzernummer (Unix)' },
  gidNumber: { en: 'Group number (Unix)', de: 'Gruppennummer (Unix)' },
};

const MAP: FormField[] = [
  {
    name: 'attributes',
    type: 'mapping',
    step: 'map',
    label: { en: 'Fields', de: 'Felder' },
    help: {
      en: 'From which attribute each field comes; several in order of preference. What is left out follows the product’s usual names.',
      de: 'Aus welchem Attribut jedes Feld kommt; mehrere in der Reihenfolge ihres Vorrangs. Was fehlt, folgt den üblichen Namen des Produkts.',
    },
    choices: PERSON_FIELDS.map((value) => ({ value, label: FIELD_WORDS[value] })),
  },
];

const RULES: FormField[] = [
  {
    name: 'peopleFilter',
    type: 'filter',
    step: 'rules',
    placeholder: '(objectClass=inetOrgPerson)',
    label: { en: 'Which entries are people', de: 'Welche Einträge Personen sind' },
    help: {
      en: 'An LDAP filter. Left out, the usual one of the product is taken.',
      de: 'Ein LDAP-Filter. Ohne Angabe gilt der übliche des Produkts.',
    },
  },
  {
    name: 'groupsFilter',
    type: 'filter',
    step: 'rules',
    isAdvanced: true,
    label: { en: 'Which entries are groups', de: 'Welche Einträge Gruppen sind' },
    help: {
      en: 'An LDAP filter. Left out, the usual one of the product is taken.',
      de: 'Ein LDAP-Filter. Ohne Angabe gilt der übliche des Produkts.',
    },
  },
  {
    name: 'serviceAccounts',
    type: 'list',
    step: 'rules',
    placeholder: 'svc-*',
    label: { en: 'Machines among the people', de: 'Maschinen unter den Personen' },
    help: {
      en: 'Patterns of sign-in names that belong to no person (svc-*). They are left out.',
      de: 'Muster von Anmeldenamen, die keiner Person gehören (svc-*). Sie werden ausgelassen.',
    },
  },
];

export const ldapForm: SourceForm = {
  title: { en: 'Directory (LDAP)', de: 'Verzeichnis (LDAP)' },
  help: {
    en: 'People and groups from OpenLDAP, Active Directory, FreeIPA, or whatever else speaks LDAP.',
    de: 'Personen und Gruppen aus OpenLDAP, Active Directory, FreeIPA oder allem, was sonst LDAP spricht.',
  },
  fields: [...CONNECT, ...MAP, ...RULES, scheduleField],
};
