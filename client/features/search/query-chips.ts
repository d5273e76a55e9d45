/** A piece of the query that narrows it, as it was typed: `from:ann`, `team:"Field service"`, `"swivel wear"`, `-draft`. */
export interface Chip {
  raw: string;
  /** What it narrows; `phrase` and `without` are written with signs. */
  name: FilterName | 'phrase' | 'without';
  value: string;
}

export interface ChippedQuery {
  chips: readonly Chip[];
  /** What is still words, or being typed. */
  text: string;
}

/** The names that the server understands, in English and German, and what each means. */
const NAMES = {
  from: ['from', 'author', 'von', 'autor', 'verfasser'],
  team: ['team', 'department', 'dept', 'abteilung'],
  type: ['type', 'filetype', 'typ', 'art', 'dateityp'],
  in: ['in', 'folder', 'source', 'ordner', 'quelle'],
  after: ['after', 'since', 'nach', 'seit'],
  before: ['before', 'until', 'vor', 'bis'],
  label: ['label', 'etikett'],
  by: ['by'],
} as const;
type FilterName = keyof typeof NAMES;

const NAME = Object.values(NAMES).flat().join('|');
const PIECE = new RegExp(
  `(?<=^|\\s)(?:(${NAME}):(?:"([^"]+)"|(\\p{L}+\\([^()]*\\)|[^\\s"]+))|"([^"]+)"|-(?:"([^"]+)"|([^\\s"-][^\\s"]*)))(?=\\s|$)`,
  'giu',
);

/**
 * Takes what is complete out of a query. While somebody types (`isTyping`), what ends where the text ends is not complete yet: a
 * space makes it so. Putting it together again (`joinQuery`) asks for the same.
 */
export function splitQuery(query: string, { isTyping }: { isTyping: boolean }): ChippedQuery {
  const chips: Chip[] = [];
  const text = query.replace(PIECE, (raw: string, ...groups: (string | undefined)[]) => {
    const offset: unknown = groups[6];
    const isLast = typeof offset === 'number' && offset + raw.length === query.length;
    const isClosed = raw.endsWith('"');
    if (isTyping && isLast && !isClosed) return raw;
    chips.push(chipOf(raw, groups));
    return '';
  });
  if (chips.length === 0) return { chips, text: query };
  const single = text.replaceAll(/\s+/gu, ' ').trimStart();
  return { chips, text: isTyping ? single : single.trimEnd() };
}

export function joinQuery({ chips, text }: ChippedQuery): string {
  return [...chips.map(({ raw }) => raw), text].filter((piece) => piece !== '').join(' ');
}

function chipOf(raw: string, [name, quoted, plain, phrase, withoutQuoted, without]: (string | undefined)[]): Chip {
  if (name !== undefined) return { raw, name: meaningOf(name), value: quoted ?? plain ?? '' };
  if (phrase !== undefined) return { raw, name: 'phrase', value: phrase };
  return { raw, name: 'without', value: withoutQuoted ?? without ?? '' };
}

function meaningOf(name: string): FilterName {
  const typed = name.toLowerCase();
  const isMeant = (meaning: FilterName) => NAMES[meaning].some((known) => known === typed);
  return (['from', 'team', 'type', 'in', 'after', 'before', 'label', 'by'] as const).find(isMeant) ?? 'label';
}
