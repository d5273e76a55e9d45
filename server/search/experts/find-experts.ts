import type { Viewer } from '../../access/viewer.ts';
import type { ExpertHit } from '../../contract/search.ts';
import { prepareDocumentSearch } from '../documents/prepare-document-search.ts';
import { parseQuery } from '../query/parse-query.ts';
import { createQueryMatcher } from '../rank/query-matcher.ts';
import type { SearchTools } from '../search-tools.ts';
import { profileQueries } from './profile-queries.ts';
import { rankExperts } from './rank-experts.ts';

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
  const [documents, profiles] = await Promise.all([
    prepareDocumentSearch({ parsed, criteria: {}, viewer, sort: 'relevance', signal, tools }).then(async (search) =>
      search.answer(await tools.multiSearch(search.queries, signal)),
    ),
    // In a request of its own: the engine answers two at a time.
    tools.multiSearch(profileQueries({ parsed, viewer, tools }), signal),
  ]);
  return rankExperts({ ...options, parsed, matcher, documents: documents.ranked, profiles });
}
