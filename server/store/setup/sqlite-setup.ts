import type { Database } from '../database.ts';
import { integer, type Row, text, textOrNull } from '../rows.ts';
import type { AdministratorCandidate, SetupStore } from './setup-store.ts';

export function createSetupStore({ sql, transaction }: Database): SetupStore {
  const administrators = sql.prepare('SELECT token FROM administrators ORDER BY added_at, token');
  const add = sql.prepare('INSERT OR IGNORE INTO administrators VALUES (?, ?, ?)');
  const drop = sql.prepare('DELETE FROM administrators WHERE token NOT IN (SELECT value FROM json_each(?))');
  const get = sql.prepare('SELECT hash, created_at FROM setup WHERE what = ?');
  const put = sql.prepare('INSERT OR REPLACE INTO setup VALUES (?, ?, ?)');
  const use = sql.prepare('DELETE FROM setup WHERE what = ? AND hash = ?');
  const clear = sql.prepare('DELETE FROM setup');
  const holds = sql.prepare(`
    SELECT 1 FROM people WHERE disabled = 0 AND source IN (SELECT value FROM json_each(?2)) AND (
      seq IN (SELECT person FROM person_principals WHERE principal IN (SELECT value FROM json_each(?1)))
      OR seq IN (SELECT person FROM memberships JOIN group_principals USING ("group")
        WHERE principal IN (SELECT value FROM json_each(?1)))) LIMIT 1`);
  const people = sql.prepare(`
    SELECT name, person ->> 'uid' AS uid, person ->> 'title' AS title FROM people
    WHERE disabled = 0 AND source IN (SELECT value FROM json_each(?2))
      AND (name LIKE ?1 ESCAPE '!' OR folded_uid LIKE ?1 ESCAPE '!') ORDER BY name COLLATE NOCASE, seq LIMIT ?3`);
  const groups = sql.prepare(`
    SELECT name, (SELECT count(*) FROM memberships WHERE "group" = seq) AS members FROM groups
    WHERE source IN (SELECT value FROM json_each(?2)) AND name LIKE ?1 ESCAPE '!' ORDER BY name COLLATE NOCASE, seq LIMIT ?3`);
  return {
    administrators: () => administrators.all().map((row) => text(row, 'token')),
    setAdministrators(tokens, { by, at }) {
      transaction(() => {
        drop.run(JSON.stringify(tokens));
        for (const token of tokens) add.run(token, by, at);
      });
    },
    get(what) {
      const row = get.get(what);
      return row && { hash: text(row, 'hash'), createdAt: integer(row, 'created_at') };
    },
    put(what, { hash, createdAt }) {
      put.run(what, hash, createdAt);
    },
    use: (what, hash) => use.run(what, hash).changes === 1,
    clear() {
      clear.run();
    },
    someoneHolds: (tokens, sources) => holds.get(JSON.stringify(tokens), JSON.stringify(sources)) !== undefined,
    candidates(typed, { sources, limit }) {
      const pattern = `%${typed.replaceAll(/[!%_]/g, '!$&')}%`;
      const among = JSON.stringify(sources);
      return [...people.all(pattern, among, limit).map(toPerson), ...groups.all(pattern, among, limit).map(toGroup)];
    },
  };
}

function toPerson(row: Row): AdministratorCandidate {
  const uid = text(row, 'uid');
  return { kind: 'user', token: `user:${uid}`, name: text(row, 'name'), uid, title: textOrNull(row, 'title'), members: null };
}

function toGroup(row: Row): AdministratorCandidate {
  const name = text(row, 'name');
  return { kind: 'group', token: `group:${name}`, name, uid: null, title: null, members: integer(row, 'members') };
}
