import { setImmediate as breathe } from 'node:timers/promises';
import type { AccessPair, AccessRef, LedgerEntry } from '../types.ts';
import { accessHashOf } from './acl-id.ts';
import { isRefused } from './decide.ts';
import { planSettlement, type SlotPlan } from './settlement-plan.ts';
import type { SyncRun } from './sync-run.ts';

const PAGE = 1000;
/** Bounds for how long everything else in the process waits for a transaction. */
const RELABELLED_AT_ONCE = 5000;
/** Changes of documents on their way at once: large payloads, and not all of a million in memory. */
const MOST_ON_THE_WAY = 20_000;
/** Set while the index may hold documents under another slot than the ledger says. */
const SENDING = 'sync:access-is-sent';

/**
 * Brings the index in line with the ledger. A slot whose documents (nearly) all got the same new access gets it in place: no
 * document is written. Else the documents that differ are moved to their own slots, a small partial update each.
 *
 * First the documents that do not go along leave a slot, then what stands in it is replaced, so that the index never grants
 * more than the ledger. A crash between two steps leaves open changes, which the next run settles; after one in the middle of
 * the updates, what the index holds of these documents is not known, and they are sent again before anything is replaced.
 *
 * `split` settles only slots of which the run has found other documents unchanged: the others may still move as a whole.
 */
export function settleAccess(run: SyncRun, scope: 'all' | 'split'): Promise<void> {
  run.settling = run.settling.then(() => settle(run, scope));
  return run.settling;
}

/** What an interrupted run may have sent. To be called before anything else changes. */
export async function repairAccess(run: SyncRun): Promise<void> {
  if (run.dryRun || run.state.sourceState.get(run.source.id, SENDING) !== 'yes') return;
  await send(run, run.state.ledger.openAccess(run.source.id));
}

async function settle(run: SyncRun, scope: 'all' | 'split'): Promise<void> {
  if (run.dryRun) return;
  run.signal.throwIfAborted();
  run.commits.flush();
  const plans = planSettlement(run).filter(
    (plan) => scope === 'all' || (plan.target === undefined && run.unmoved.has(plan.slot)),
  );
  if (plans.length > 0) {
    for (const plan of plans) await setAside(run, plan);
    await send(run, toSend(run, plans));
    for (const plan of plans) replaceIn(run, plan);
    for (const { slot } of plans) await rejoin(run, slot);
  }
  run.cover.recount();
}

/** What stays behind of a slot that is to be replaced gets a slot of its own with what stood there. */
async function setAside(run: SyncRun, { slot, target }: SlotPlan): Promise<void> {
  const { state, source } = run;
  const current = state.acls.get(slot);
  if (target === undefined || current === undefined) return;
  let aside: string | undefined;
  for (let after = ''; ; ) {
    const page = state.ledger.withAccess(source.id, { indexedAclId: slot, aclId: slot, after, limit: PAGE });
    const last = page.at(-1);
    if (last === undefined) return;
    aside ??= state.acls.add(source.id, current);
    const aclId = aside;
    state.transaction(() => {
      for (const { itemId } of page) open(run, itemId, { indexedAclId: slot, aclId });
    });
    after = last.itemId;
    await breathe();
    run.signal.throwIfAborted();
  }
}

/** The pairs of which the index has to be told, one document after the other. */
function toSend(run: SyncRun, plans: SlotPlan[]): AccessPair[] {
  const targets = new Map(plans.map(({ slot, target }) => [slot, hashIn(run, slot, target)]));
  return run.state.ledger.openAccess(run.source.id).filter(({ indexedAclId, aclId }) => {
    const target = targets.get(indexedAclId);
    return target !== undefined && hashIn(run, aclId) !== target;
  });
}

