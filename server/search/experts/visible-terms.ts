import type { Viewer } from '../../access/viewer.ts';
import { MOST_HITS } from '../index/index-settings.ts';
import type { EngineQuery, EngineResult } from '../query/multi-search.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import type { SearchTools } from '../search-tools.ts';
import type { TermReader } from '../terms/term-reader.ts';

/**
 * How many passages there are, and how many hold each word, of those that the viewer may read: for the first of these queries the
 * first figure, for the others the others.
 */
export function countQueries(options: { parsed: ParsedQuery; viewer: Viewer; tools: SearchTools }): EngineQuery[] {
  const { parsed, viewer, tools } = options;
  const filter = tools.filters.documents(viewer, {});
  return ['', ...parsed.words.map((word) => `${word.text} `)].map((q) => ({
    index: 'passages',
    q,
    filter,
    matchingStrategy: 'all',
    attributesToRetrieve: ['id'],
    limit: 0,
  }));
}

/** The length of a passage that all are compared with, words. */
const PASSAGE_WORDS = 150;

/**
 * The terms as if there were nothing but what the viewer may read: weights of words by all documents would tell, by a score that
 * moves, what is written in those that nobody shows them. The engine counts to a limit; beyond it the difference that one
 * document makes is none.
 */
export function visibleTerms(terms: TermReader, counts: readonly EngineResult[]): TermReader {
  const [passages = 0, ...frequencies] = counts.map((result) => result.estimatedTotalHits ?? 0);
  return {
    ...terms,
    understand(parsed, options) {
      const all = terms.understand(parsed, options);
      return {
        ...all,
        passages: passages < MOST_HITS ? passages : Math.max(passages, all.passages),
        frequencies: all.frequencies.map((known, n) => {
          const visible = frequencies[n] ?? 0;
          return visible < MOST_HITS ? visible : Math.max(visible, known);
        }),
        averageLength: PASSAGE_WORDS,
      };
    },
  };
}
