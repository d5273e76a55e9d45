import { setImmediate as breathe } from 'node:timers/promises';
import type { AccessPair, LedgerEntry } from '../types/ledger.ts';
import { accessHashOf } from './acl-id.ts';
import { isRefused } from './decide.ts';
import { planSettlement, type SlotPlan } from './settlement-plan.ts';
import type { SyncRun } from './sync-run.ts';

const PAGE = 1000;
/** Bounds for how long everything else in the process waits for a transaction. */
const RELABELLED_AT_ONCE = 5000;
const REPLACED_AT_ONCE = 200;
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
  const plans = await planSettlement(run, scope);
  if (plans.length > 0) {
    for (const plan of plans) await setAside(run, plan);
    await send(run, await toSend(run, plans));
    await replaceAll(run, plans);
    await rejoin(run, new Set(plans.map(({ slot }) => slot)));
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
async function toSend(run: SyncRun, plans: SlotPlan[]): Promise<AccessPair[]> {
  const hashIn = createHashes(run);
  const targets = new Map(plans.map(({ slot, target }) => [slot, target]));
  return filterInTurns(run.state.ledger.openAccess(run.source.id), ({ indexedAclId, aclId }) => {
    if (!targets.has(indexedAclId)) return false;
    const target = targets.get(indexedAclId);
    return hashIn(aclId) !== (target === undefined ? hashIn(indexedAclId) : accessHashOf(target));
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

async function replaceAll(run: SyncRun, plans: SlotPlan[]): Promise<void> {
  for (let at = 0; at < plans.length; at += REPLACED_AT_ONCE) {
    run.state.transaction(() => {
      for (const plan of plans.slice(at, at + REPLACED_AT_ONCE)) replaceIn(run, plan);
    });
    await breathe();
    run.signal.throwIfAborted();
  }
}

/** What refers to the slot for what stood there until now gets a slot of its own; then the new access is put into it. */
function replaceIn(run: SyncRun, { slot, target }: SlotPlan): void {
  const { state, source } = run;
  const current = state.acls.get(slot);
  if (target === undefined || current === undefined) return;
  const stayed = state.ledger.withAccess(source.id, {
    indexedAclId: slot,
    aclId: slot,
    after: '',
    limit: Number.MAX_SAFE_INTEGER,
  });
  if (stayed.length > 0 || state.ledger.isWantedElsewhere(source.id, slot)) {
    const aside = state.acls.add(source.id, current);
    state.ledger.relabelElsewhere(source.id, { from: slot, to: aside });
    for (const { itemId } of stayed) open(run, itemId, { indexedAclId: slot, aclId: aside });
  }
  state.acls.replace(slot, target);
}

/** Items whose own slot holds the same as that of the index need no other. */
async function rejoin(run: SyncRun, slots: ReadonlySet<string>): Promise<void> {
  const { acls, ledger, transaction } = run.state;
  const hashIn = createHashes(run);
  const among = ledger.openAccess(run.source.id).filter(({ indexedAclId }) => slots.has(indexedAclId));
  const same = await filterInTurns(among, ({ indexedAclId, aclId }) => hashIn(indexedAclId) === hashIn(aclId));
  while (same.length > 0) {
    transaction(() => {
      let limit = RELABELLED_AT_ONCE;
      for (let pair = same.at(-1); pair !== undefined && limit > 0; pair = same.at(-1)) {
        const to = pair.indexedAclId;
        const current = acls.get(to);
        // Known by a hash of an older kind.
        if (current !== undefined && !acls.holds(to, current)) acls.replace(to, current);
        limit -= ledger.relabel(run.source.id, { ...pair, to, limit });
        if (limit > 0) same.pop();
      }
    });
    await breathe();
    run.signal.throwIfAborted();
  }
}

function open(run: SyncRun, itemId: string, pair: AccessPair): void {
  run.state.ledger.setAccess(run.source.id, itemId, pair);
  run.cover.opened(pair);
}

/** What stands in slots, by its hash; remembers it, and is right for as long as nothing is replaced. */
function createHashes({ state }: SyncRun): (slot: string) => string {
  const known = new Map<string, string>();
  return (slot) => {
    const access = known.has(slot) ? undefined : state.acls.get(slot);
    const hash = known.get(slot) ?? (access === undefined ? '' : accessHashOf(access));
    known.set(slot, hash);
    return hash;
  };
}

async function filterInTurns<T>(all: readonly T[], isWanted: (one: T) => boolean): Promise<T[]> {
  const wanted: T[] = [];
  for (const [position, one] of all.entries()) {
    if (isWanted(one)) wanted.push(one);
    if (position % PAGE === PAGE - 1) await breathe();
  }
  return wanted;
}
