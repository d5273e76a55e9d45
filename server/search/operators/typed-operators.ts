import { wordsOf } from '../text/words.ts';

/** Operators that narrow a search; what they are called in English and German. */
const NAMES = {
  from: ['from', 'author', 'von', 'autor', 'verfasser'],
  team: ['team', 'department', 'dept', 'abteilung'],
  type: ['type', 'filetype', 'typ', 'art', 'dateityp'],
  in: ['in', 'folder', 'source', 'ordner', 'quelle'],
  after: ['after', 'since', 'nach', 'seit'],
  before: ['before', 'until', 'vor', 'bis'],
  label: ['label', 'etikett'],
  by: ['by'],
} as const satisfies Record<string, readonly string[]>;
export type FilterOperator = keyof typeof NAMES;

const MEANING: ReadonlyMap<string, FilterOperator> = new Map([
  ...NAMES.from.map((name) => [name, 'from'] as const),
  ...NAMES.team.map((name) => [name, 'team'] as const),
  ...NAMES.type.map((name) => [name, 'type'] as const),
  ...NAMES.in.map((name) => [name, 'in'] as const),
  ...NAMES.after.map((name) => [name, 'after'] as const),
  ...NAMES.before.map((name) => [name, 'before'] as const),
  ...NAMES.label.map((name) => [name, 'label'] as const),
  ...NAMES.by.map((name) => [name, 'by'] as const),
]);

/** A piece of a query as it was typed, before anybody looked whether its value means something. */
export interface TypedOperator {
  kind: FilterOperator | 'phrase' | 'without' | 'unknown';
  /** As typed: `von`. */
  name: string;
  /** Without quotes. */
  value: string;
  raw: string;
  /** UTF-16 offsets in the query: `query.slice(start, end) === raw`. */
  start: number;
  end: number;
}

/**
 * At the beginning or after a space: a phrase or a word with a minus before it; a phrase; a name with a colon and a value, which
 * may be quoted (`from:"Ada King"`) or in parentheses (`by:under(ada)`).
 */
const PIECE =
  /(?<=^|\s)(?:-(?<without>"[^"]*"?|[^\s"]+)|(?<phrase>"[^"]*"?)|(?<name>\p{L}[\p{L}-]{1,19}):(?<value>"[^"]*"?|\p{L}+\([^()]*\)?|[^\s"]+)?)/gu;

export function isFilter(kind: TypedOperator['kind']): kind is FilterOperator {
  return kind in NAMES;
}

/** In the order typed. What a piece stands in is looked at once: a colon inside quotes is no operator. */
export function typedOperators(query: string): TypedOperator[] {
  const found: TypedOperator[] = [];
  for (const { groups, index: start, 0: raw } of query.matchAll(PIECE)) {
    const { without, phrase, name, value } = groups ?? {};
    const at = { raw, start, end: start + raw.length };
    if (without !== undefined) found.push({ ...at, kind: 'without', name: 'without', value: unquoted(without) });
    else if (phrase !== undefined) found.push({ ...at, kind: 'phrase', name: 'phrase', value: unquoted(phrase) });
    else if (name !== undefined) found.push({ ...at, name, kind: kindOf(name, value), value: unquoted(value ?? '') });
  }
  // A minus or quotes around nothing are nothing; so is a name without a value, unless it is one of ours that is being typed.
  return found.filter(({ kind, value, raw }) => (isFilter(kind) ? true : wordsOf(value).length > 0) && !isAddress(kind, raw));
}

function kindOf(name: string, value: string | undefined): TypedOperator['kind'] {
  // "in://…" is an address, whatever its name.
  if (value?.startsWith('//')) return 'unknown';
  return MEANING.get(name.toLowerCase()) ?? 'unknown';
}

/** `https://…`, `mailto:ada@…`. */
function isAddress(kind: TypedOperator['kind'], raw: string): boolean {
  return kind === 'unknown' && (/:\/\//.test(raw) || /^(?:mailto|tel|file):/i.test(raw));
}

function unquoted(value: string): string {
  return value.replace(/^"|"$/g, '').trim();
}

/** The query without these pieces; the space at its end stays, because it says that the last word is whole. */
export function textWithout(query: string, pieces: readonly Pick<TypedOperator, 'start' | 'end'>[]): string {
  let text = '';
  let from = 0;
  for (const { start, end } of pieces) {
    text += query.slice(from, start).replace(/\s+$/, ' ');
    // Nobody goes on with the word before an operator.
    from = end + (/^\s*/.exec(query.slice(end))?.[0].length ?? 0);
    if (text.trim() !== '' && !/\s$/.test(text)) text += ' ';
  }
  return (text + query.slice(from)).replace(/^\s+/, '');
}
