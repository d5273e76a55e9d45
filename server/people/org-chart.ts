import type { OrgChart } from '../contract/people.ts';
import type { Roster, RosterPerson } from './roster.ts';

/** Browsers ask again when the photo is another one; more of its version is not needed for that. */
const PHOTO_MARK = 6;

/** The chart column by column, everybody or those below one; undefined when that one is not there. */
export function orgChart(roster: Roster, root?: string): OrgChart | undefined {
  const top = root === undefined ? undefined : roster.places.get(root);
  if (root !== undefined && top === undefined) return undefined;
  const shown = top === undefined ? roster.people.map((_person, place) => place) : placesBelow(roster.people, top);
  const rowOf = new Map(shown.map((place, row) => [place, row]));
  const people = shown.flatMap((place) => roster.people[place] ?? []);
  const words = new Map<string, number>();
  const wordOf = (text: string | null) => {
    if (text === null) return -1;
    const known = words.get(text) ?? words.size;
    words.set(text, known);
    return known;
  };
  return {
    ids: people.map(({ id }) => id),
    names: people.map(({ name }) => name),
    titles: people.map(({ title }) => wordOf(title)),
    departments: people.map(({ department }) => wordOf(department)),
    managers: people.map(({ manager }) => rowOf.get(manager) ?? -1),
    photos: people.map(({ photoVersion }) => photoVersion?.slice(0, PHOTO_MARK) ?? ''),
    words: [...words.keys()],
    problems: roster.problems.flatMap(({ code, people: places }) => {
      const rows = places.flatMap((place) => rowOf.get(place) ?? []);
      return rows.length === 0 || (code === 'several-tops' && rows.length < 2) ? [] : [{ code, people: rows }];
    }),
  };
}

/** The person and everybody below, in the order of the roster. */
function placesBelow(people: readonly RosterPerson[], top: number): number[] {
  const reports = new Map<number, number[]>();
  people.forEach(({ manager }, place) => {
    const known = reports.get(manager);
    if (known === undefined) reports.set(manager, [place]);
    else known.push(place);
  });
  const found = [top];
  for (const place of found) for (const report of reports.get(place) ?? []) if (report !== top) found.push(report);
  return found.sort((a, b) => a - b);
}
