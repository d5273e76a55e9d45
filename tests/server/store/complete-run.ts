import { newProgress } from '#indexers/sync/run-counts.ts';
import type { StateStore } from '#server/store/state-store.ts';

/** A run of the source that has read everything. */
export function completeRun(store: StateStore, source: string): void {
  const run = store.runs.start(source, { dryRun: false });
  if (run === undefined) throw new Error(`a run of ${source} is going on`);
  store.runs.finish(run.id, { state: 'complete', message: null, progress: newProgress() });
}
