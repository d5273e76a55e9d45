import type { Filter } from '../../access/filter.ts';
import { MOST_HITS } from '../index/index-settings.ts';
import type { EngineQuery, EngineResult } from '../query/multi-search.ts';
import type { QueryWord } from '../query/parse-query.ts';
import type { QueryTerms } from '../terms/query-terms.ts';

/** Of what one viewer may read. */
export interface VisibleCounts {
  passages: number;
  /** How many of them hold each word of the query, exact below `MOST_HITS`, beyond it "at least"; undefined: not counted. */
  frequencies: readonly (number | undefined)[];
}

/** How many passages a filter lets through; its result is for `countedPassages`. */
export function passagesQuery(filter: Filter): EngineQuery {
  // Unlike totals, counts of a facet go beyond `MOST_HITS`; every passage has a schema.
  return { index: 'passages', q: '', filter, attributesToRetrieve: ['id'], limit: 0, facets: ['schema'] };
}

export function countedPassages(result: EngineResult | undefined): number {
  return Object.values(result?.facetDistribution?.schema ?? {}).reduce((sum, count) => sum + count, 0);
}

/** How many of them hold a word: the estimated total of its result. */
export function wordQuery({ text, isPrefix }: QueryWord, filter: Filter): EngineQuery {
  const q = isPrefix ? text : `${text} `;
  return { index: 'passages', q, filter, matchingStrategy: 'all', attributesToRetrieve: ['id'], limit: 0 };
}

/**
 * The terms with every word as telling as the others: where there is no time to count, and all that is found has all the words.
 */
export function unweighted<Terms extends QueryTerms>(all: Terms): Terms {
  return { ...all, frequencies: all.frequencies.map(() => 0), averageLength: PASSAGE_WORDS };
}

/** The length of a passage that all are compared with, words. */
const PASSAGE_WORDS = 150;

/**
 * The terms as if there were nothing but what the viewer may read: weights of words by all documents would tell, by a score that
 * moves, what is written in those that nobody shows them. Of words that were not counted, or not to the end, the viewer has the
 * same share as of all passages; the difference that one document makes there is none.
 */
export function amongVisible<Terms extends QueryTerms>(all: Terms, { passages, frequencies }: VisibleCounts): Terms {
  const share = all.passages === 0 ? 1 : passages / all.passages;
  return {
    ...all,
    passages,
    frequencies: all.frequencies.map((known, n) => {
      const visible = frequencies[n];
      if (visible !== undefined && visible < MOST_HITS) return visible;
      return Math.max(visible ?? 0, Math.round(known * share));
    }),
    averageLength: PASSAGE_WORDS,
  };
}
