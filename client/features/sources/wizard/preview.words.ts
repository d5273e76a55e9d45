import { catalogue } from '../../../lib/language.ts';
import { countOf, formatBytes, formatCount } from '../../../lib/numbers.ts';

/** What is said of what a draft would find. */
export const words = catalogue({
  en: {
    usualOf: (names: string) => `As usual (${names})`,
    nothingUsual: 'As usual (nothing)',
    found: (people: string, groups: string | null, directory: string) =>
      groups === null ? `${directory}: ${people}, and no groups are read.` : `${directory}: ${people} and ${groups}.`,
    people: (count: number, isExact: boolean) => `${isExact ? '' : 'at least '}${countOf(count, 'person', 'people')}`,
    groups: (count: number, isExact: boolean) => `${isExact ? '' : 'at least '}${countOf(count, 'group', 'groups')}`,
    fields: 'Fields and where they come from',
    field: 'Field',
    comesFrom: 'Comes from',
    fromOf: (field: string) => `${field} comes from`,
    orElse: 'or else',
    orElseOf: (field: string, number: number) => `${field}: alternative ${number}`,
    noOther: 'nothing else',
    leftOut: (rule: string) => `Left out: ${rule}`,
    noEntries: 'No entry was found. Look at “People below” and at the filter.',
    raw: 'All that the directory shows of these entries',
    hidden: 'never shown',
    binary: 'no text',
    looking: 'Looking …',
    included: (count: number, bytes: number) => `${countOf(count, 'file', 'files')} included, ${formatBytes(bytes)}`,
    excluded: (count: number) => `${formatCount(count)} left out`,
    notWhole:
      'The look ended early because there is so much: the numbers are of what was seen until then. A run sees everything.',
    noneIncluded: 'No file would be included.',
    byRule: 'Left out, by rule',
    examples: 'For example',
    includedTitle: 'Included',
    ruleFolders: (count: number) => countOf(count, 'folder with all that is in it', 'folders with all that is in them'),
    nameOnly: (count: number) => `${countOf(count, 'file', 'files')} found by name only, because of the size`,
    unreadable: (count: number) =>
      `${countOf(count, 'place', 'places')} that Atrium may not read; give its account the right to read them`,
    accessUnknown: (count: number) =>
      `${countOf(count, 'file', 'files')} that nobody would find, because it cannot be told who may read them`,
    labelled: 'By label',
    noLabel: 'without a label',
  },
  de: {
    usualOf: (names: string) => `Wie üblich (${names})`,
    nothingUsual: 'Wie üblich (nichts)',
    found: (people: string, groups: string | null, directory: string) =>
      groups === null ? `${directory}: ${people}; Gruppen werden nicht gelesen.` : `${directory}: ${people} und ${groups}.`,
    people: (count: number, isExact: boolean) => `${isExact ? '' : 'mindestens '}${countOf(count, 'Person', 'Personen')}`,
    groups: (count: number, isExact: boolean) => `${isExact ? '' : 'mindestens '}${countOf(count, 'Gruppe', 'Gruppen')}`,
    fields: 'Felder und woher sie kommen',
    field: 'Feld',
    comesFrom: 'Kommt aus',
    fromOf: (field: string) => `${field} kommt aus`,
    orElse: 'sonst',
    orElseOf: (field: string, number: number) => `${field}: Ersatz ${number}`,
    noOther: 'sonst nichts',
    leftOut: (rule: string) => `Ausgelassen: ${rule}`,
    noEntries: 'Es wurde kein Eintrag gefunden. Sehen Sie sich „Personen unterhalb von“ und den Filter an.',
    raw: 'Alles, was das Verzeichnis von diesen Einträgen zeigt',
    hidden: 'wird nie gezeigt',
    binary: 'kein Text',
    looking: 'Wird nachgesehen …',
    included: (count: number, bytes: number) =>
      `${countOf(count, 'Datei eingeschlossen', 'Dateien eingeschlossen')}, ${formatBytes(bytes)}`,
    excluded: (count: number) => `${formatCount(count)} ausgelassen`,
    notWhole:
      'Hier liegt so viel, dass vorzeitig Schluss war: Die Zahlen gelten für das bis dahin Gesehene. Ein Lauf sieht alles.',
    noneIncluded: 'Keine Datei wäre eingeschlossen.',
    byRule: 'Ausgelassen, nach Regel',
    examples: 'Zum Beispiel',
    includedTitle: 'Eingeschlossen',
    ruleFolders: (count: number) => countOf(count, 'Ordner mit allem darin', 'Ordner mit allem darin'),
    nameOnly: (count: number) => `${countOf(count, 'Datei', 'Dateien')} wegen der Größe nur am Namen zu finden`,
    unreadable: (count: number) =>
      `${countOf(count, 'Stelle', 'Stellen')}, die Atrium nicht lesen darf; geben Sie seinem Konto das Recht dazu`,
    accessUnknown: (count: number) =>
      `${countOf(count, 'Datei', 'Dateien')}, die niemand fände, weil nicht festzustellen ist, wer sie lesen darf`,
    labelled: 'Nach Etikett',
    noLabel: 'ohne Etikett',
  },
});
