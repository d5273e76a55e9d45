import type { DocumentCriteria } from '../../access/filter.ts';
import type { EngineQuery, EngineResult } from '../query/multi-search.ts';
import type { QueryTerms } from '../terms/query-terms.ts';
import { alternativeQueries } from './alternative-queries.ts';
import { allWordsQuery, countQuery, type DocumentQuery, lineQuery, rotations, theseDocumentsQuery } from './document-queries.ts';
import type { DocumentSearchOptions } from './document-search-options.ts';
import { type Candidate, candidates } from './passage-hit.ts';
import { type SimilarPassages, similarPassages, similarQuery } from './similar-passages.ts';

/** What the engine found for one filter. */
export interface Found {
  /** With all the words, by the engine's count. */
  total: number;
  all: Candidate[];
  /** With some of them. */
  some: Candidate[];
  /** Near in meaning; whoever was not among the others. */
  similar: SimilarPassages;
  byMeaning: Candidate[];
  /** By another way to say it; among them are some that have the words of a phrase somewhere. */
  alternative: Candidate[];
  /** Found by other ways to say it, and not among those that the engine counts. */
  otherwise: ReadonlySet<string>;
  distribution: EngineResult['facetDistribution'];
  /** More documents have all the words than are ranked: totals and facets are the engine's, and deep pages too. */
  byEngine: boolean;
}

/** The queries for one filter; `found` takes their results in the same order, and asks once more for what only they could tell. */
export interface Retrieval {
  queries: EngineQuery[];
  found(results: EngineResult[]): Promise<Found>;
}

/**
 * So many words are seldom all in more documents than are ranked, and those that are ranked we count ourselves: only when there are
 * more is the engine asked to count by facets, which takes it as long as finding them.
 */
const MANY_WORDS = 3;

export function planRetrieval(
  options: DocumentSearchOptions & { terms: QueryTerms },
  criteria: DocumentCriteria,
  facets: readonly string[],
): Retrieval {
  const { parsed, terms, expansions = [], vector, viewer, filters, multiSearch, signal } = options;
  const filter = filters.documents(viewer, criteria);
  const counted: DocumentQuery = { parsed, filter, facets };
  const isCountedLater = parsed.words.length >= MANY_WORDS;
  const plan = { ...counted, terms, byMeaning: vector !== undefined, facets: isCountedLater ? [] : facets };
  const byWords = [allWordsQuery(plan), lineQuery(plan), ...rotations(plan)].filter((query) => query !== undefined);
  const filterOf = (language: string | undefined) => filters.documents(viewer, ofLanguage(criteria, language));
  const byAlternatives = alternativeQueries({ parsed, expansions, filterOf });
  // Vectors know no folders: what is near in meaning elsewhere falls out when its documents are looked up (`theseQuery`).
  const anywhere = filters.documents(viewer, { ...criteria, folder: undefined });
  const bySimilarity = vector === undefined ? [] : [similarQuery(vector, anywhere)];

  async function found(results: EngineResult[]): Promise<Found> {
    const [all, ...rotated] = results.slice(0, byWords.length);
    const others = results.slice(byWords.length, byWords.length + byAlternatives.length);
    const similar = similarPassages(results.slice(byWords.length + byAlternatives.length).flatMap(({ hits }) => hits));
    const allHits = candidates(all?.hits ?? []);
    const alternative = candidates(others.flatMap(({ hits }) => hits));
    const some = candidates(rotated.flatMap(({ hits }) => hits));
    const total = all?.totalHits ?? 0;
    const byEngine = parsed.phrases.length === 0 && total > allHits.length;
    const known = new Set([...allHits, ...some, ...alternative].map(({ documentId }) => documentId));
    const unknown = similar.documentIds.filter((id) => !known.has(id));
    const rephrased = new Set(byEngine ? alternative.map(({ documentId }) => documentId) : []);
    const [described, counts, withAllWords] = await askOnce([
      unknown.length === 0 ? undefined : theseDocumentsQuery({ ...ofThese(unknown), count: unknown.length }),
      byEngine && isCountedLater ? countQuery(counted) : undefined,
      rephrased.size === 0 ? undefined : { ...allWordsQuery(ofThese(rephrased)), hitsPerPage: rephrased.size },
    ]);
    return {
      total,
      all: allHits,
      some,
      alternative,
      similar,
      byMeaning: candidates(described?.hits ?? []),
      otherwise: rephrased.difference(new Set(candidates(withAllWords?.hits ?? []).map(({ documentId }) => documentId))),
      distribution: (counts ?? all)?.facetDistribution,
      byEngine,
    };
  }

  /** In one request, and none when nothing is missing. */
  async function askOnce(queries: readonly (EngineQuery | undefined)[]): Promise<(EngineResult | undefined)[]> {
    const results = await multiSearch(
      queries.filter((query) => query !== undefined),
      signal,
    );
    return queries.map((query) => (query === undefined ? undefined : results.shift()));
  }

  function ofThese(documentIds: Iterable<string>): DocumentQuery {
    return { parsed, filter: filters.documents(viewer, { ...criteria, documentIds: [...documentIds] }), facets: [] };
  }

  return { queries: [...byWords, ...byAlternatives, ...bySimilarity], found };
}

function ofLanguage(criteria: DocumentCriteria, language: string | undefined): DocumentCriteria {
  if (language === undefined) return criteria;
  const wanted = criteria.language ?? [language];
  return { ...criteria, language: wanted.filter((one) => one === language) };
}
