import type { DocumentCriteria, PersonCriteria } from '../access/filter.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Explanation, SearchResponse } from '../contract/search.ts';
import type { Curation, Pinned } from '../curation/curation.ts';
import { allWordsQuery } from './documents/document-queries.ts';
import { PASSAGE_FIELDS, type PassageHit, passageHits } from './documents/passage-hit.ts';
import { type RankedDocument, unrankedDocument } from './documents/ranked-document.ts';
import type { DocumentAnswer } from './documents/search-documents.ts';
import { unranked } from './people/find-people.ts';
import { allWordsPeopleQuery } from './people/people-queries.ts';
import type { PeopleAnswer } from './people/people-search.ts';
import { personHits } from './people/person-hit.ts';
import type { RankedPerson } from './people/rank-people.ts';
import type { EngineQuery } from './query/multi-search.ts';
import { foldedLine, type ParsedQuery } from './query/parse-query.ts';
import type { SearchTools } from './search-tools.ts';

/** What administrators put on top, of what this viewer may see and this question asks for. Nothing tells of the others. */
export interface PinnedHits {
  /** Of both kinds, in the order in which they are to stand. */
  order: Pinned[];
  documents: RankedDocument<PassageHit>[];
  people: RankedPerson[];
  /** Ids of those that the engine counts among what it finds. */
  counted: ReadonlySet<string>;
}

const NOTHING: PinnedHits = { order: [], documents: [], people: [], counted: new Set() };

/** Criteria that are undefined ask for none of that kind. */
export async function findPinned(options: {
  parsed: ParsedQuery;
  viewer: Viewer;
  criteria: { documents: DocumentCriteria | undefined; people: PersonCriteria | undefined };
  signal: AbortSignal;
  tools: Pick<SearchTools, 'filters' | 'lastCheck' | 'foldPeople' | 'multiSearch'> & { curation: Curation };
}): Promise<PinnedHits> {
  const { parsed, signal, tools } = options;
  // Whoever takes a word out does not ask for what the line stands for.
  const pins = parsed.excluded.length > 0 ? [] : tools.curation.pinsFor(foldedLine(parsed.text));
  if (pins.length === 0) return NOTHING;
  const ofDocuments = documentQueries(options, pins);
  const ofPeople = peopleQueries(options, pins);
  const results = await tools.multiSearch([...ofDocuments, ...ofPeople], signal);
  const [these, counted] = results.splice(0, ofDocuments.length);
  const [those, countedPeople] = results;
  const documents = readable(passageHits(these?.hits ?? []), options);
  const people = visible(personHits(those?.hits ?? []), options);
  return inOrder(pins, {
    documents,
    people,
    counted: [...passageIds(counted?.hits ?? []), ...personHits(countedPeople?.hits ?? []).map(({ id }) => id)],
    shownAs: tools.foldPeople.shownAs(pins.map(({ id }) => id)),
  });
}

type Asked = Parameters<typeof findPinned>[0];

/** Of these documents those that the filter lets through, and those that the words find as well. */
function documentQueries({ parsed, viewer, criteria, tools }: Asked, pins: readonly Pinned[]): EngineQuery[] {
  const documentIds = idsOf(pins, 'document');
  if (criteria.documents === undefined || documentIds.length === 0) return [];
  const filter = tools.filters.documents(viewer, { ...criteria.documents, documentIds });
  return [
    {
      index: 'passages',
      q: '',
      filter,
      distinct: 'documentId',
      attributesToRetrieve: PASSAGE_FIELDS,
      limit: documentIds.length,
    },
    { ...allWordsQuery({ parsed, filter, facets: [] }), attributesToRetrieve: PASSAGE_FIELDS },
  ];
}

function peopleQueries({ parsed, viewer, criteria, tools }: Asked, pins: readonly Pinned[]): EngineQuery[] {
  const ids = idsOf(pins, 'person').flatMap((id) => tools.foldPeople.entriesOf(id));
  if (criteria.people === undefined || ids.length === 0) return [];
  const filter = tools.filters.people(viewer, { ...criteria.people, ids });
  const counted = allWordsPeopleQuery({ parsed, filter, facets: [] });
  return [{ ...counted, q: '' }, counted];
}

function idsOf(pins: readonly Pinned[], type: Pinned['type']): string[] {
  return pins.filter((pin) => pin.type === type).map(({ id }) => id);
}

/** The index may lag behind the store; the store is the truth. */
function readable(hits: PassageHit[], { viewer, tools }: Asked): RankedDocument<PassageHit>[] {
  const mayLeave = tools.lastCheck.documents(
    hits.map(({ documentId }) => documentId),
    viewer,
  );
  return hits.filter(({ documentId }) => mayLeave.has(documentId)).map(unrankedDocument);
}

