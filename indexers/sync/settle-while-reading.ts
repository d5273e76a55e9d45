import { settleAccess } from './settle-access.ts';
import type { SyncRun } from './sync-run.ts';

/** Settles in between what will not be settled better at the end of the reading. */
export function settleWhileReading(run: SyncRun): { stop(): void } {
  let isSettling = false;
  const timer = setInterval(() => {
    if (isSettling || run.signal.aborted || run.unmoved.size === 0) return;
    isSettling = true;
    run.track(settleAccess(run, 'split').finally(() => (isSettling = false)));
  }, run.settleEvery);
  return { stop: () => clearInterval(timer) };
}
