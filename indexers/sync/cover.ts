import type { AccessPair, SyncState } from '../types.ts';

/**
 * Keeps documents from being counted for people whose right the index does not yet know to be gone. A few open changes are left
 * out by every search one by one (`AclStore.openChanges`), so that one file's change touches nobody else's results. From
 * `limit` on, the slots with most of them are narrowed instead: their documents, changed or not, are shown only to those who
 * could read them before *and* after, until the changes are settled. Nothing in between: every open change is either listed or
 * covered by its narrowed slot, from the transaction on that opens it.
 */
export interface Cover {
  /** To be told of every row that is put open, in the same transaction. */
  opened(pair: AccessPair): void;
  /** To be called when changes were settled: ends narrowings that are not needed any more. */
  recount(): void;
}

export function createCover(state: SyncState, options: { source: string; limit: number }): Cover {
  const { source, limit } = options;
  const { acls, ledger } = state;
  /** What each narrowed slot was narrowed by; empty means not known, and narrowing it twice changes nothing. */
  let narrowedBy = new Map<string, Set<string>>();
  let listed: number | undefined;

  function opened(pair: AccessPair): void {
    // The first look counts this one as well.
    if (listed === undefined) recount();
    else if (!narrowedBy.has(pair.indexedAclId)) listed++;
    if (narrowedBy.has(pair.indexedAclId)) narrow(pair);
    else if ((listed ?? 0) > limit) narrowLargest();
  }

  function narrow({ indexedAclId, aclId }: AccessPair): void {
    const by = narrowedBy.get(indexedAclId) ?? new Set();
    narrowedBy.set(indexedAclId, by);
    if (by.has(aclId)) return;
    by.add(aclId);
    acls.narrow(indexedAclId, acls.get(aclId) ?? { state: 'unknown', reason: 'its permissions are missing' });
  }

  function narrowLargest(): void {
    const slots = [...openBySlot()].sort(([, a], [, b]) => b.items - a.items);
    listed = slots.reduce((sum, [slot, { items }]) => sum + (narrowedBy.has(slot) ? 0 : items), 0);
    if (listed <= limit) return;
    for (const [slot, { pairs, items }] of slots) {
      if (listed <= limit / 2) return;
      if (narrowedBy.has(slot)) continue;
      for (const pair of pairs) narrow(pair);
      listed -= items;
    }
  }

  function recount(): void {
    state.transaction(() => {
      const open = openBySlot();
      const narrowed = acls.narrowed(source);
      narrowedBy = new Map();
      let count = [...open].reduce((sum, [slot, { items }]) => sum + (narrowed.includes(slot) ? 0 : items), 0);
      for (const slot of narrowed) {
        const items = open.get(slot)?.items ?? 0;
        if (count + items <= limit / 2) {
          acls.widen(slot);
          count += items;
        } else narrowedBy.set(slot, new Set());
      }
      listed = count;
    });
  }

  function openBySlot(): Map<string, { pairs: AccessPair[]; items: number }> {
    const groups = Map.groupBy(ledger.openAccess(source), ({ indexedAclId }) => indexedAclId);
    return new Map(
      [...groups].map(([slot, pairs]) => [slot, { pairs, items: pairs.reduce((sum, { items }) => sum + items, 0) }]),
    );
  }

  return { opened, recount };
}
