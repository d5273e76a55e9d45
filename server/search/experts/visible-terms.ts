import type { Viewer } from '../../access/viewer.ts';
import { amongVisible, countedPassages, passagesQuery, wordQuery } from '../documents/visible-terms.ts';
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
  return [passagesQuery(filter), ...parsed.words.map((word) => wordQuery(word, filter))];
}

/** A reader that knows of nothing else; `counts` are the results of `countQueries`. */
export function visibleTerms(terms: TermReader, [passages, ...words]: readonly EngineResult[]): TermReader {
  const counts = {
    passages: countedPassages(passages),
    frequencies: words.map(({ estimatedTotalHits = 0 }) => estimatedTotalHits),
  };
  return { ...terms, understand: (parsed, options) => amongVisible(terms.understand(parsed, options), counts) };
}
