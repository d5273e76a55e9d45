import { type FormField, scheduleField } from '../../types/source-form.ts';

/** The questions about what of a tree of files is wanted, whatever it is reached by. */
export const treeFields: FormField[] = [
  {
    name: 'include',
    type: 'list',
    step: 'rules',
    placeholder: 'Handbooks/**',
    label: { en: 'Include', de: 'Einschließen' },
    help: {
      en: 'Patterns of paths; a file must match one. “**/*” is everything.',
      de: 'Muster von Pfaden; auf eine Datei muss eines passen. „**/*“ ist alles.',
    },
  },
  {
    name: 'exclude',
    type: 'list',
    step: 'rules',
    placeholder: '**/Archive',
    label: { en: 'Leave out', de: 'Auslassen' },
    help: {
      en: 'Patterns of files and folders that are left out, with all that is in them.',
      de: 'Muster von Dateien und Ordnern, die mit allem darin ausgelassen werden.',
    },
  },
  {
    name: 'labels',
    type: 'map',
    step: 'rules',
    placeholder: 'Policies/**',
    label: { en: 'Labels', de: 'Etiketten' },
    help: {
      en: 'Pattern → what such documents are called in the filters; the first that matches counts.',
      de: 'Muster → wie solche Dokumente in den Filtern heißen; das erste passende zählt.',
    },
  },
  {
    name: 'hidden',
    type: 'boolean',
    step: 'rules',
    label: { en: 'Hidden files too', de: 'Auch versteckte Dateien' },
    help: {
      en: 'Names that begin with a dot, and what the server calls hidden.',
      de: 'Namen, die mit einem Punkt beginnen, und was der Server als versteckt führt.',
    },
  },
  {
    name: 'maxFileBytes',
    type: 'number',
    step: 'rules',
    min: 1,
    label: { en: 'Largest file, bytes', de: 'Größte Datei, Bytes' },
    help: {
      en: 'Larger files are found by their names only.',
      de: 'Größere Dateien werden nur über ihren Namen gefunden.',
    },
  },
  {
    name: 'ocr',
    type: 'choice',
    step: 'rules',
    isAdvanced: true,
    label: { en: 'Text in pictures', de: 'Text in Bildern' },
    help: {
      en: 'Whether pages that are pictures are read: when the program for it is there, always, or never.',
      de: 'Ob Seiten gelesen werden, die Bilder sind: wenn das Programm dafür da ist, immer oder nie.',
    },
    choices: [
      { value: 'auto', label: { en: 'If possible', de: 'Wenn möglich' } },
      { value: 'on', label: { en: 'Always', de: 'Immer' } },
      { value: 'off', label: { en: 'Never', de: 'Nie' } },
    ],
  },
  {
    name: 'paths.windows',
    type: 'text',
    step: 'rules',
    isAdvanced: true,
    placeholder: '\\\\files\\docs',
    label: { en: 'Where it is in Windows', de: 'Wo er unter Windows liegt' },
    help: {
      en: 'How people reach the place from Windows: it begins the paths that they copy.',
      de: 'Wie man den Ort unter Windows erreicht: Damit beginnen die Pfade, die man kopieren kann.',
    },
  },
  {
    name: 'paths.posix',
    type: 'text',
    step: 'rules',
    isAdvanced: true,
    placeholder: '/srv/library',
    label: { en: 'Where it is in Linux and macOS', de: 'Wo er unter Linux und macOS liegt' },
    help: {
      en: 'How people reach the place from Linux or macOS: it begins the paths that they copy.',
      de: 'Wie man den Ort unter Linux oder macOS erreicht: Damit beginnen die Pfade, die man kopieren kann.',
    },
  },
  {
    name: 'answerWithin',
    type: 'number',
    step: 'connect',
    isAdvanced: true,
    min: 1,
    max: 3600,
    label: { en: 'Patience, seconds', de: 'Geduld, Sekunden' },
    help: {
      en: 'A run fails when the place says nothing for so long.',
      de: 'Ein Lauf scheitert, wenn der Ort so lange nichts von sich hören lässt.',
    },
  },
  {
    name: 'stableInodes',
    type: 'boolean',
    step: 'connect',
    isAdvanced: true,
    label: { en: 'Files keep their numbers', de: 'Dateien behalten ihre Nummern' },
    help: {
      en: 'Turn it off for places that number a file anew each time (some NAS and FUSE mounts): renamed files are read again then.',
      de: 'Abschalten für Orte, die Dateien jedes Mal neu nummerieren (manche NAS- und FUSE-Einhängungen): Umbenanntes wird dann neu gelesen.',
    },
  },
  {
    name: 'acceptRoot',
    type: 'text',
    step: 'connect',
    isAdvanced: true,
    label: { en: 'Accept an exchanged folder', de: 'Ausgetauschten Ordner annehmen' },
    help: {
      en: 'When another folder has taken the place of the known one, the failed run names its identity; write it here to go on.',
      de: 'Wenn ein anderer Ordner an die Stelle des bekannten getreten ist, nennt der gescheiterte Lauf dessen Kennung; tragen Sie sie hier ein.',
    },
  },
  scheduleField,
];

/** Shared by those whose permissions may be those of Windows. */
export const shareFields: FormField[] = [
  {
    name: 'shareReadableBy',
    type: 'parties',
    step: 'rules',
    isAdvanced: true,
    label: { en: 'Who may use the share', de: 'Wer die Freigabe benutzen darf' },
    help: {
      en: 'Groups that the file server lets in at all, where it says so outside its files.',
      de: 'Gruppen, die der Dateiserver überhaupt hereinlässt, wo er das außerhalb seiner Dateien festlegt.',
    },
  },
  {
    name: 'traverse',
    type: 'choice',
    step: 'rules',
    isAdvanced: true,
    label: { en: 'Rights of the folders above', de: 'Rechte der Ordner darüber' },
    help: {
      en: 'Whether one has to be allowed to pass them as well. Windows servers with their usual settings do not ask.',
      de: 'Ob man auch durch sie hindurchgehen dürfen muss. Windows-Server mit üblicher Einstellung prüfen das nicht.',
    },
    choices: [
      { value: 'strict', label: { en: 'They count', de: 'Sie zählen' } },
      { value: 'bypass', label: { en: 'They do not count', de: 'Sie zählen nicht' } },
    ],
  },
  {
    name: 'localGroups',
    type: 'lists',
    step: 'rules',
    isAdvanced: true,
    placeholder: 'BUILTIN\\Users',
    label: { en: 'Groups of the server itself', de: 'Gruppen des Servers selbst' },
    help: {
      en: 'Who is in the file server’s own groups: their names → groups of the directory.',
      de: 'Wer in den eigenen Gruppen des Dateiservers ist: deren Namen → Gruppen des Verzeichnisses.',
    },
  },
];
