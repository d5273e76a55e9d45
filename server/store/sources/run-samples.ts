import type { Database } from '../database.ts';
import { integer } from '../rows.ts';
import type { RunSampleStore } from './source-store.ts';

/** They go with their run. */
export function createRunSamples({ sql }: Database): RunSampleStore {
  // A run that is forgotten meanwhile has nothing to be drawn.
  const add = sql.prepare('INSERT OR REPLACE INTO run_samples SELECT id, ?, ?, ? FROM runs WHERE id = ?');
  const of = sql.prepare('SELECT at, seen, written FROM run_samples WHERE run = ? ORDER BY at');
  return {
    add(run, { at, seen, written }) {
      add.run(at, seen, written, run);
    },
    of: (run) =>
      of.all(run).map((row) => ({ at: integer(row, 'at'), seen: integer(row, 'seen'), written: integer(row, 'written') })),
  };
}
