import type { Database } from './database.ts';
import { SELECT_PERSON, toPerson } from './person-rows.ts';
import { integer, text } from './rows.ts';
import type { DirectoryStore, StoredPerson } from './state-store.ts';

type Managers = Pick<
  DirectoryStore,
  'managerOf' | 'managersOf' | 'managerChain' | 'reportsOf' | 'reportCounts' | 'organisationSize'
>;

/** Who reports to whom, by the manager's key within the same source; directories hold circles, and nothing here runs in one. */
export function createManagers({ sql }: Database): Managers {
  const byKey = sql.prepare(`${SELECT_PERSON} WHERE people.source = ? AND people.key = ? AND people.disabled = 0 LIMIT 1`);
  const reports = sql.prepare(
    `${SELECT_PERSON} WHERE people.source = ? AND people.manager_key = ? AND people.disabled = 0 ORDER BY people.name, people.id`,
  );
  const reportCounts = sql.prepare(`
    SELECT people.id, count(*) AS count FROM people CROSS JOIN people AS report
      ON report.source = people.source AND report.manager_key = people.key AND report.seq <> people.seq AND report.disabled = 0
    WHERE people.id IN (SELECT value FROM json_each(?)) GROUP BY people.id`);
  // UNION, not UNION ALL: a person who was reached is not followed again, so a circle ends. CROSS JOIN keeps the order as
  // written, from a manager to the reports.
  const organisation = sql.prepare(`
    WITH RECURSIVE below (seq, key, disabled) AS (
      SELECT seq, key, disabled FROM people WHERE source = ?1 AND manager_key = ?2
      UNION
      SELECT people.seq, people.key, people.disabled FROM below CROSS JOIN people ON people.source = ?1 AND people.manager_key = below.key
    ) SELECT count(*) AS size FROM below WHERE key <> ?2 AND disabled = 0`);

  const managerOf = ({ source, person }: StoredPerson): StoredPerson | undefined => {
    const row = person.managerKey === undefined ? undefined : byKey.get(source, person.managerKey);
    return row && toPerson(row);
  };

  return {
    managerOf,
    managersOf(people) {
      const found = people.map((person) => [person.id, managerOf(person)] as const);
      return new Map(found.flatMap(([id, manager]) => (manager === undefined ? [] : [[id, manager]])));
    },
    managerChain(person) {
      const managers: StoredPerson[] = [];
      const met = new Set([person.id]);
      for (let current = person; current.person.managerKey !== undefined; ) {
        const manager = managerOf(current);
        if (manager === undefined) return { managers, problem: `The manager of ${current.person.name} is not in the directory` };
        if (manager.id === current.id && current.id === person.id) return { managers, problem: ownManager(current) };
        if (met.has(manager.id)) return { managers, problem: circle(managers, manager, person) };
        met.add(manager.id);
        managers.push(manager);
        current = manager;
      }
      return { managers, problem: undefined };
    },
    reportsOf: ({ source, person, id }) =>
      reports
        .all(source, person.key)
        .map(toPerson)
        .filter((report) => report.id !== id),
    reportCounts: (people) =>
      new Map(
        reportCounts.all(JSON.stringify(people.map(({ id }) => id))).map((row) => [text(row, 'id'), integer(row, 'count')]),
      ),
    organisationSize({ source, person }) {
      const row = organisation.get(source, person.key);
      return row ? integer(row, 'size') : 0;
    },
  };
}

function ownManager({ person }: StoredPerson): string {
  return `${person.name} is given as their own manager`;
}

function circle(managers: StoredPerson[], again: StoredPerson, person: StoredPerson): string {
  const chain = [person, ...managers];
  const names = chain.slice(chain.findIndex(({ id }) => id === again.id)).map((one) => one.person.name);
  return `Managers go in a circle: ${[...names, again.person.name].join(' → ')}`;
}
