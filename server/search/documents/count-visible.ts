import type { EngineQuery, EngineResult } from '../query/multi-search.ts';
import type { QueryTerms } from '../terms/query-terms.ts';
import type { DocumentSearchOptions } from './document-search-options.ts';
import { amongVisible, countedPassages, passagesQuery, unweighted, wordQuery } from './visible-terms.ts';

/** Counts what the viewer may read, in the same request as the search itself. */
export interface VisibleCounting {
  queries: EngineQuery[];
  /** With the results of `queries`: terms as the viewer may know them. */
  known(results: readonly EngineResult[]): <Terms extends QueryTerms>(all: Terms) => Terms;
}

/** Each takes the engine about a millisecond, of 300,000 passages; long questions lose by words that are not counted. */
const MOST_COUNTED = 24;
/** Of a word that stands in more passages, one of them less changes no score that is told (to three decimals). */
const RARE = 1000;

/**
 * Nothing is counted for who may read everything. Of words that are not rare the viewer has the same share as of all passages; rare
 * ones that would be too many count like the most common of those that are counted.
 */
export function planVisibleCounting(options: DocumentSearchOptions & { terms: QueryTerms }): VisibleCounting | undefined {
  const { parsed, terms, viewer, filters, hidesFrom } = options;
  if (!hidesFrom(viewer)) return undefined;
  // Of a single word the weight falls out: every score is divided by the best.
  if (parsed.words.length < 2) return { queries: [], known: () => unweighted };
  const filter = filters.documents(viewer, {});
  const rare = parsed.words.map((word, n) => ({ word, n })).filter(({ n }) => (terms.frequencies[n] ?? 0) <= RARE);

  return {
    queries: [passagesQuery(filter), ...rare.slice(0, MOST_COUNTED).map(({ word }) => wordQuery(word, filter))],
    known([passages, ...words]) {
      const counts = words.map(({ estimatedTotalHits = 0 }) => estimatedTotalHits);
      const most = Math.max(0, ...counts);
      const known = new Map(rare.map(({ n }, position) => [n, counts[position] ?? most]));
      const visible = { passages: countedPassages(passages), frequencies: parsed.words.map((_, n) => known.get(n)) };
      return (all) => amongVisible(all, visible);
    },
  };
}
