import { setImmediate as breathe } from 'node:timers/promises';
import type { LedgerEntry } from '../types/ledger.ts';
import type { ReadOptions, SourceChange } from '../types.ts';
import { narrowBelow } from './access-changes.ts';
import { readOptions } from './cursor.ts';
import { followItem } from './follow-item.ts';
import { type RunListings, unchangedListings } from './listings.ts';
import type { ReadingPlace } from './reading-place.ts';
import { settleWhileReading } from './settle-while-reading.ts';
import { emptyEntry, excludedEntry, type SyncRun } from './sync-run.ts';
import { createTouches, type Touches } from './touches.ts';

/** After so many changes everything else in the process gets its turn, whatever the source does. */
const CHANGES_AT_ONCE = 200;

/** The source's last word. */
export type Completion = SourceChange & { type: 'complete' };

/** What is kept of a reading for the next run. */
export interface ReadingNotes {
  listings: RunListings;
  place: ReadingPlace;
}

/**
 * Follows what the source says to its end, and starts the work for each change without waiting for it. Throws when the source
 * does, and when it ends without saying that it was complete.
 */
export async function readChanges(run: SyncRun, notes: ReadingNotes): Promise<Completion> {
  const touches = createTouches(run);
  let completion: Completion | undefined;
  let count = 0;
  const settling = settleWhileReading(run);
  try {
    const options = run.only === undefined ? wholeReading(run, notes) : { signal: run.signal, only: run.only };
    for await (const change of run.source.read(options)) {
      run.signal.throwIfAborted();
      if (completion !== undefined) throw new Error('the source went on after it had said that it was complete');
      if (change.type === 'complete') completion = change;
      else await follow(run, change, { ...notes, touches });
      if (++count % CHANGES_AT_ONCE === 0) await breathe();
    }
  } finally {
    settling.stop();
    run.scout.stop.abort(new Error('the reading has come to its end'));
  }
  run.signal.throwIfAborted();
  if (completion === undefined) throw new Error('the source ended without saying that it was complete');
  touches.flush();
  run.waiting.nothingMoreComes();
  return completion;
}

function wholeReading(run: SyncRun, { place }: ReadingNotes): ReadOptions {
  return { ...readOptions(run, run.signal), ...unchangedListings(run), ...place.options() };
}

async function follow(
  run: SyncRun,
  change: Exclude<SourceChange, Completion>,
  { touches, listings, place }: ReadingNotes & { touches: Touches },
): Promise<void> {
  switch (change.type) {
    case 'upsert':
      await followItem(run, touches, change.item);
      listings.met(change);
      place.met(change.item.id);
      return;
    case 'listing':
      listings.end(change, touches);
      place.passed(change.listing);
      return;
    case 'excluded':
      listings.met(change);
      return exclude(run, touches, change);
    case 'remove':
      run.dropped.set(change.id, 'removed');
      return;
    case 'unreadable':
      return keepUnreadable(run, touches, change);
    default:
      change satisfies never;
  }
}

/** Left out by a rule. What we have of it goes with the sweep and through its guard: a rule may be a mistake, too. */
function exclude(run: SyncRun, touches: Touches, change: SourceChange & { type: 'excluded' }): void {
  const { id, path, rule, subtree } = change;
  run.progress.excluded++;
  run.progress.seen++;
  const before = run.state.ledger.get(run.source.id, id);
  if (before !== undefined && before.state !== 'excluded' && before.kind !== 'folder') {
    run.dropped.set(id, { rule });
    if (change.accountEnded && !run.dryRun)
      run.track(run.commits.add(() => run.state.directory.setDisabled(run.source.id, id, true)));
    return;
  }
  touches.add(id);
  const isNoted = before?.state === 'excluded' && before.reason === rule && before.path === path;
  if (isNoted || run.dryRun) return;
  const entry = excludedEntry(run, { itemId: id, kind: subtree ? 'folder' : 'file', path, rule });
  run.track(run.commits.add(() => run.state.ledger.put(run.source.id, entry)));
}

/** What could not be read stays as it is, with everything below it; who is known to be kept out there sees it no more. */
async function keepUnreadable(run: SyncRun, touches: Touches, change: SourceChange & { type: 'unreadable' }): Promise<void> {
  const { id, path, subtree, error, access } = change;
  run.progress.unreadable++;
  run.unreadable.first ??= error;
  run.progress.seen++;
  if (access !== undefined && !run.dryRun) await narrowBelow(run, change, access);
  const before = run.state.ledger.get(run.source.id, id);
  if (subtree) touches.addSubtree(id);
  else touches.add(id);
  const isKnown = before !== undefined && before.kind !== 'folder' && before.state !== 'excluded';
  if (run.dryRun || isKnown || id === '') return;
  const place = { itemId: id, kind: subtree ? 'folder' : 'file', path, state: 'failed' } as const;
  const entry: LedgerEntry = { ...emptyEntry(run, place), cause: 'unreadable', reason: error, attempts: 1 };
  run.track(run.commits.add(() => run.state.ledger.put(run.source.id, entry)));
}
