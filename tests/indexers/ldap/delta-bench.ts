import type { SyncOptions } from '#indexers/sync/sync-run.ts';
import type { RunOutcome, RunProgress } from '#indexers/types/run.ts';
import type { Source, SourceChange } from '#indexers/types.ts';
import type { StoredPerson } from '#server/store/state-store.ts';
import { type Bench, createBench, createShelf } from '../sync/sync-bench.ts';

/** What a run was told and came to. */
export interface WatchedRun {
  outcome: RunOutcome;
  progress: RunProgress;
  changes: SourceChange[];
  /** Everything was read, not only what changed. */
  snapshot: boolean | undefined;
}

/** Runs of one directory after each other, as the schedule would have them. */
export interface DeltaBench extends Bench {
  /** By the schedule: changes only, unless something speaks against it. */
  next(source: Source, options?: Partial<SyncOptions>): Promise<WatchedRun>;
  /** What the next run would go on from. */
  cursor(): string;
  setCursor(cursor: string): void;
  person(uid: string): StoredPerson | undefined;
  /** Sorted. */
  groupsOf(uid: string): string[];
}

const CURSOR = 'sync:cursor';

export function createDeltaBench(): DeltaBench {
  const bench = createBench();
  const { store } = bench;
  const person = (uid: string) => store.directory.personByUid(uid);
  return {
    ...bench,
    async next(source, options = {}) {
      const changes: SourceChange[] = [];
      const watched: Source = {
        ...source,
        async *read(o) {
          for await (const change of source.read(o)) {
            changes.push(change);
            yield change;
          }
        },
      };
      const run = await bench.run({ ...createShelf(source.id), source: watched }, { changesOnly: true, ...options });
      const last = changes.at(-1);
      return { ...run, changes, snapshot: last?.type === 'complete' ? last.snapshot : undefined };
    },
    cursor: () => store.sourceState.get('staff', CURSOR) ?? '',
    setCursor: (cursor) => store.sourceState.set('staff', CURSOR, cursor),
    person,
    groupsOf(uid) {
      const found = person(uid);
      const principals = found === undefined ? [] : store.directory.principalsOf(found);
      return principals.flatMap((one) => (one.startsWith('group:') ? [one.slice('group:'.length)] : [])).sort();
    },
  };
}

/** Paths of what was told in this way. */
export function told(changes: SourceChange[], type: 'upsert' | 'excluded'): string[] {
  return changes.flatMap((change) => {
    if (change.type !== type) return [];
    return [change.type === 'upsert' ? change.item.path : change.path];
  });
}
