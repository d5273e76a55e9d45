import type { RunOutcome } from '../types/run.ts';
import { createRunListings } from './listings.ts';
import { readAgain } from './read-again.ts';
import { readChanges } from './read-changes.ts';
import { createReadingPlace } from './reading-place.ts';
import { repairAccess, settleAccess } from './settle-access.ts';
import { sweep } from './sweep.ts';
import type { SyncRun } from './sync-run.ts';

/**
 * A look at a few places, because somebody said that something changed there. What it finds is taken over like in any run, what
 * is gone goes through the same guard; it proves nothing of the rest of the source.
 */
export async function followHints(run: SyncRun): Promise<RunOutcome> {
  const { progress } = run;
  await repairAccess(run);
  progress.phase = 'reading';
  await readChanges(run, { listings: createRunListings(run), place: createReadingPlace(run) });
  progress.phase = 'indexing';
  await settleAccess(run, 'all');
  await run.drain();
  await readAgain(run);
  await settleAccess(run, 'all');
  progress.phase = 'removing';
  const complete = progress.unreadable === 0;
  const held = await sweep(run, { snapshot: false, complete });
  const withHeld = held && { held: { reason: held.reason, count: held.count, examples: held.examples } };
  if (complete) return { state: 'complete', ...withHeld };
  return {
    state: 'partial',
    message: `${progress.unreadable} items could not be read (the first: ${run.unreadable.first})`,
    ...withHeld,
  };
}
