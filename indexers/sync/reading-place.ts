import type { Listing } from '../types/listing.ts';
import type { ReadOptions } from '../types.ts';
import type { SyncRun } from './sync-run.ts';

const KEY = 'sync:reading-at';
/** How often the place is written down, milliseconds. */
const EVERY = 1000;

/**
 * Where a run is in a source that tells its folders one after the other, so that the next one goes on there when this one is
 * killed. Everything is read all the same: what is before the place comes last, and all of it belongs to one generation.
 */
export interface ReadingPlace {
  /** Where to begin. */
  options(): Pick<ReadOptions, 'from'>;
  /** An item that was followed, and perhaps is still being worked on. */
  met(itemId: string): void;
  /** All items of a listing were met. */
  passed(listing: Listing): void;
  /** After a run that came to its end. */
  forget(): void;
}

export function createReadingPlace(run: SyncRun): ReadingPlace {
  const { state, source } = run;
  /** Listings in the order of reading, from the first of which something is still being worked on. */
  const open: { folder: string; working: string[] }[] = [];
  let working: string[] = [];
  let writtenAt = run.now();
  let written = state.sourceState.get(source.id, KEY) ?? '';

  /** The first folder that is not done. */
  function place(current: string): string {
    for (let first = open[0]; first !== undefined; first = open[0]) {
      first.working = first.working.filter((itemId) => run.busy.has(itemId));
      if (first.working.length > 0) return first.folder;
      open.shift();
    }
    return current;
  }

  function write(folder: string): void {
    if (folder === written || run.dryRun) return;
    written = folder;
    state.sourceState.set(source.id, KEY, folder);
  }

  return {
    options: () => (written === '' ? {} : { from: written }),
    met(itemId) {
      if (run.busy.has(itemId)) working.push(itemId);
    },
    passed({ key }) {
      const folder = key.slice(0, Math.max(0, key.lastIndexOf('/')));
      if (working.length > 0) open.push({ folder, working });
      working = [];
      if (run.now() - writtenAt < EVERY) return;
      writtenAt = run.now();
      write(place(folder));
    },
    forget: () => write(''),
  };
}
