import { aclIdOf, storedAccessOf } from '#indexers/sync/acl-id.ts';
import type { AccessRef } from '#indexers/types.ts';
import type { Database } from './database.ts';
import { integer, json, text } from './rows.ts';
import type { AclStore } from './state-store.ts';

/** `raise` is for whoever changes what a viewer may read: the directory calls it when memberships change. */
export function createAclStore({ sql, transaction }: Database): AclStore & { raise(): void } {
  const insert = sql.prepare('INSERT OR IGNORE INTO acls (acl_id, access) VALUES (?, ?)');
  const get = sql.prepare('SELECT access FROM acls WHERE acl_id = ?');
  const all = sql.prepare('SELECT acl_id, access FROM acls ORDER BY acl_id');
  const generation = sql.prepare('SELECT generation FROM acl_generation');
  const raise = sql.prepare('UPDATE acl_generation SET generation = generation + 1');

  return {
    intern(access) {
      const aclId = aclIdOf(access);
      // Looked up first: a reader's lock only, for all items but the first of each.
      if (get.get(aclId) === undefined)
        transaction(() => {
          if (insert.run(aclId, JSON.stringify(storedAccessOf(access))).changes === 1) raise.run();
        });
      return aclId;
    },
    get(aclId) {
      const row = get.get(aclId);
      return row && json<AccessRef>(row, 'access');
    },
    all: () => all.all().map((row) => ({ aclId: text(row, 'acl_id'), access: json<AccessRef>(row, 'access') })),
    generation() {
      const row = generation.get();
      return row ? integer(row, 'generation') : 0;
    },
    raise() {
      raise.run();
    },
  };
}
