import type { Principal } from '#indexers/types/access.ts';
import type { Database } from './database.ts';
import { oneOf, text } from './rows.ts';
import type { DirectoryStore } from './state-store.ts';

/** Whom a token of an access entry means, and everybody there is: for explanations and checks, never for a search. */
export function createHolders({ sql }: Database): Pick<DirectoryStore, 'holderOf' | 'personIds'> {
  const find = sql.prepare(`
    SELECT 'group' AS kind, name, source FROM group_principals JOIN groups ON seq = "group" WHERE principal = ?1
    UNION ALL
    SELECT 'person', name, source FROM person_principals JOIN people ON seq = person_principals.person WHERE principal = ?1
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
