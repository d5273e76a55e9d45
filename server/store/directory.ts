import type { Database } from './database.ts';
import { createGroups } from './directory-groups.ts';
import { createManagers } from './directory-managers.ts';
import { createPeople } from './directory-people.ts';
import { createMemberships } from './memberships.ts';
import { integer } from './rows.ts';
import type { DirectoryStore } from './state-store.ts';

/** Our own copy of the directory. `accessChanged` is called within the transaction that changes what somebody may read. */
export function createDirectory(database: Database, on: { accessChanged(): void }): DirectoryStore {
  const { open, ...memberships } = createMemberships(database, on);
  const reactions = { accessChanged: on.accessChanged, membershipsOpen: open };
  const counts = database.sql.prepare('SELECT (SELECT count(*) FROM people) AS people, (SELECT count(*) FROM groups) AS groups');
  return {
    ...createPeople(database, reactions),
    ...createManagers(database),
    ...createGroups(database, reactions),
    ...memberships,
    counts() {
      const row = counts.get();
      return row ? { people: integer(row, 'people'), groups: integer(row, 'groups') } : { people: 0, groups: 0 };
    },
  };
}
