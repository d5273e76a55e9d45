import type { Database } from './database.ts';
import { createGroups } from './directory-groups.ts';
import { createManagers } from './directory-managers.ts';
import { createPeople } from './directory-people.ts';
import { createFindPeople } from './find-people.ts';
import { createHolders } from './holders.ts';
import { createKnownPrincipals } from './known-principals.ts';
import { createMemberships } from './memberships.ts';
import { integer } from './rows.ts';
import { createSamePerson } from './same-person.ts';
import type { DirectoryStore } from './state-store.ts';

/** Our own copy of the directory. `accessChanged` is called within the transaction that changes what somebody may read. */
export function createDirectory(database: Database, on: { accessChanged(): void }): DirectoryStore {
  const { open, closeMemberships, ...memberships } = createMemberships(database, on);
  const { open: identityOpen, ...samePerson } = createSamePerson(database, on);
  const reactions = { accessChanged: on.accessChanged, membershipsOpen: open, identityOpen };
  const counts = database.sql.prepare('SELECT (SELECT count(*) FROM people) AS people, (SELECT count(*) FROM groups) AS groups');
  return {
    ...createPeople(database, reactions),
    ...createFindPeople(database),
    ...createManagers(database),
    ...createGroups(database, reactions),
    ...createHolders(database),
    ...createKnownPrincipals(database),
    ...memberships,
    ...samePerson,
    closeMemberships(source) {
      closeMemberships(source);
      samePerson.joinPeople();
    },
    counts() {
      const row = counts.get();
      return row ? { people: integer(row, 'people'), groups: integer(row, 'groups') } : { people: 0, groups: 0 };
    },
  };
}
