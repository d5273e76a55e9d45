import type { SyncState } from '../types.ts';

/** How long the first change of a group waits for others to share its transaction, milliseconds. */
const SHORTEST_WAIT = 20;
const LONGEST_WAIT = 500;
/** While transactions are slow, groups wait for so many times as long as the last one took: a fifth of the time goes into them. */
const WAIT_PER_COST = 4;
/** Bounds for how long everything else in the process waits for a transaction. */
const LARGEST_GROUP = 1000;

/** Changes of the state, several in one transaction: it is the transaction that costs (an fsync), not the change. */
export interface Commits {
  /** Resolves when the change is on disk. A change that throws fails all of its group. */
  add(change: () => void): Promise<void>;
  /** Commits what waits, now. */
  flush(): void;
}

export function createCommits(state: Pick<SyncState, 'transaction'>): Commits {
  let group: { change: () => void; resolve(): void; reject(error: unknown): void }[] = [];
  let timer: NodeJS.Timeout | undefined;
  let wait = SHORTEST_WAIT;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const changes = group;
    group = [];
    if (changes.length === 0) return;
    const began = performance.now();
    try {
      state.transaction(() => {
        for (const { change } of changes) change();
      });
    } catch (error) {
      for (const { reject } of changes) reject(error);
      return;
    }
    wait = Math.min(Math.max((performance.now() - began) * WAIT_PER_COST, SHORTEST_WAIT), LONGEST_WAIT);
    for (const { resolve } of changes) resolve();
  }

  return {
    add(change) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      group.push({ change, resolve, reject });
      if (group.length >= LARGEST_GROUP) flush();
      else timer ??= setTimeout(flush, wait);
      return promise;
    },
    flush,
  };
}
