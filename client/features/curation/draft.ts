import type { Boost, CurationEntry, CurationKind, GoldenQuery, Pin, Synonyms } from '../../../server/contract/curation.ts';
import type { Curated, Found } from './use-curation.ts';

/** What is typed into the form; each kind takes its own part of it. */
export interface Draft {
  query: string;
  match: Pin['match'];
  items: Found[];
  until: string;
  note: string;
  direction: Synonyms['direction'];
  /** One a line. */
  terms: string;
  to: string;
  language: string;
  on: Boost['on'];
  /** The label, the folder or the file type. */
  what: string;
  source: string;
  factor: string;
  worstRank: string;
  viewer: string;
  list: GoldenQuery['list'];
}

/** `query`: words that something is to be done about. */
export function emptyDraft(query = ''): Draft {
  return {
    query,
    match: 'exact',
    items: [],
    until: '',
    note: '',
    direction: 'both',
    terms: query,
    to: '',
    language: '',
    on: 'folder',
    what: '',
    source: '',
    factor: '2',
    worstRank: '3',
    viewer: '',
    list: 'own',
  };
}

/** What is kept, as it is typed. */
export function draftOf({ entry, refersTo }: Curated): Draft {
  const items = refersTo.map(({ type, id, name }) => ({ type, id, name: name ?? id, hint: null }));
  const empty = { ...emptyDraft(), items, note: 'note' in entry ? (entry.note ?? '') : '' };
  if ('direction' in entry) {
    const { direction, language = '' } = entry;
    const [terms, to] = direction === 'both' ? [entry.terms, []] : [entry.from, entry.to];
    return { ...empty, direction, language, terms: terms.join('\n'), to: to.join('\n') };
  }
  if ('on' in entry) {
    const { on, factor, reason = '' } = entry;
    const source = 'source' in entry ? (entry.source ?? '') : '';
    return { ...empty, on, source, what: onWhat(entry), factor: String(factor), note: reason };
  }
  if ('wanted' in entry) {
    const { query, worstRank, viewer, list } = entry;
    return { ...empty, query, worstRank: String(worstRank), viewer: viewer ?? '', list };
  }
  return { ...empty, query: entry.query, match: entry.match, until: entry.until?.slice(0, 10) ?? '' };
}

/** What of the documents a boost looks at. */
export function onWhat(entry: Boost): string {
  if (entry.on === 'source') return entry.source;
  if (entry.on === 'label') return entry.label;
  return entry.on === 'folder' ? entry.folder : entry.mediaType;
}

const lines = (text: string) =>
  text
    .split(/\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
const given = (text: string) => text.trim() || undefined;

const ENTRIES: { [Kind in CurationKind]: (draft: Draft) => CurationEntry<Kind> } = {
  pins: ({ match, query, items, until, note }) => ({
    match,
    query: query.trim(),
    items: items.map(({ type, id }) => ({ type, id })),
    ...withoutGaps({ until: given(until), note: given(note) }),
  }),
  synonyms: ({ direction, terms, to, ...draft }) => ({
    ...(direction === 'both' ? { direction, terms: lines(terms) } : { direction, from: lines(terms), to: lines(to) }),
    ...withoutGaps({ language: given(draft.language)?.toLowerCase(), note: given(draft.note) }),
  }),
  boosts: ({ on, what, source, ...draft }) => {
    const rest = { factor: Number(draft.factor), ...withoutGaps({ reason: given(draft.note) }) };
    if (on === 'source') return { on, source, ...rest };
    if (on === 'label') return { on, label: what.trim(), ...rest };
    if (on === 'mediaType') return { on, mediaType: what.trim(), ...rest };
    return { on, folder: what.trim(), ...withoutGaps({ source: given(source) }), ...rest };
  },
  golden: ({ query, items, viewer, worstRank, list, note }) => {
    const { type, id } = items[0] ?? { type: 'document', id: '' };
    const rest = { viewer: given(viewer) ?? null, worstRank: Number(worstRank), list };
    return { query: query.trim(), wanted: { type, id }, ...rest, ...withoutGaps({ note: given(note) }) };
  },
};

export function entryOf<Kind extends CurationKind>(kind: Kind, draft: Draft): CurationEntry<Kind> {
  return ENTRIES[kind](draft);
}

type Present<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** What was left empty is left out. */
function withoutGaps<T extends Record<string, string | undefined>>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
