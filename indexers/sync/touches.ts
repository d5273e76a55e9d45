import type { Listing } from '../types/listing.ts';
import type { SyncRun } from './sync-run.ts';

const BATCH = 1000;

/** Marks of what a run has seen and need not change: one transaction for a thousand of them. */
export interface Touches {
  add(itemId: string): void;
  /** All items of a listing. Where the ledger has not exactly these, the next run gets to see them one by one. */
  addListing(listing: Listing): void;
  /** The item and all below it. */
  addSubtree(itemId: string): void;
  flush(): void;
}

export function createTouches(run: SyncRun): Touches {
  if (run.dryRun) return createDryTouches(run);
  const { ledger, listings, transaction } = run.state;
  let batch: (string | Listing)[] = [];

  function flush(): void {
    const items = batch;
    batch = [];
    transaction(() => {
      for (const item of items) {
        if (typeof item === 'string') ledger.touch(run.source.id, item, run.generation);
        else touchListing(item);
      }
    });
  }

  function touchListing({ key, ranges, items }: Listing): void {
    const touched = ranges.reduce((sum, range) => sum + ledger.touchRange(run.source.id, range, run.generation), 0);
    if (touched !== items) listings.remove(run.source.id, key);
  }

  function add(item: string | Listing): void {
    batch.push(item);
    if (batch.length >= BATCH) flush();
  }

  return {
    add,
    addListing: add,
    addSubtree: (itemId) => ledger.touchSubtree(run.source.id, itemId, run.generation),
    flush,
  };
}

function createDryTouches({ marks }: SyncRun): Touches {
  return {
    add: marks.add,
    addListing: ({ ranges }) => ranges.forEach(marks.addRange),
    addSubtree: marks.addSubtree,
    flush: () => undefined,
  };
}
