import { accessHashOf, bothOf, storedAccessOf } from '#indexers/sync/acl-id.ts';
import type { AccessRef } from '#indexers/types/access.ts';
import { createAclHashes } from './acl-hashes.ts';
import type { Database } from './database.ts';
import { createOpenChanges } from './open-changes.ts';
import { integer, json, type Row, text, textOrNull } from './rows.ts';
import type { AclStore } from './state-store.ts';

/** `raise` is for whoever changes what a viewer may read: the directory calls it when memberships change. */
export function createAclStore(database: Database): AclStore & { raise(): void } {
  const { sql, transaction } = database;
  const byHash = sql.prepare('SELECT slot FROM acls WHERE source = ? AND hash = ? ORDER BY slot LIMIT 1');
  const byFormerId = sql.prepare('SELECT slot FROM acls WHERE source = ? AND former_id = ? ORDER BY slot LIMIT 1');
  const insert = sql.prepare('INSERT INTO acls (source, hash, access) VALUES (?, ?, ?)');
  const get = sql.prepare('SELECT hash, access, narrowed FROM acls WHERE slot = ?');
  const replace = sql.prepare('UPDATE acls SET hash = ?, access = ?, narrowed = NULL, former_id = NULL WHERE slot = ?');
  const narrow = sql.prepare('UPDATE acls SET narrowed = ?1 WHERE slot = ?2 AND narrowed IS NOT ?1');
  const narrowed = sql.prepare('SELECT slot FROM acls WHERE source = ? AND narrowed IS NOT NULL ORDER BY slot');
  const all = sql.prepare('SELECT slot, source, access, narrowed FROM acls ORDER BY slot');
  const removeUnused = sql.prepare(REMOVE_UNUSED);
  const generation = sql.prepare('SELECT generation FROM acl_generation');
  const raise = sql.prepare('UPDATE acl_generation SET generation = generation + 1');

  function find(source: string, access: AccessRef): string | undefined {
    const row = byHash.get(source, accessHashOf(access));
    return row && String(integer(row, 'slot'));
  }

  const add = (source: string, access: AccessRef): string =>
    transaction(() => {
      const { lastInsertRowid } = insert.run(source, accessHashOf(access), JSON.stringify(storedAccessOf(access)));
      raise.run();
      return String(lastInsertRowid);
    });

  function setNarrowed(aclId: string, access: string | null): void {
    transaction(() => {
      if (narrow.run(access, aclId).changes > 0) raise.run();
    });
  }

  return {
    // Looked up first: a reader's lock only, for all items but the first of each. Then once more with the writer's.
    intern: (source, access) => find(source, access) ?? transaction(() => find(source, access) ?? add(source, access)),
    find,
    add,
    get(aclId) {
      const row = get.get(aclId);
      return row && json<AccessRef>(row, 'access');
    },
    stored(aclId) {
      const row = get.get(aclId);
      return row && { access: json<AccessRef>(row, 'access'), narrowed: narrowedOf(row) };
    },
    holds(aclId, access) {
      const row = get.get(aclId);
      return row !== undefined && text(row, 'hash') === accessHashOf(access);
    },
    replace: (aclId, access) =>
      transaction(() => {
        replace.run(accessHashOf(access), JSON.stringify(storedAccessOf(access)), aclId);
        raise.run();
      }),
    narrow(aclId, access) {
      const row = get.get(aclId);
      if (row === undefined) return;
      const current = json<AccessRef>(row, textOrNull(row, 'narrowed') === null ? 'access' : 'narrowed');
      setNarrowed(aclId, JSON.stringify(storedAccessOf(bothOf(current, access))));
    },
    widen: (aclId) => setNarrowed(aclId, null),
    narrowed: (source) => narrowed.all(source).map((row) => String(integer(row, 'slot'))),
    removeUnused: (source) => Number(removeUnused.run(source).changes),
    all: () =>
      all.all().map((row) => ({
        aclId: String(integer(row, 'slot')),
        source: text(row, 'source'),
        access: json<AccessRef>(row, 'access'),
        narrowed: narrowedOf(row),
      })),
    byHash(source, hash) {
      const row = byFormerId.get(source, hash) ?? byHash.get(source, hash);
      return row && String(integer(row, 'slot'));
    },
    openChanges: createOpenChanges(database),
    ...createAclHashes(database),
    generation() {
      const row = generation.get();
      return row ? integer(row, 'generation') : 0;
    },
    raise() {
      raise.run();
    },
  };
}

function narrowedOf(row: Row): AccessRef | undefined {
  return textOrNull(row, 'narrowed') === null ? undefined : json<AccessRef>(row, 'narrowed');
}

/** Nobody can read anything by an unused slot, so that no generation rises. An item's slot is either that of the index or open. */
const REMOVE_UNUSED = `
  DELETE FROM acls WHERE source = ?1
    AND NOT EXISTS (SELECT 1 FROM ledger INDEXED BY ledger_by_indexed_acl WHERE indexed_acl = acls.slot)
    AND slot NOT IN (SELECT acl FROM ledger INDEXED BY ledger_open_access WHERE source = ?1 AND indexed_acl <> acl)`;
