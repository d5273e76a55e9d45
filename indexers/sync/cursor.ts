import type { KnownItem } from '../types/listing.ts';
import type { ReadOptions, SourceChange } from '../types.ts';
import type { SyncRun } from './sync-run.ts';

/** The key under which what the last `complete` handed over is kept. */
export const CURSOR = 'sync:cursor';
/** When everything was last read and nothing was held back, milliseconds since 1970. */
const SNAPSHOT_AT = 'sync:snapshot-at';
/** From this hour of local time on the first run of the day reads everything, whatever changes were told meanwhile. */
const SNAPSHOT_HOUR = 2;
const PAGE = 1000;

/**
 * Settles what the run goes on from. A cursor is good for one run: it is taken away here and comes back with the next good end,
 * so that after a run that failed, was interrupted or held something back everything is read. It is not used either when
 * everything is asked for, and in the first run of the night.
 */
export function takeCursor(run: SyncRun): void {
  const { state, source } = run;
  const cursor = state.sourceState.get(source.id, CURSOR) ?? '';
  if (cursor === '') return;
  const mayBeUsed = run.changesOnly && !run.full && !isSnapshotDue(run);
  if (mayBeUsed) run.start.cursor = cursor;
  if (!run.dryRun) state.sourceState.set(source.id, CURSOR, '');
}

/** After a run that ended well. */
export function keepCursor({ state, source, now }: SyncRun, { snapshot, cursor }: SourceChange & { type: 'complete' }): void {
  if (snapshot) state.sourceState.set(source.id, SNAPSHOT_AT, String(now()));
  if (cursor !== undefined) state.sourceState.set(source.id, CURSOR, cursor);
}

/** What a reading of the source in this run is given. */
export function readOptions(run: SyncRun, signal: AbortSignal): ReadOptions {
  const { cursor } = run.start;
  return cursor === undefined ? { signal } : { signal, cursor, known: () => knownItems(run) };
}

function isSnapshotDue({ state, source, now }: SyncRun): boolean {
  const snapshotAt = Number(state.sourceState.get(source.id, SNAPSHOT_AT) ?? 0);
  // A snapshot of the future: the clock was set back, and nobody knows how old it is.
  return snapshotAt < lastNight(now()) || snapshotAt > now();
}

function lastNight(now: number): number {
  const night = new Date(now);
  night.setHours(SNAPSHOT_HOUR, 0, 0, 0);
  if (night.getTime() > now) night.setDate(night.getDate() - 1);
  return night.getTime();
}

function* knownItems({ state, source }: SyncRun): Generator<KnownItem> {
  for (let after = ''; ; ) {
    // Later than every run, so that it is all there is.
    const page = state.ledger.unseen(source.id, Number.MAX_SAFE_INTEGER, after, PAGE);
    const last = page.at(-1);
    if (last === undefined) return;
    for (const { itemId, path, state: stands } of page) yield { id: itemId, path, isExcluded: stands === 'excluded' };
    after = last.itemId;
  }
}
