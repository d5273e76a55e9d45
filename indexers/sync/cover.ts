import type { AccessRef } from '../types/access.ts';
import type { AccessPair } from '../types/ledger.ts';
import type { SyncState } from '../types.ts';

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

/** Accesses that a slot is narrowed by, each with all that was there before: beyond it, its documents wait for everybody. */
const MOST_NARROWINGS = 100;
const NOBODY: AccessRef = { state: 'unknown', reason: 'too many changes of permissions wait to be taken over' };
const MISSING: AccessRef = { state: 'unknown', reason: 'its permissions are missing' };

export function createCover(state: SyncState, options: { source: string; limit: number }): Cover {
  const { source, limit } = options;
  const { acls, ledger } = state;
  /** What each narrowed slot was narrowed by; empty means not known, and narrowing it twice changes nothing. */
  let narrowedBy = new Map<string, Set<string>>();
  /** Open changes by the slot of the index, at the least as many as there are: counted once, then as they are told. */
  let open: Map<string, OpenSlot> | undefined;
  let listed = 0;

  function opened(pair: AccessPair): void {
    // The first look counts this one as well.
    const isCounted = open === undefined;
    open ??= recounted();
    if (narrowedBy.has(pair.indexedAclId)) narrow(pair);
    else if (!isCounted) {
      add(open, { ...pair, items: 1 });
      listed++;
    }
    if (listed > limit) narrowLargest(open);
  }

  function narrow({ indexedAclId, aclId }: AccessPair): void {
    const by = narrowedBy.get(indexedAclId) ?? new Set();
    narrowedBy.set(indexedAclId, by);
    if (by.has(aclId) || by.size > MOST_NARROWINGS) return;
    by.add(aclId);
    acls.narrow(indexedAclId, by.size > MOST_NARROWINGS ? NOBODY : (acls.get(aclId) ?? MISSING));
  }

  function narrowLargest(slots: Map<string, OpenSlot>): void {
    const largestFirst = [...slots].sort(([, a], [, b]) => b.items - a.items);
    for (const [slot, { rightOnes, items }] of largestFirst) {
      if (listed <= limit / 2) return;
      for (const aclId of rightOnes) narrow({ indexedAclId: slot, aclId });
      slots.delete(slot);
      listed -= items;
    }
  }

  /** The slots that are not narrowed, with their open changes. */
  function recounted(): Map<string, OpenSlot> {
    return state.transaction(() => {
      const slots = new Map<string, OpenSlot>();
      for (const pair of ledger.openAccess(source)) add(slots, pair);
      const narrowed = new Set(acls.narrowed(source));
      narrowedBy = new Map();
      listed = [...slots].reduce((sum, [slot, { items }]) => sum + (narrowed.has(slot) ? 0 : items), 0);
      for (const slot of narrowed) {
        const items = slots.get(slot)?.items ?? 0;
        if (listed + items <= limit / 2) {
          acls.widen(slot);
          listed += items;
        } else {
          narrowedBy.set(slot, new Set());
          slots.delete(slot);
        }
      }
      return slots;
    });
  }

  return {
    opened,
    recount() {
      open = recounted();
    },
  };
}

interface OpenSlot {
  items: number;
  /** Slots that the changes lead to. */
  rightOnes: Set<string>;
}

function add(slots: Map<string, OpenSlot>, { indexedAclId, aclId, items }: AccessPair & { items: number }): void {
  const slot = slots.get(indexedAclId) ?? { items: 0, rightOnes: new Set() };
  slots.set(indexedAclId, { items: slot.items + items, rightOnes: slot.rightOnes.add(aclId) });
}
