import type { DocumentCriteria, Filter } from '../../access/filter.ts';
import type { EngineQuery, EngineResult } from '../query/multi-search.ts';
import type { QueryTerms } from '../terms/query-terms.ts';
import { alternativeQueries } from './alternative-queries.ts';
import {
  allWordsQuery,
  countQuery,
  type DocumentQuery,
  lineQuery,
  ROTATIONS_AMONG_MANY,
  rotations,
  rotationsOfWords,
} from './document-queries.ts';
import type { DocumentSearchOptions } from './document-search-options.ts';
import { type Candidate, candidates } from './passage-hit.ts';
import { type SimilarPassages, similarPassages, similarQuery } from './similar-passages.ts';
import { lookForSomeWords } from './some-words.ts';

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

/** What is near in meaning is asked for in a request of its own, as soon as the vector is there. */
export async function planRetrieval(
  options: DocumentSearchOptions & { terms: QueryTerms },
  criteria: DocumentCriteria,
  facets: readonly string[],
): Promise<Retrieval> {
  const { parsed, terms, expansions = [], isAmongMany, viewer, filters, multiSearch, signal } = options;
  const filter = filters.documents(viewer, criteria);
  const counted: DocumentQuery = { parsed, filter, facets };
  const isCountedLater = parsed.words.length >= MANY_WORDS;
  const meaning = askByMeaning(options, criteria, filter);
  const someWords = lookForSomeWords(options, criteria, filter);
  const isMeaningEnough = isAmongMany && (someWords !== undefined || (await meaning.isAsked()));
  const plan = { ...counted, terms, isMeaningEnough, facets: isCountedLater ? [] : facets };
  const rotated = someWords === undefined ? rotations(plan) : [];
  const byWords = [allWordsQuery(plan), lineQuery(plan), ...rotated].filter((query) => query !== undefined);
  const filterOf = (language: string | undefined) => filters.documents(viewer, ofLanguage(criteria, language));
  const byAlternatives = alternativeQueries({ parsed, expansions, filterOf });

  async function found(results: EngineResult[]): Promise<Found> {
    const [all, ...others] = results.slice(0, byWords.length);
    const allHits = candidates(all?.hits ?? []);
    const alternative = candidates(results.slice(byWords.length).flatMap(({ hits }) => hits));
    const byLine = candidates(others.flatMap(({ hits }) => hits));
    const total = all?.totalHits ?? 0;
    const byEngine = parsed.phrases.length === 0 && total > allHits.length;
    const rephrased = new Set(byEngine ? alternative.map(({ documentId }) => documentId) : []);
    const known = new Set([...allHits, ...byLine, ...alternative].map(({ documentId }) => documentId));
    const [listed, [similar, byMeaning]] = await Promise.all([someWords, meaning.besides(known)]);
    // What holds all the words tells that none of them is a slip.
    const missing = allHits.length + byLine.length > 0 ? undefined : listed?.missing;
    const instead = someWords === undefined ? [] : listed === undefined ? rotations(plan) : rotationsOfWords(plan, missing);
    const [counts, withAllWords, ...rotatedLater] = await askOnce([
      byEngine && isCountedLater ? countQuery(counted) : undefined,
      rephrased.size === 0 ? undefined : { ...allWordsQuery(ofThese(rephrased)), hitsPerPage: rephrased.size },
      ...instead,
    ]);
    const rotatedHits = candidates(rotatedLater.flatMap((result) => result?.hits ?? []));
    return {
      total,
      all: allHits,
      some: [...byLine, ...(listed?.candidates ?? []), ...rotatedHits],
      alternative,
      similar,
      byMeaning,
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

  return { queries: [...byWords, ...byAlternatives], found };
}

/** Vectors that have to be read from the disk first, as after a start, are not waited for. */
const PATIENCE_MS = 2000;

/** As soon as the question is a vector. */
function askByMeaning(options: DocumentSearchOptions, criteria: DocumentCriteria, filter: Filter) {
  const { parsed, isAmongMany, vector, viewer, filters, multiSearch, fetchCandidates, signal } = options;
  // Vectors know no folders: what is near in meaning elsewhere falls out when its documents are looked up.
  const anywhere = filters.documents(viewer, { ...criteria, folder: undefined });
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  const asked = vector
    ?.then((known) => (known && multiSearch([similarQuery(known, { filter: anywhere, isAmongMany })], inTime)) ?? [])
    // Words alone decide, and tell if it is the engine that does not answer.
    .catch(() => [])
    .then((results) => similarPassages(results.flatMap(({ hits }) => hits)));

  return {
    /** And what has to be known of their documents, where it is not known already. */
    async besides(known: ReadonlySet<string>): Promise<[SimilarPassages, Candidate[]]> {
      const similar = (await asked) ?? similarPassages([]);
      const unknown = similar.passages.filter(({ documentId }) => !known.has(documentId));
      const nearest = new Map(unknown.toReversed().map(({ documentId, id }) => [documentId, id]));
      return [similar, await fetchCandidates([...nearest.values()], filter, signal)];
    },
    /** Waits only where more than it would find is asked for without it. */
    isAsked: async () => (parsed.words.length > ROTATIONS_AMONG_MANY ? (await vector) !== undefined : vector !== undefined),
  };
}

function ofLanguage(criteria: DocumentCriteria, language: string | undefined): DocumentCriteria {
  if (language === undefined) return criteria;
  const wanted = criteria.language ?? [language];
  return { ...criteria, language: wanted.filter((one) => one === language) };
}
