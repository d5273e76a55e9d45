import { prepareDocumentSearch } from '../documents/prepare-document-search.ts';
import { planPeopleSearch } from '../people/search-people.ts';
import { findPinned, type PinnedHits, withPinnedDocuments, withPinnedPeople } from '../pinned.ts';
import { documentCriteria, personCriteria } from '../query/criteria.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import type { SearchTools } from '../search-tools.ts';
import type { Asked, Side } from './kept-counts.ts';

interface Counting extends Asked {
  parsed: ParsedQuery;
  signal: AbortSignal;
  tools: SearchTools;
}

/** What the tabs say; of the side that this answer does not show only what is known, or when it is asked for. */
export async function countSides(
  counting: Counting,
  { people, documents }: Record<Side, { total: number } | undefined>,
): Promise<Record<Side, number | null>> {
  const { query, tools } = counting;
  const { keptCounts } = tools;
  const other = async (side: Side) => (query.counts ? await countSide(side, counting) : (keptCounts.get(counting, side) ?? null));
  if (people) keptCounts.put(counting, 'people', people.total);
  if (documents) keptCounts.put(counting, 'documents', documents.total);
  const [ofPeople, ofDocuments] = await Promise.all([people?.total ?? other('people'), documents?.total ?? other('documents')]);
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
