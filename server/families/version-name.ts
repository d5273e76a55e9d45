import path from 'node:path';

/** What the name of a file tells of which version it is. */
export interface VersionName {
  /** What is left without that: two versions of a document have the same. */
  stem: string;
  /** Lower case, without the dot. */
  extension: string;
  status: 'final' | 'draft' | undefined;
  /** `v1.2` is [1, 2]. */
  number: readonly number[];
  /** A day, `2024-05-12`. Months and years are no versions: each has a report of its own. */
  day: string | undefined;
  /** "Copy of …", "… (1)". */
  isCopy: boolean;
  /** Says by more than a day that there are others. */
  isMarked: boolean;
}

/** English and German. */
export function versionName(name: string): VersionName {
  const { name: base, ext } = path.parse(name.normalize('NFC').toLowerCase());
  // `v1.2` ends in no extension.
  const isExtension = /^\.(?=\w*[a-z])\w{1,5}$/.test(ext) && !/^\.\d/.test(ext);
  const read = readMarks(isExtension ? base : base + ext);
  const stem = read.words.join(' ');
  return {
    // What is called by nothing but its version or day is no version of others like it.
    stem: stem === '' ? wordsOf(base).join(' ') : stem,
    extension: isExtension ? ext.slice(1) : '',
    status: read.status,
    number: read.number,
    day: read.day,
    isCopy: read.isCopy,
    isMarked: stem !== '' && read.isMarked,
  };
}

/** Whether a folder is called by a version or where old ones are kept, and by nothing else. */
export function isVersionFolder(name: string): boolean {
  const { words, day, isMarked } = readMarks(name.normalize('NFC').toLowerCase());
  return (isMarked || day !== undefined || words.length > 0) && words.every((word) => SHELVES.has(word));
}

const COPY = [
  /^(?:copy|kopie|copie|copia)(?: ?\(\d{1,2}\))? (?:of|von|de|di) /,
  /[\s_-]+(?:copy|kopie|copie)(?:[\s_-]*\(?\d{1,2}\)?)?$/,
  / ?\(\d{1,2}\)$/,
];
const DAYS = [
  /(?<!\d)(?<y>(?:19|20)\d\d)(?<s>[-_. ]?)(?<m>0[1-9]|1[0-2])\k<s>(?<d>0[1-9]|[12]\d|3[01])(?!\d)/,
  /(?<!\d)(?<d>0?[1-9]|[12]\d|3[01])(?<s>[-_.])(?<m>0?[1-9]|1[0-2])\k<s>(?<y>(?:19|20)\d\d)(?!\d)/,
];
const NUMBER =
  /(?<![\p{L}\p{N}])(?:v|ver|vers|version|rev|revision)[\s._-]*(?<number>\d{1,3}(?:\.\d{1,3}){0,3})(?![\p{N}])(?<letter>[a-z]?)(?![\p{L}\p{N}])/u;

const FINAL =
  words(`final finale finalversion endfassung endversion endgültig reinschrift official offiziell signed unterschrieben
  unterzeichnet approved freigegeben genehmigt released veröffentlicht verabschiedet`);
const DRAFT = words(`draft entwurf rohfassung wip preliminary vorläufig vorabversion old alt alte veraltet obsolete outdated
  backup bak sicherung archived archiviert superseded`);
const OTHER = words('new neu latest aktuell updated aktualisiert revised überarbeitet corrected korrigiert reviewed');
/** What folders are called in which other versions lie. */
const SHELVES = words('archive archiv archives drafts entwürfe versions versionen previous vorherige ältere older backups');

function readMarks(base: string) {
  let rest = base;
  const isCopy = COPY.some((pattern) => pattern.test(rest));
  // A copy of a copy is one too.
  for (const pattern of [...COPY, ...COPY]) rest = rest.replace(pattern, ' ').trim();
  const date = DAYS.map((pattern) => pattern.exec(rest)?.groups).find((groups) => groups !== undefined);
  for (const pattern of DAYS) rest = rest.replace(pattern, ' ');
  const found = NUMBER.exec(rest.replaceAll('_', ' '))?.groups;
  rest = rest.replaceAll('_', ' ').replace(NUMBER, ' ');
  const all = wordsOf(rest);
  const marks = all.filter((word) => markOf(word) !== undefined);
  return {
    words: all.filter((word) => markOf(word) === undefined),
    status: statusOf(marks),
    number: numberOf(found, marks),
    day: date && [date.y, date.m?.padStart(2, '0'), date.d?.padStart(2, '0')].join('-'),
    isCopy,
    isMarked: isCopy || found !== undefined || marks.length > 0,
  };
}

/** "final2" is one, and later than "final". */
function markOf(word: string): 'final' | 'draft' | 'other' | undefined {
  const plain = word.replace(/\d{1,2}$/, '');
  if (FINAL.has(plain)) return 'final';
  if (DRAFT.has(plain)) return 'draft';
  return OTHER.has(word) ? 'other' : undefined;
}

function statusOf(marks: readonly string[]): VersionName['status'] {
  const kinds = marks.map(markOf);
  return kinds.includes('draft') ? 'draft' : kinds.includes('final') ? 'final' : undefined;
}

function numberOf(found: Record<string, string | undefined> | undefined, marks: readonly string[]): number[] {
  const letter = found?.letter ? [found.letter.charCodeAt(0) - 96] : [];
  if (found?.number !== undefined) return [...found.number.split('.').map(Number), ...letter];
  const counted = marks.map((mark) => /\d+$/.exec(mark)?.[0]).find((digits) => digits !== undefined);
  return counted === undefined ? [] : [Number(counted)];
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}
