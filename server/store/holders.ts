import type { Principal } from '#indexers/types.ts';
import type { Database } from './database.ts';
import { oneOf, text } from './rows.ts';
import type { DirectoryStore } from './state-store.ts';

/** Whom a token of an access entry means, and everybody there is. Looks through all people: for explanations and checks, never for a search. */
export function createHolders({ sql }: Database): Pick<DirectoryStore, 'holderOf' | 'personIds'> {
  // instr() sorts out all rows but a few before their JSON is taken apart.
  const find = sql.prepare(`
    SELECT 'group' AS kind, groups.name, groups.source FROM groups, json_each(groups.principals) AS token WHERE token.value = ?1
    UNION ALL
    SELECT 'person', people.name, people.source FROM people, json_each(people.person, '$.principals') AS token
    WHERE instr(people.person, ?1) > 0 AND token.value = ?1
    LIMIT 1`);
  const ids = sql.prepare('SELECT id FROM people WHERE disabled = 0 AND source IN (SELECT value FROM json_each(?)) ORDER BY seq');
  return {
    personIds: (sources) => ids.all(JSON.stringify(sources)).map((row) => text(row, 'id')),
    holderOf(principal: Principal) {
      const row = find.get(principal);
      return row && { kind: oneOf(row, 'kind', ['person', 'group']), name: text(row, 'name'), source: text(row, 'source') };
    },
  };
}
