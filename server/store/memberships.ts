import type { Principal } from '#indexers/types/access.ts';
import type { Database } from './database.ts';
import { integer, integerOrNull, json, text } from './rows.ts';
import type { DirectoryStore } from './state-store.ts';

type Memberships = Pick<DirectoryStore, 'closeMemberships' | 'principalsOf' | 'membershipPaths'> & {
  /** Notes that the source's memberships have to be closed again. */
  open(source: string): void;
};

/** Which groups a person is in, at any depth. Closed by the store once per run, so that a search only looks it up. */
export function createMemberships({ sql, transaction }: Database, on: { accessChanged(): void }): Memberships {
  const open = sql.prepare('INSERT OR IGNORE INTO open_memberships VALUES (?)');
  const takeOpen = sql.prepare('DELETE FROM open_memberships WHERE source = ?');
  const tellPeople = sql.prepare('UPDATE people SET groups_told = 1 WHERE source = ? AND groups_told = 0');
  const tellGroups = sql.prepare('UPDATE groups SET members_told = 1 WHERE source = ? AND members_told = 0');
  const tokens = sql.prepare(`
    SELECT groups.principals FROM people JOIN memberships ON memberships.person = people.seq
      JOIN groups ON groups.seq = memberships."group" WHERE people.id = ?`);
  const ways = sql.prepare(`
    SELECT memberships."group", memberships.via, groups.name, groups.principals FROM people
      JOIN memberships ON memberships.person = people.seq JOIN groups ON groups.seq = memberships."group"
    WHERE people.id = ? ORDER BY memberships.depth, groups.name`);

  return {
    open(source) {
      open.run(source);
    },
    closeMemberships: (source) =>
      transaction(() => {
        if (takeOpen.run(source).changes === 0) return;
        const isChanged = closeInDatabase(sql, source);
        // What they are known by counts from now on.
        const told = Number(tellPeople.run(source).changes) + Number(tellGroups.run(source).changes);
        if (isChanged || told > 0) on.accessChanged();
      }),
    principalsOf({ id, person }) {
      const own = person.primaryGroup === undefined ? person.principals : [...person.principals, person.primaryGroup];
      return [...new Set([...own, ...tokens.all(id).flatMap((row) => json<Principal[]>(row, 'principals'))])];
    },
    membershipPaths({ id }, token) {
      const all = ways.all(id);
      const byGroup = new Map(all.map((row) => [integer(row, 'group'), row]));
      const pathTo = (group: number): string[] => {
        const row = byGroup.get(group);
        if (row === undefined) return [];
        const via = integerOrNull(row, 'via');
        return [...(via === null ? [] : pathTo(via)), text(row, 'name')];
      };
      return all
        .filter((row) => json<Principal[]>(row, 'principals').includes(token))
        .map((row) => pathTo(integer(row, 'group')));
    },
  };
}

/** Recomputes the closure and writes what differs; true when somebody is in another set of groups than before. */
function closeInDatabase(sql: Database['sql'], source: string): boolean {
  sql.exec(STAGING);
  sql.prepare(NESTED_GROUPS).run(source);
  sql.prepare(DIRECT_BY_KEY).run(source);
  sql.prepare(DIRECT_BY_UID).run(source);
  sql.prepare(DIRECT_BY_PRIMARY_GROUP).run(source);
  const climb = sql.prepare(CLIMB);
  // Ends with cycles too: a pair that is there is not added again, and there are finitely many pairs.
  for (let depth = 1; climb.run(depth).changes > 0; depth++);
  const left = Number(sql.prepare(LEAVE).run(source).changes);
  sql.prepare(REROUTE).run();
  const joined = Number(sql.prepare(JOIN).run().changes);
  sql.exec('DELETE FROM temp.closure; DELETE FROM temp.nested;');
  return left + joined > 0;
}

const STAGING = `
  CREATE TABLE IF NOT EXISTS temp.nested (child INTEGER, parent INTEGER, PRIMARY KEY (child, parent)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS temp.closure (person INTEGER, "group" INTEGER, depth INTEGER, via INTEGER,
    PRIMARY KEY (person, "group")) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS temp.closure_by_depth ON closure (depth);
  DELETE FROM temp.nested; DELETE FROM temp.closure;`;

// CROSS JOIN keeps SQLite to the order as written: group, its members, who that is. Left to itself it tries every person
// against every group.
const NESTED_GROUPS = `
  INSERT OR IGNORE INTO temp.nested SELECT child.seq, parent.seq FROM groups AS parent
    CROSS JOIN group_members ON group_members."group" = parent.seq AND how = 'key'
    CROSS JOIN groups AS child ON child.source = parent.source AND child.key = group_members.member
  WHERE parent.source = ?`;

const DIRECT_BY_KEY = `
  INSERT OR IGNORE INTO temp.closure SELECT people.seq, groups.seq, 1, NULL FROM groups
    CROSS JOIN group_members ON group_members."group" = groups.seq AND how = 'key'
    CROSS JOIN people ON people.source = groups.source AND people.key = group_members.member
  WHERE groups.source = ?`;

const DIRECT_BY_UID = `
  INSERT OR IGNORE INTO temp.closure SELECT people.seq, groups.seq, 1, NULL FROM groups
    CROSS JOIN group_members ON group_members."group" = groups.seq AND how = 'uid'
    CROSS JOIN people ON people.source = groups.source AND people.folded_uid = group_members.member
  WHERE groups.source = ?`;

const DIRECT_BY_PRIMARY_GROUP = `
  INSERT OR IGNORE INTO temp.closure SELECT people.seq, groups.seq, 1, NULL FROM groups, json_each(groups.principals) AS token
    CROSS JOIN people ON people.source = groups.source AND people.primary_group = token.value
  WHERE groups.source = ?`;

/** One step up from the given depth. ORDER BY makes the way that is told the same in every run. */
const CLIMB = `
  INSERT OR IGNORE INTO temp.closure SELECT closure.person, nested.parent, closure.depth + 1, closure."group"
    FROM temp.closure JOIN temp.nested ON nested.child = closure."group"
  WHERE closure.depth = ? ORDER BY closure.person, nested.parent, closure."group"`;

const LEAVE = `
  DELETE FROM memberships WHERE person IN (SELECT seq FROM people WHERE source = ?)
    AND NOT EXISTS (SELECT 1 FROM temp.closure
      WHERE closure.person = memberships.person AND closure."group" = memberships."group")`;

const REROUTE = `
  UPDATE memberships SET depth = closure.depth, via = closure.via FROM temp.closure
  WHERE closure.person = memberships.person AND closure."group" = memberships."group"
    AND (memberships.depth <> closure.depth OR memberships.via IS NOT closure.via)`;

const JOIN = `
  INSERT INTO memberships (person, "group", depth, via) SELECT person, "group", depth, via FROM temp.closure
  WHERE NOT EXISTS (SELECT 1 FROM memberships
    WHERE memberships.person = closure.person AND memberships."group" = closure."group")`;
