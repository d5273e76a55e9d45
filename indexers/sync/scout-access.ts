import { setImmediate as breathe } from 'node:timers/promises';
import type { SourceItem } from '../types.ts';
import { followAccessOnly, narrowBelow } from './access-changes.ts';
import { adjustAccess, decisionOn } from './access-first.ts';
import { readOptions } from './cursor.ts';
import { unchangedListings } from './listings.ts';
import { settleAccess } from './settle-access.ts';
import type { SyncRun } from './sync-run.ts';

const CHANGES_AT_ONCE = 200;

/**
 * A second reading that runs ahead of the first when that has to wait for texts: it follows the access of what is known already
 * and does nothing else, so that a right that was taken away at the end of a drive is gone although files before it take hours.
 * At most once in a run; not in a first one, where nothing is known. What it cannot read, the first reading will tell of.
 */
export function callScout(run: SyncRun): void {
  // A look at a few places has nothing to run ahead of.
  if (run.scout.isCalled || run.only !== undefined) return;
  run.scout.isCalled = true;
  const isFirstRun = run.state.ledger.unseen(run.source.id, run.generation, '', 1).length === 0;
  if (isFirstRun) return;
  const timer = setTimeout(() => run.track(scout(run)), run.scoutAfter);
  AbortSignal.any([run.signal, run.scout.stop.signal]).addEventListener('abort', () => clearTimeout(timer), { once: true });
}

async function scout(run: SyncRun): Promise<void> {
  const signal = AbortSignal.any([run.signal, run.scout.stop.signal]);
  try {
    await readAhead(run, signal);
  } catch (error) {
    run.signal.throwIfAborted();
    if (signal.aborted) return;
    const message = error instanceof Error ? error.message : String(error);
    run.warn('reading ahead for changes of access failed; they are followed as the run comes to them', { message });
    return;
  }
  await settleAccess(run, 'all');
}

async function readAhead(run: SyncRun, signal: AbortSignal): Promise<void> {
  let count = 0;
  for await (const change of run.source.read({ ...readOptions(run, signal), ...unchangedListings(run) })) {
    signal.throwIfAborted();
    if (change.type === 'upsert') lookAt(run, change.item);
    else if (change.type === 'unreadable' && change.access !== undefined) await narrowBelow(run, change, change.access);
    else if (change.type === 'complete') return;
    if (++count % CHANGES_AT_ONCE === 0) await breathe();
  }
}

function lookAt(run: SyncRun, item: SourceItem): void {
  if (item.content.kind !== 'file' || run.busy.has(item.id) || run.left.has(item.id)) return;
  const before = run.state.ledger.get(run.source.id, item.id);
  if (before === undefined || before.recordId === null || before.generation === run.generation) return;
  const decision = decisionOn(run, item, before);
  // The mark goes along, as in the reading proper: it would take a new one with the right access for a change of content.
  if (decision === 'access') run.track(followAccessOnly(run, item));
  else if (decision !== 'nothing') run.track(adjustAccess(run, item, { decision, before }));
}
