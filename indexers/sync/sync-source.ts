import type { RunEvent, RunOutcome, RunProgress } from '../types/run.ts';
import type { SourceReport } from '../types.ts';
import { keepCursor, takeCursor } from './cursor.ts';
import { followHints } from './follow-hints.ts';
import { findingsInWords } from './index-check.ts';
import { createRunListings } from './listings.ts';
import { readAgain } from './read-again.ts';
import { readChanges } from './read-changes.ts';
import { createReadingPlace, type ReadingPlace } from './reading-place.ts';
import { recognizeScans } from './recognize-scans.ts';
import { reconcile } from './reconcile.ts';
import { repairAccess, settleAccess } from './settle-access.ts';
import { settleAuthors } from './settle-authors.ts';
import { sweep } from './sweep.ts';
import { createSyncRun, type SyncOptions, type SyncRun } from './sync-run.ts';
import { lookForEngine } from './waiting-scans.ts';

/** How often progress is told, milliseconds. */
const PROGRESS_INTERVAL = 200;

/**
 * One run: look first, read to the end, bring what is new or changed into the index, remove what is gone, and say how it ended.
 * Never throws; the last event is `end`. What was committed stays committed however the run ends, and the next one goes on from
 * there. Leaving the iteration early cancels the run.
 */
export async function* syncSource(options: SyncOptions): AsyncIterable<RunEvent> {
  const left = new AbortController();
  const run = createSyncRun({ ...options, signal: AbortSignal.any([options.signal, left.signal]) });
  const outcome = perform(run, options.signal);
  const bell = createBell(outcome);
  try {
    for (let told = ''; !(await bell.rings(PROGRESS_INTERVAL)); ) {
      const progress = JSON.stringify(run.progress);
      if (progress !== told) yield { type: 'progress', progress: { ...run.progress } };
      told = progress;
    }
    run.progress.phase = 'finished';
    yield { type: 'end', progress: withoutCurrent(run.progress), outcome: await outcome };
  } finally {
    left.abort(new Error('nobody follows the run any more'));
    await outcome;
  }
}

async function perform(run: SyncRun, cancelled: AbortSignal): Promise<RunOutcome> {
  try {
    await lookForEngine(run);
    const outcome = run.only === undefined ? await readAndSweep(run) : await followHints(run);
    await settleAuthors(run);
    await recognizeScans(run);
    return outcome;
  } catch (error) {
    await settle(run, error);
    if (cancelled.aborted) return { state: 'cancelled', message: 'The run was stopped; the next one goes on from there' };
    return { state: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

async function readAndSweep(run: SyncRun): Promise<RunOutcome> {
  const { state, source, progress } = run;
  takeCursor(run);
  const notes = { listings: createRunListings(run), place: createReadingPlace(run) };
  if (hasManyFiles(run, notes.place)) run.pool.prepare?.();
  refuseUnlessOk(await source.check(run.signal));
  await repairAccess(run);
  progress.phase = 'reading';
  const completion = await readChanges(run, notes);
  progress.phase = 'indexing';
  // Before the texts: who may read what is there does not wait for what is still to be read. And what came with them, after.
  await settleAccess(run, 'all');
  await run.drain();
  await readAgain(run);
  await settleAccess(run, 'all');
  if (!run.dryRun) state.directory.closeMemberships(source.id);
  progress.phase = 'removing';
  const complete = progress.unreadable === 0;
  const held = await sweep(run, { snapshot: completion.snapshot, complete });
  // Groups that were removed take their members along.
  if (!run.dryRun) state.directory.closeMemberships(source.id);
  if (!run.dryRun && complete) {
    state.acls.removeUnused(source.id);
    state.recognized.removeUnused();
  }
  const withHeld = held && { held: { reason: held.reason, count: held.count, examples: held.examples } };
  const findings = run.dryRun ? undefined : await checkIndex(run, { complete });
  await notes.listings.keep();
  if (completion.snapshot) notes.place.forget();
  // What was held back, refused, not readable or lost has to be told again.
  const isGood = complete && held === undefined && run.refusals.count === 0 && findings?.isWhole !== false;
  if (!run.dryRun && isGood) keepCursor(run, completion);
  if (complete && findings?.isWhole !== false)
    return { state: 'complete', ...withHeld, ...(findings?.words !== undefined && { remark: findings.words }) };
  const message = [unreadableInWords(run), findings?.words ?? ''].filter((words) => words !== '').join('. ');
  return { state: 'partial', message, ...withHeld };
}

/** A first run, or the rest of one: starting the readers need not wait until the first file was found. */
function hasManyFiles({ state, source, dryRun }: SyncRun, place: ReadingPlace): boolean {
  if (dryRun || source.readContent === undefined) return false;
  return place.options().from !== undefined || state.ledger.unseen(source.id, Number.MAX_SAFE_INTEGER, '', 1).length === 0;
}

/** Whether everything known is searchable, and what there is to tell of it. */
async function checkIndex(run: SyncRun, o: { complete: boolean }): Promise<{ isWhole: boolean; words: string | undefined }> {
  run.progress.phase = 'checking';
  const check = await reconcile(run, o);
  return { isWhole: check.missing + check.damaged === 0, words: findingsInWords(check) };
}

function unreadableInWords({ progress, unreadable }: SyncRun): string {
  if (progress.unreadable === 0) return '';
  const first = unreadable.first ?? 'no reason was given';
  return `${progress.unreadable} items could not be read; what is known of them is kept (the first: ${first})`;
}

function refuseUnlessOk({ ok, findings }: SourceReport): void {
  if (ok) return;
  const errors = findings.filter(({ level }) => level === 'error').map(({ message }) => message);
  throw new Error(errors.length > 0 ? errors.join('; ') : 'The source says that it cannot be read');
}

/** Stops what goes on and waits for it: what is on its way into the index is committed when it has arrived. */
async function settle(run: SyncRun, error: unknown): Promise<void> {
  run.fail(error);
  run.commits.flush();
  // What it throws is the error that is being settled, or one that came of it.
  await run.drain().catch(() => undefined);
}

function withoutCurrent({ current: _current, ...progress }: RunProgress): RunProgress {
  return progress;
}

/** Waits for an end in short steps; a race of promises would leave one reaction a step behind. */
function createBell(end: Promise<unknown>): { rings(withinMs: number): Promise<boolean> } {
  let hasRung = false;
  let wake: (() => void) | undefined;
  void end.then(() => {
    hasRung = true;
    wake?.();
  });
  return {
    async rings(withinMs) {
      if (hasRung) return true;
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      const timer = setTimeout(resolve, withinMs);
      await promise;
      clearTimeout(timer);
      return hasRung;
    },
  };
}
