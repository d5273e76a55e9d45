import type { TeamHit } from '../../contract/search.ts';
import { headOf } from '../../people/browse.ts';
import type { Roster, RosterPerson, Rosters } from '../../people/roster.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import type { QueryMatcher } from '../rank/query-matcher.ts';
import { fold } from '../text/fold.ts';
import { markAll } from '../text/mark.ts';
import { isStopWord } from '../text/stop-words.ts';
import { wordsOf } from '../text/words.ts';

/** A department with its people. */
export interface Team {
  name: string;
  /** Folded. */
  words: readonly string[];
  people: readonly RosterPerson[];
  head: RosterPerson | undefined;
}

/** The departments of the directory, which is for everybody. */
export interface Teams {
  now(): Promise<TeamList>;
  /** As they were when somebody last asked: typing waits for nothing. */
  latest(): TeamList;
}

export interface TeamList {
  teams: readonly Team[];
  roster: Roster | undefined;
}

export function createTeams(rosters: Rosters): Teams {
  let latest: TeamList = { teams: [], roster: undefined };

  async function now(): Promise<TeamList> {
    const roster = await rosters();
    if (latest.roster !== roster) latest = { teams: teamsOf(roster), roster };
    return latest;
  }

  return {
    now,
    latest() {
      // Whoever needs them next has them; who fails is asked again.
      now().catch(() => undefined);
      return latest;
    },
  };
}

function teamsOf(roster: Roster): Team[] {
  const byName = Map.groupBy(
    roster.people.filter(({ department }) => department !== null && department !== ''),
    ({ department }) => department ?? '',
  );
  return [...byName].map(([name, people]) => ({
    name,
    words: wordsOf(name).map(({ folded }) => folded),
    people,
    head: headOf(roster, people)?.person,
  }));
}

/** "Team Finance", "Abteilung Einkauf": what says only that a team is meant. */
const SAYS_TEAM: ReadonlySet<string> = new Set(['team', 'teams', 'department', 'dept', 'abteilung', 'bereich', 'gruppe']);

/** Teams in whose names all the telling words stand; the name itself first, then the shorter, then the larger. */
export function matchingTeams(teams: readonly Team[], parsed: ParsedQuery): Team[] {
  const telling = parsed.words.filter(({ folded }) => !SAYS_TEAM.has(folded) && !isStopWord(folded));
  if (telling.length === 0 || parsed.excluded.length > 0) return [];
  const line = telling.map(({ folded }) => folded).join(' ');
  const isMet = (word: (typeof telling)[number], { words }: Team) =>
    words.some((known) => known === word.folded || (word.isPrefix && known.startsWith(word.folded)));
  const rank = ({ words, people }: Team) => [Number(words.join(' ') !== line), words.length, -people.length];
  return teams.filter((team) => telling.every((word) => isMet(word, team))).sort((a, b) => compared(rank(a), rank(b)));
}

/** The teams that somebody means by a value: the one of that name, else all that have its words or their beginnings. */
export function teamsNamed(teams: readonly Team[], value: string): Team[] {
  const wanted = wordsOf(value).map(({ folded }) => folded);
  if (wanted.length === 0) return [];
  const same = teams.filter(({ name, words }) => fold(name) === fold(value) || words.join(' ') === wanted.join(' '));
  if (same.length > 0) return same;
  return teams.filter(({ words }) => wanted.every((word) => words.some((known) => known.startsWith(word))));
}

export function presentTeam({ name, people, head }: Team, matcher: QueryMatcher): TeamHit {
  return {
    name,
    nameMarked: markAll(name, matcher),
    people: people.length,
    head: head === undefined ? null : { id: head.id, name: head.name },
  };
}

/** The person and everybody below, at any depth; ids. */
export function everybodyUnder({ people, places }: Roster, id: string): string[] {
  const top = places.get(id);
  if (top === undefined) return [];
  const reports = Map.groupBy(people.keys(), (place) => people[place]?.manager ?? -1);
  const found = [top];
  for (const place of found) for (const report of reports.get(place) ?? []) found.push(report);
  return found.flatMap((place) => people[place]?.id ?? []);
}

function compared(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, n) => value !== b[n]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
