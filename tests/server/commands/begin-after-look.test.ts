import { expect, test } from 'vitest';
import { newProgress } from '#indexers/sync/run-counts.ts';
import { beginAfterLook } from '#server/commands/begin-after-look.ts';
import { AppError } from '#server/errors.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';

const forEver = new AbortController().signal;

test('a run begins when the look that was in its way is over', async () => {
  const store = createSqliteStore({ path: ':memory:' });
  const look = store.runs.start('library', { dryRun: false });
  let tries = 0;
  const run = await beginAfterLook(() => {
    if (++tries === 3)
      store.runs.finish(look?.id ?? 0, { state: 'complete', message: null, progress: newProgress(), isForgotten: true });
    const begun = store.runs.start('library', { dryRun: false });
    if (begun === undefined) throw new AppError('conflict', 'A run is going on.');
    return begun;
  }, forEver);
  expect(tries).toBe(3);
  // Nothing is left of the look, and it was no complete run of the source.
  expect(store.runs.list({ limit: 10 }).map(({ id }) => id)).toEqual([run.id]);
  expect(store.runs.lastComplete('library')).toBeUndefined();
  store.close();
});

test('anything else that is in its way is said at once', async () => {
  const nothing = () => {
    throw new AppError('not-found', 'No such source.');
  };
  await expect(beginAfterLook(nothing, forEver)).rejects.toThrow('No such source');
});
