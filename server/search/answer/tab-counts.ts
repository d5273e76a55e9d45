import type { Viewer } from '../../access/viewer.ts';
import type { AclStore } from '../../store/state-store.ts';
import { prepareDocumentSearch } from '../documents/prepare-document-search.ts';
import type { EffectiveQuery } from '../operators/understand.ts';
import { planPeopleSearch } from '../people/search-people.ts';
import { findPinned, type PinnedHits, withPinnedDocuments, withPinnedPeople } from '../pinned.ts';
import { documentCriteria, personCriteria } from '../query/criteria.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import type { SearchTools } from '../search-tools.ts';

export type Side = 'people' | 'documents';

/** Totals of the sides of a question, kept for a while: whoever goes from tab to tab asks for the same again and again. */
export interface KeptCounts {
  get(asked: Asked, side: Side): number | undefined;
  put(asked: Asked, side: Side, total: number): void;
}

interface Asked {
  query: EffectiveQuery;
  viewer: Viewer;
}

const KEPT_MS = 30_000;
const KEPT = 500;

export function createKeptCounts({ acls }: { acls: Pick<AclStore, 'generation'> }): KeptCounts {
  const kept = new Map<string, { at: number; total: number }>();
  const keyOf = ({ query, viewer }: Asked, side: Side) => {
    const { page: _page, pageSize: _pageSize, type: _type, explain: _explain, ...rest } = query;
    // With other rights it is another question.
    return JSON.stringify([side, acls.generation(), [...viewer.principals].sort(), rest]);
  };
  return {
    get(asked, side) {
      const found = kept.get(keyOf(asked, side));
      return found === undefined || Date.now() - found.at > KEPT_MS ? undefined : found.total;
    },
    put(asked, side, total) {
      if (kept.size >= KEPT) kept.clear();
      kept.set(keyOf(asked, side), { at: Date.now(), total });
    },
  };
}

interface Counting extends Asked {
  parsed: ParsedQuery;
  signal: AbortSignal;
  tools: SearchTools;
}

/** What the tabs say, also of the side that this answer does not show. */
export async function countSides(
  counting: Counting,
  { people, documents }: Record<Side, { total: number } | undefined>,
): Promise<Record<Side, number>> {
  const { keptCounts } = counting.tools;
  if (people) keptCounts.put(counting, 'people', people.total);
  if (documents) keptCounts.put(counting, 'documents', documents.total);
  const [ofPeople, ofDocuments] = await Promise.all([
    people?.total ?? countSide('people', counting),
    documents?.total ?? countSide('documents', counting),
  ]);
  return { people: ofPeople, documents: ofDocuments };
}

/** Exactly as the side itself would count it. */
async function countSide(side: Side, counting: Counting): Promise<number> {
  const { tools } = counting;
  const known = tools.keptCounts.get(counting, side);
  if (known !== undefined) return known;
  const total = side === 'people' ? await countPeopleSide(counting) : await countDocumentSide(counting);
  tools.keptCounts.put(counting, side, total);
  return total;
}

async function countPeopleSide(counting: Counting): Promise<number> {
  const { query, parsed, viewer, signal, tools } = counting;
  const search = planPeopleSearch({ parsed, criteria: personCriteria(query), viewer, ...tools });
  const found = search.answer(await tools.multiSearch(search.queries, signal));
  const { recount } = found;
  const people = recount ? recount.answer(await tools.multiSearch(recount.queries, signal)) : found;
  return withPinnedPeople(people, await pinnedOn('people', counting)).total;
}

async function countDocumentSide(counting: Counting): Promise<number> {
  const { query, parsed, viewer, signal, tools } = counting;
  const criteria = documentCriteria(query);
  const search = await prepareDocumentSearch({ parsed, criteria, viewer, sort: query.sort, signal, tools });
  const documents = await search.answer(await tools.multiSearch(search.queries, signal));
  return withPinnedDocuments(documents, await pinnedOn('documents', counting)).total;
}

/** What administrators put on top counts where it is shown. */
async function pinnedOn(side: Side, counting: Counting): Promise<PinnedHits> {
  const { query } = counting;
  const isShown = query.sort === 'relevance';
  return await findPinned({
    ...counting,
    criteria: {
      documents: isShown && side === 'documents' ? documentCriteria(query) : undefined,
      people: isShown && side === 'people' ? personCriteria(query) : undefined,
    },
  });
}
