import type { Viewer } from '../../access/viewer.ts';
import { type ParsedQuery, parseQuery } from '../query/parse-query.ts';
import type { SearchTools } from '../search-tools.ts';
import { allWordsPeopleQuery, furtherPeopleQueries } from './people-queries.ts';
import { personHits } from './person-hit.ts';
import { rankPeople } from './rank-people.ts';

/** Whom a name, a part of it, an address or a sign-in name means; who is called exactly that alone, else all whose names have it. */
export async function peopleNamed(
  value: string,
  options: { viewer: Viewer; signal: AbortSignal; tools: SearchTools; limit?: number },
): Promise<{ id: string; name: string }[]> {
  const { viewer, signal, tools, limit = 100 } = options;
  const parsed: ParsedQuery = parseQuery(value);
  if (parsed.words.length === 0) return [];
  const plan = { parsed, filter: tools.filters.people(viewer, {}), facets: [] };
  const { page: _page, hitsPerPage: _hitsPerPage, facets: _facets, ...all } = allWordsPeopleQuery(plan);
  const results = await tools.multiSearch([{ ...all, limit }, ...furtherPeopleQueries(plan)], signal);
  const hits = personHits(results.flatMap((result) => result.hits));
  const ranked = rankPeople(parsed, hits).filter(({ nameCoverage, kind }) => nameCoverage === 1 && kind !== 'some');
  const exact = ranked.filter(({ isExact }) => isExact);
  const visible = tools.lastCheck.people(
    ranked.map(({ id }) => id),
    viewer,
  );
  const meant = (exact.length > 0 ? exact : ranked).filter(({ id }) => visible.has(id));
  const names = new Map(hits.map(({ id, name }) => [id, name]));
  return tools.foldPeople.fold(meant.slice(0, limit)).map(({ id }) => ({ id, name: names.get(id) ?? value }));
}
