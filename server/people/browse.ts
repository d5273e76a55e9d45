import type { Roster, RosterPerson } from './roster.ts';

export interface Counted {
  name: string;
  count: number;
}

/** How many there are of each, by letter, by team and by place. */
export function overviewOf({ people }: Roster): { letters: Counted[]; departments: Counted[]; locations: Counted[] } {
  return {
    letters: countedBy(people, letterOf).sort((a, b) => (a.name < b.name ? -1 : 1)),
    departments: countedBy(people, ({ department }) => department),
    locations: countedBy(people, ({ location }) => location),
  };
}

export function listOf(
  { people }: Roster,
  wanted: { letter?: string | undefined; department?: string | undefined; location?: string | undefined },
): RosterPerson[] {
  const { letter, department, location } = wanted;
  return people.filter(
    (person) =>
      (letter === undefined || letterOf(person) === letter) &&
      (department === undefined || person.department === department) &&
      (location === undefined || person.location === location),
  );
}

/**
 * To whom most of these people report, directly or through others of the team: whoever of the team has the most of it below, else the
 * one outside of it to whom most report directly.
 */
export function headOf({ people }: Roster, team: readonly RosterPerson[]): { person: RosterPerson; reports: number } | undefined {
  const members = new Set(team);
  const [within, outside] = [new Map<RosterPerson, number>(), new Map<RosterPerson, number>()];
  for (const member of team) {
    const manager = people[member.manager];
    if (manager !== undefined && !members.has(manager)) outside.set(manager, (outside.get(manager) ?? 0) + 1);
    for (let at = manager; at !== undefined && members.has(at); at = people[at.manager])
      within.set(at, (within.get(at) ?? 0) + 1);
  }
  const best = (counts: Map<RosterPerson, number>) => [...counts].sort((a, b) => b[1] - a[1])[0];
  const [inside, above] = [best(within), best(outside)];
  const head = inside !== undefined && (above === undefined || inside[1] >= above[1]) ? inside : above;
  return head && { person: head[0], reports: head[1] };
}

export function countedBy<Item>(items: readonly Item[], valueFor: (item: Item) => string | null): Counted[] {
  const counts = new Map<string, number>();
  for (const item of items) {
    const value = valueFor(item);
    if (value !== null && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

function letterOf({ sortName }: RosterPerson): string {
  const first = sortName.charAt(0).toUpperCase();
  return /^[A-Z]$/.test(first) ? first : '#';
}
