import { setImmediate as breathe } from 'node:timers/promises';
import type { AccessRef } from '../types/access.ts';
import { accessHashOf } from './acl-id.ts';
import type { SyncRun } from './sync-run.ts';

/** What is to become of a slot with open changes. */
export interface SlotPlan {
  slot: string;
  /** What is put into it, because most of its documents got it; undefined when what stands there stays. */
  target: AccessRef | undefined;
}

/** Slots that are looked at before everything else in the process gets its turn. */
const PLANNED_AT_ONCE = 200;

/**
 * For every slot of the source under which the index holds documents that belong elsewhere; `split` leaves out slots that may
 * still move as a whole.
 */
export async function planSettlement(run: SyncRun, scope: 'all' | 'split'): Promise<SlotPlan[]> {
  const open = run.state.ledger.openAccess(run.source.id);
  const bySlot = Map.groupBy(
    scope === 'all' ? open : open.filter(({ indexedAclId }) => run.unmoved.has(indexedAclId)),
    ({ indexedAclId }) => indexedAclId,
  );
  const plans: SlotPlan[] = [];
  for (const [slot, pairs] of bySlot) {
    const plan = planSlot(run, slot, pairs);
    if (scope === 'all' || plan.target === undefined) plans.push(plan);
    if (plans.length % PLANNED_AT_ONCE === 0) await breathe();
  }
  return plans;
}

/** Whichever needs fewer documents written: to move those that got another access, or to replace and move all others. */
function planSlot(run: SyncRun, slot: string, pairs: { aclId: string; items: number }[]): SlotPlan {
  const { acls, ledger } = run.state;
  const own = acls.get(slot);
  const largest = largestOf(pairs.map(({ aclId, items }) => ({ access: acls.get(aclId), items })));
  if (largest === undefined || own === undefined || accessHashOf(largest.access) === accessHashOf(own))
    return { slot, target: undefined };
  const others = ledger.holdersOf(slot) - largest.items;
  return { slot, target: others < largest.items ? largest.access : undefined };
}

/** Equal accesses count together, whatever slots they stand in. */
function largestOf(groups: { access: AccessRef | undefined; items: number }[]): { access: AccessRef; items: number } | undefined {
  const byHash = new Map<string, { access: AccessRef; items: number }>();
  for (const { access, items } of groups) {
    if (access === undefined) continue;
    const hash = accessHashOf(access);
    byHash.set(hash, { access, items: items + (byHash.get(hash)?.items ?? 0) });
  }
  return [...byHash.values()].sort((a, b) => b.items - a.items)[0];
}
