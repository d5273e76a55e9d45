import type { SyncState } from '../types.ts';

/** Longest time a change waits for others to share its transaction, milliseconds. */
const LONGEST_WAIT = 20;
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

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const changes = group;
    group = [];
    if (changes.length === 0) return;
    try {
      state.transaction(() => {
        for (const { change } of changes) change();
      });
    } catch (error) {
      for (const { reject } of changes) reject(error);
      return;
    }
    for (const { resolve } of changes) resolve();
  }

  return {
    add(change) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      group.push({ change, resolve, reject });
      if (group.length >= LARGEST_GROUP) flush();
      else timer ??= setTimeout(flush, LONGEST_WAIT);
      return promise;
    },
    flush,
  };
}