function visible(hits: ReturnType<typeof personHits>, { viewer, tools }: Asked): RankedPerson[] {
  const mayLeave = tools.lastCheck.people(
    hits.map(({ id }) => id),
    viewer,
  );
  return tools.foldPeople.fold(hits.filter(({ id }) => mayLeave.has(id)).map(unranked));
}

function passageIds(hits: unknown[]): string[] {
  return passageHits(hits).map(({ documentId }) => documentId);
}

function inOrder(
  pins: readonly Pinned[],
  found: {
    documents: RankedDocument<PassageHit>[];
    people: RankedPerson[];
    counted: string[];
    shownAs(id: string): string;
  },
): PinnedHits {
  const documents = new Map(found.documents.map((document) => [document.documentId, document]));
  const people = new Map(found.people.map((person) => [person.id, person]));
  const shown = pins.map(({ type, id }) => ({ type, id: type === 'person' ? found.shownAs(id) : id }));
  const once = [...new Map(shown.map((pin) => [pin.id, pin])).values()];
  const order = once.filter(({ type, id }) => (type === 'person' ? people : documents).has(id));
  return {
    order,
    documents: order.flatMap(({ id }) => documents.get(id) ?? []),
    people: order.flatMap(({ id }) => people.get(id) ?? []),
    counted: new Set(found.counted.map(found.shownAs)),
  };
}

export function withPinnedDocuments(answer: DocumentAnswer, pinned: PinnedHits): DocumentAnswer {
  return withOnTop<RankedDocument, DocumentAnswer>(answer, {
    pinned: pinned.documents,
    counted: pinned.counted,
    idOf: ({ documentId }) => documentId,
  });
}

export function withPinnedPeople(answer: PeopleAnswer, pinned: PinnedHits): PeopleAnswer {
  return withOnTop<RankedPerson, PeopleAnswer>(answer, { pinned: pinned.people, counted: pinned.counted, idOf: ({ id }) => id });
}

interface Page {
  offset: number;
  limit: number;
}

interface Answer<Item> {
  total: number;
  ranked: Item[];
  further(page: Page): EngineQuery | undefined;
}

/** Everything else moves down; what was not found by itself is one more. */
function withOnTop<Item, Given extends Answer<Item>>(
  answer: Given,
  { pinned, counted, idOf }: { pinned: readonly Item[]; counted: ReadonlySet<string>; idOf(item: Item): string },
): Given {
  if (pinned.length === 0) return answer;
  const known = new Set(answer.ranked.map(idOf));
  const added = pinned.filter((item) => !known.has(idOf(item)));
  const isAllRanked = answer.total <= answer.ranked.length;
  return {
    ...answer,
    ranked: onTop(pinned, answer.ranked, idOf),
    total: answer.total + added.filter((item) => isAllRanked || !counted.has(idOf(item))).length,
    further: (page: Page) => answer.further(movedUp(page, added.length)),
  };
}

/** Those that were found by themselves keep what was found out about them. */
export function onTop<Item>(pinned: readonly Item[], found: readonly Item[], idOf: (item: Item) => string): Item[] {
  const known = new Map(found.map((item) => [idOf(item), item]));
  const ids = new Set(pinned.map(idOf));
  return [...pinned.map((item) => known.get(idOf(item)) ?? item), ...found.filter((item) => !ids.has(idOf(item)))];
}

function movedUp({ offset, limit }: Page, by: number): Page {
  const first = Math.max(0, offset - by);
  return { offset: first, limit: offset + limit - by - first };
}

/** The pinned ones of a page before all others. */
export function pinnedFirst(best: SearchResponse['best'], { order }: PinnedHits): SearchResponse['best'] {
  const here = new Set(best.map(({ id }) => id));
  return onTop(
    order.filter(({ id }) => here.has(id)),
    best,
    ({ id }) => id,
  );
}

const PART = { name: 'pinned', value: 1, note: 'an administrator put it on top for these words: before all others' };

export function markPinned<Hit extends { id: string; explanation?: Explanation | undefined }>(
  hits: readonly Hit[],
  { order }: PinnedHits,
): (Hit & { pinned?: boolean })[] {
  const ids = new Set(order.map(({ id }) => id));
  return hits.map((hit) => {
    if (!ids.has(hit.id)) return hit;
    const { explanation } = hit;
    return { ...hit, pinned: true, ...(explanation && { explanation: { parts: [PART, ...explanation.parts] } }) };
  });
}
