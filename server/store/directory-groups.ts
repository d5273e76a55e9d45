import type { Principal } from '#indexers/types/access.ts';
import type { GroupContent } from '#indexers/types/content.ts';
import type { Database } from './database.ts';
import { integer, json, type Row, text, textOrNull } from './rows.ts';
import type { DirectoryStore } from './state-store.ts';

type Groups = Pick<DirectoryStore, 'putGroup' | 'removeGroup' | 'group' | 'hasGroups' | 'isPrimaryGroup'>;

/** `accessChanged` is called when the tokens of a group change, `membershipsOpen` when its members do. */
export function createGroups(
  { sql, transaction }: Database,
  on: { accessChanged(): void; membershipsOpen(source: string): void },
): Groups {
  const find = sql.prepare('SELECT * FROM groups WHERE source = ? AND item_id = ?');
  const put = sql.prepare(`
    INSERT INTO groups (source, item_id, key, name, description, email, principals) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (source, item_id) DO UPDATE SET key = excluded.key, name = excluded.name, description = excluded.description,
      email = excluded.email, principals = excluded.principals
    RETURNING seq`);
  const remove = sql.prepare('DELETE FROM groups WHERE source = ? AND item_id = ?');
  const byName = sql.prepare('SELECT * FROM groups WHERE name = ? COLLATE NOCASE ORDER BY seq LIMIT 1');
  const any = sql.prepare('SELECT 1 FROM groups WHERE source = ? LIMIT 1');
  const primary = sql.prepare('SELECT 1 FROM people WHERE primary_group = ? LIMIT 1');
  const members = sql.prepare('SELECT member FROM group_members WHERE "group" = ? AND how = ?');
  const addMember = sql.prepare('INSERT OR IGNORE INTO group_members ("group", how, member) VALUES (?, ?, ?)');
  const removeMember = sql.prepare('DELETE FROM group_members WHERE "group" = ? AND how = ? AND member = ?');

  const membersOf = (seq: number, how: 'key' | 'uid') => members.all(seq, how).map((row) => text(row, 'member'));

  /** By difference: a group of 12,345 that gets one more member writes one row. */
  const putMembers = (seq: number, how: 'key' | 'uid', wanted: Set<string>): boolean => {
    const present = new Set(membersOf(seq, how));
    const added = [...wanted].filter((member) => !present.has(member));
    const gone = [...present].filter((member) => !wanted.has(member));
    for (const member of added) addMember.run(seq, how, member);
    for (const member of gone) removeMember.run(seq, how, member);
    return added.length + gone.length > 0;
  };

  return {
    putGroup: (source, itemId, group) =>
      transaction(() => {
        const old = find.get(source, itemId);
        const principals = JSON.stringify(group.principals);
        const written = put.get(
          source,
          itemId,
          group.key,
          group.name,
          group.description ?? null,
          group.email ?? null,
          principals,
        );
        if (written === undefined) throw new Error('SQLite returned no row for a group');
        const seq = integer(written, 'seq');
        const keysDiffer = putMembers(seq, 'key', new Set(group.memberKeys));
        const uidsDiffer = putMembers(seq, 'uid', new Set(group.memberUids.map((uid) => uid.toLowerCase())));
        const renamed = old !== undefined && text(old, 'principals') !== principals;
        if (renamed) on.accessChanged();
        // A new token may also make it somebody's primary group.
        if (old === undefined || text(old, 'key') !== group.key || renamed || keysDiffer || uidsDiffer)
          on.membershipsOpen(source);
      }),
    removeGroup: (source, itemId) =>
      transaction(() => {
        if (remove.run(source, itemId).changes === 0) return;
        on.accessChanged();
        // People who were in another group only by way of this one have to leave it.
        on.membershipsOpen(source);
      }),
    hasGroups: (source) => any.get(source) !== undefined,
    isPrimaryGroup: (principal) => primary.get(principal) !== undefined,
    group(name) {
      const row = byName.get(name);
      return row && toGroup(row, (how) => membersOf(integer(row, 'seq'), how));
    },
  };
}

function toGroup(row: Row, membersOf: (how: 'key' | 'uid') => string[]): GroupContent {
  const description = textOrNull(row, 'description');
  const email = textOrNull(row, 'email');
  return {
    kind: 'group',
    name: text(row, 'name'),
    ...(description !== null && { description }),
    ...(email !== null && { email }),
    key: text(row, 'key'),
    memberKeys: membersOf('key'),
    memberUids: membersOf('uid'),
    principals: json<Principal[]>(row, 'principals'),
  };
}
