import type { Database } from './database.ts';
import { integer, text } from './rows.ts';
import type { AclStore } from './state-store.ts';

/**
 * Documents that the index still holds under another slot than is right, and that no narrowed slot covers. Asked with every
 * search: two steps through a nearly empty index when nothing is open, else one for each slot with open changes.
 */
export function createOpenChanges({ sql }: Database): AclStore['openChanges'] {
  const nextSlot = sql.prepare(`
    SELECT ledger.source, indexed_acl, acls.slot IS NOT NULL AND narrowed IS NULL AS uncovered
    FROM ledger INDEXED BY ledger_open_access LEFT JOIN acls ON acls.slot = indexed_acl
    WHERE indexed_acl <> acl AND (ledger.source, indexed_acl) > (?, ?) ORDER BY ledger.source, indexed_acl LIMIT 1`);
  const items = sql.prepare(`
    SELECT record_id, acl FROM ledger INDEXED BY ledger_open_access
    WHERE indexed_acl <> acl AND source = ? AND indexed_acl = ? AND record_id IS NOT NULL`);
  return () => {
    const open: { recordId: string; aclId: string }[] = [];
    for (let row = nextSlot.get('', 0); row !== undefined; ) {
      const [source, slot] = [text(row, 'source'), integer(row, 'indexed_acl')];
      if (integer(row, 'uncovered') === 1)
        for (const item of items.all(source, slot))
          open.push({ recordId: text(item, 'record_id'), aclId: String(integer(item, 'acl')) });
      row = nextSlot.get(source, slot);
    }
    return open;
  };
}
