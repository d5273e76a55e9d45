import type { Viewer } from '../../access/viewer.ts';
import type { ExpertHit } from '../../contract/search.ts';
import { prepareDocumentSearch } from '../documents/prepare-document-search.ts';
import { parseQuery } from '../query/parse-query.ts';
import { createQueryMatcher } from '../rank/query-matcher.ts';
import type { SearchTools } from '../search-tools.ts';
import { profileQueries } from './profile-queries.ts';
import { rankExperts } from './rank-experts.ts';
import { countQueries, visibleTerms } from './visible-terms.ts';

/** Who knows about it: from the documents that the viewer may read, and from what people say of themselves. */
export async function findExperts(options: {
  query: string;
  limit: number;
  explain?: boolean;
  viewer: Viewer;
  signal: AbortSignal;
  tools: SearchTools;
}): Promise<ExpertHit[]> {
  const { viewer, signal, tools } = options;
  // Nobody is typing here: the last word is a whole one.
  const parsed = parseQuery(`${options.query} `);
  if (parsed.words.length === 0) return [];
  const matcher = createQueryMatcher(parsed);
  const asking = { parsed, viewer, tools };
  // In two requests: the engine answers two at a time.
  const [counts, profiles] = await Promise.all([
    tools.multiSearch(countQueries(asking), signal),
    tools.multiSearch(profileQueries(asking), signal),
  ]);
  const search = await prepareDocumentSearch({
    parsed,
    criteria: {},
    viewer,
    sort: 'relevance',
    signal,
    // These tell of nothing that is hidden: the search has nothing left to count.
    tools: { ...tools, terms: { ...tools.terms, ...visibleTerms(tools.terms, counts) }, hidesFrom: () => false },
  });
  const documents = await search.answer(await tools.multiSearch(search.queries, signal));
  return rankExperts({ ...options, parsed, matcher, documents: documents.ranked, profiles });
}
