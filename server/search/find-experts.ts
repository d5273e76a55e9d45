import type { Viewer } from '../access/viewer.ts';
import type { ExpertHit } from '../contract/search.ts';
import { engineText } from './documents/document-queries.ts';
import { prepareDocumentSearch } from './documents/prepare-document-search.ts';
import { rankExperts } from './experts.ts';
import { PERSON_FIELDS, personHits } from './people/person-hit.ts';
import type { EngineQuery } from './query/multi-search.ts';
import { type ParsedQuery, parseQuery } from './query/parse-query.ts';
import { createQueryMatcher } from './rank/query-matcher.ts';
import type { SearchTools } from './search-tools.ts';

/** Who knows about it, from one multi-search over documents and profiles. */
export async function findExperts(options: {
  query: string;
  limit: number;
  viewer: Viewer;
  signal: AbortSignal;
  tools: SearchTools;
}): Promise<ExpertHit[]> {
  const { viewer, signal, tools, limit } = options;
  // Nobody is typing here: the last word is a whole one.
  const parsed = parseQuery(`${options.query} `);
  if (parsed.words.length === 0) return [];
  const matcher = createQueryMatcher(parsed);
  const search = await prepareDocumentSearch({ parsed, criteria: {}, viewer, sort: 'relevance', signal, tools });
  const results = await tools.multiSearch([profileQuery({ parsed, viewer, tools }), ...search.queries], signal);
  const [profiles, ...documents] = results;
  return rankExperts({
    parsed,
    matcher,
    documents: (await search.answer(documents)).ranked,
    profiles: personHits(profiles?.hits ?? []),
    viewer,
    limit,
    ...tools,
  });
}

/** People who say something of it in their title, skills or biography. */
export function profileQuery(options: { parsed: ParsedQuery; viewer: Viewer; tools: SearchTools }): EngineQuery {
  const { parsed, viewer, tools } = options;
  return {
    index: 'people',
    q: engineText(parsed, parsed.words),
    filter: tools.filters.people(viewer, {}),
    matchingStrategy: 'last',
    attributesToSearchOn: ['title', 'skills', 'department', 'bio'],
    attributesToRetrieve: PERSON_FIELDS,
    limit: 50,
  };
}
