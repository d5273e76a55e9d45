import { fold } from '../search/text/fold.ts';
import type { DirectoryStore, StoredPerson } from '../store/state-store.ts';

/** A department and whom its people report to. */
export interface Team {
  name: string;
  manager: StoredPerson;
}

/** Read once in a while: it looks at everybody. */
const KEPT_MS = 60_000;

/** The departments of the directory, each with its manager: whom most of its people have above them. */
export function createTeams(options: { directory: DirectoryStore; sources: () => readonly string[]; now?: () => number }): {
  list(): Team[];
  named(name: string): Team | undefined;
} {
  const { directory, sources, now = Date.now } = options;
  let kept: { at: number; teams: Team[] } | undefined;

  function list(): Team[] {
    if (kept !== undefined && now() - kept.at < KEPT_MS) return kept.teams;
    kept = { at: now(), teams: readTeams(directory, sources()) };
    return kept.teams;
  }

  return { list, named: (name) => list().find((team) => fold(team.name) === fold(name)) };
}

function readTeams(directory: DirectoryStore, sources: readonly string[]): Team[] {
  const people = [...directory.people(directory.personIds(sources)).values()];
  const managers = directory.managersOf(people);
  const byName = Map.groupBy(
    people.filter(({ person }) => person.department !== undefined),
    ({ person }) => person.department ?? '',
  );
  return [...byName]
    .flatMap(([name, members]) => {
      const manager = mostNamed(members.flatMap(({ id }) => managers.get(id) ?? []));
      return manager === undefined || manager.disabled ? [] : [{ name, manager }];
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

function mostNamed(people: readonly StoredPerson[]): StoredPerson | undefined {
  const counts = [...Map.groupBy(people, ({ id }) => id).values()];
  return counts.sort((a, b) => b.length - a.length)[0]?.[0];
}
