import type { SearchResponse } from '../../contract/search.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import type { QueryMatcher } from '../rank/query-matcher.ts';
import { matchingTeams, presentTeam, type Teams } from './teams.ts';

const TEAMS_SHOWN = 3;

/** Teams whose name was typed; the first page shows a few of them. */
export async function findTeams(question: {
  parsed: ParsedQuery;
  matcher: QueryMatcher;
  query: { page: number };
  tools: { teams: Teams };
}): Promise<SearchResponse['teams']> {
  const { parsed, matcher, query, tools } = question;
  if (parsed.words.length === 0) return { total: 0, items: [] };
  const found = matchingTeams((await tools.teams.now()).teams, parsed);
  const shown = query.page === 1 ? found.slice(0, TEAMS_SHOWN) : [];
  return { total: found.length, items: shown.map((team) => presentTeam(team, matcher)) };
}
