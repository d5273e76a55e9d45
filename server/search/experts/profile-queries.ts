import type { Viewer } from '../../access/viewer.ts';
import { engineText } from '../documents/document-queries.ts';
import { PERSON_FIELDS } from '../people/person-hit.ts';
import type { EngineQuery } from '../query/multi-search.ts';
import type { ParsedQuery, QueryWord } from '../query/parse-query.ts';
import type { SearchTools } from '../search-tools.ts';

const MOST_WORDS = 6;
const PROFILES = 50;

/** Words whose numbers of profiles are asked for: `profileQueries` has a query for each, after the one of all of them. */
export function profileWords({ words }: ParsedQuery): readonly QueryWord[] {
  return [...words].sort((a, b) => b.folded.length - a.folded.length).slice(0, MOST_WORDS);
}

/**
 * People who say something of it in their title, skills or biography. A query for each word as well: its total tells how telling
 * the word is among the people whom the viewer may see, and the engine would drop words from the end.
 */
export function profileQueries(options: { parsed: ParsedQuery; viewer: Viewer; tools: SearchTools }): EngineQuery[] {
  const { parsed, viewer, tools } = options;
  const filter = tools.filters.people(viewer, {});
  return [parsed.words, ...profileWords(parsed).map((word) => [word])].map((words) => ({
    index: 'people',
    q: engineText({ ...parsed, phrases: [], excluded: [] }, words),
    filter,
    matchingStrategy: 'last',
    attributesToSearchOn: ['title', 'skills', 'department', 'bio'],
    attributesToRetrieve: PERSON_FIELDS,
    limit: PROFILES,
  }));
}