async function send(run: SyncRun, pairs: AccessPair[]): Promise<void> {
  const { sourceState, ledger } = run.state;
  if (pairs.length > 0) sourceState.set(run.source.id, SENDING, 'yes');
  let onTheWay: Promise<void>[] = [];
  for (const pair of pairs) {
    for (let after = ''; ; ) {
      run.signal.throwIfAborted();
      const page = ledger.withAccess(run.source.id, { ...pair, after, limit: PAGE });
      const last = page.at(-1);
      if (last === undefined) break;
      onTheWay.push(...page.filter((entry) => maySend(run, entry)).map((entry) => sendOne(run, entry, pair)));
      after = last.itemId;
      await breathe();
      if (onTheWay.length < MOST_ON_THE_WAY) continue;
      await Promise.all(onTheWay);
      onTheWay = [];
    }
  }
  await Promise.all(onTheWay);
  run.commits.flush();
  sourceState.set(run.source.id, SENDING, 'no');
}

/** Of what is being written, moved, or was refused, the index may hold half: its next writing settles it. */
function maySend(run: SyncRun, entry: LedgerEntry): boolean {
  if (entry.recordId === null || entry.state === 'pending' || entry.state === 'excluded') return false;
  return !isRefused(entry) && !run.moving.has(entry.itemId) && !run.sending.has(entry.itemId);
}

function sendOne(run: SyncRun, { itemId, recordId, passages }: LedgerEntry, pair: AccessPair): Promise<void> {
  const sent = run.sink
    .setAccess({ documentId: recordId ?? '', passages, aclId: pair.aclId })
    .then(() => run.commits.add(() => noteSent(run, itemId, pair)))
    .finally(() => run.sending.delete(itemId));
  run.sending.set(itemId, sent);
  // So that none goes on by itself when another fails.
  run.track(sent);
  return sent;
}

/** A row that was written anew meanwhile knows better. */
function noteSent(run: SyncRun, itemId: string, { indexedAclId, aclId }: AccessPair): void {
  const row = run.state.ledger.get(run.source.id, itemId);
  if (row === undefined || row.state === 'pending' || row.aclId === null) return;
  if ((row.indexedAclId ?? row.aclId) !== indexedAclId) return;
  if (row.aclId === aclId) run.state.ledger.setAccess(run.source.id, itemId, { aclId, indexedAclId: aclId });
  else open(run, itemId, { aclId: row.aclId, indexedAclId: aclId });
}

/** What refers to the slot for what stood there until now gets a slot of its own; then the new access is put into it. */
function replaceIn(run: SyncRun, { slot, target }: SlotPlan): void {
  const { state, source } = run;
  const current = state.acls.get(slot);
  if (target === undefined || current === undefined) return;
  state.transaction(() => {
    const stayed = state.ledger.withAccess(source.id, {
      indexedAclId: slot,
      aclId: slot,
      after: '',
      limit: Number.MAX_SAFE_INTEGER,
    });
    const isNeeded = stayed.length > 0 || state.ledger.openAccess(source.id).some(({ aclId }) => aclId === slot);
    if (isNeeded) {
      const aside = state.acls.add(source.id, current);
      state.ledger.relabelElsewhere(source.id, { from: slot, to: aside });
      for (const { itemId } of stayed) open(run, itemId, { indexedAclId: slot, aclId: aside });
    }
    state.acls.replace(slot, target);
    run.cover.recount();
  });
}

/** Items whose own slot holds the same as that of the index need no other. */
async function rejoin(run: SyncRun, slot: string): Promise<void> {
  const { ledger } = run.state;
  const same = ledger
    .openAccess(run.source.id)
    .filter(({ indexedAclId, aclId }) => indexedAclId === slot && hashIn(run, aclId) === hashIn(run, slot));
  const current = run.state.acls.get(slot);
  // Known by a hash of an older kind.
  if (same.length > 0 && current !== undefined && !run.state.acls.holds(slot, current)) run.state.acls.replace(slot, current);
  for (const pair of same) {
    const next = () => ledger.relabel(run.source.id, { ...pair, to: slot, limit: RELABELLED_AT_ONCE });
    while (next() === RELABELLED_AT_ONCE) await breathe();
  }
}

function open(run: SyncRun, itemId: string, pair: AccessPair): void {
  run.state.ledger.setAccess(run.source.id, itemId, pair);
  run.cover.opened(pair);
}

function hashIn(run: SyncRun, slot: string, access: AccessRef | undefined = run.state.acls.get(slot)): string {
  return access === undefined ? '' : accessHashOf(access);
}
