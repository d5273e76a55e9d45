import type { SyncRun } from './sync-run.ts';

const BATCH = 1000;

/** Marks of what a run has seen and need not change: one transaction for a thousand of them. */
export interface Touches {
  add(itemId: string): void;
  /** The item and all below it. */
  addSubtree(itemId: string): void;
  flush(): void;
}

export function createTouches(run: SyncRun): Touches {
  if (run.dryRun) return createDryTouches(run);
  const { ledger, transaction } = run.state;
  let batch: string[] = [];

  function flush(): void {
    const items = batch;
    batch = [];
    transaction(() => {
      for (const item of items) ledger.touch(run.source.id, item, run.generation);
    });
  }

  return {
    add(itemId) {
      batch.push(itemId);
      if (batch.length >= BATCH) flush();
    },
    addSubtree: (itemId) => ledger.touchSubtree(run.source.id, itemId, run.generation),
    flush,
  };
}

function createDryTouches({ marks }: SyncRun): Touches {
  return {
    add: (itemId) => void marks.items.add(itemId),
    addSubtree: (itemId) => void marks.subtrees.push(itemId),
    flush: () => undefined,
  };
}
