import { expect, test } from 'vitest';
import { lastIndexCheck } from '#indexers/sync/index-check.ts';
import { createBench, createShelf, putFile } from './sync-bench.ts';

const YEAR = 365 * 86_400_000;

test('what failed under a clock that was years ahead does not wait for these years', async () => {
  const bench = createBench();
  const shelf = createShelf();
  putFile(shelf, 'slow.txt', { text: '!timeout' });
  bench.now += 5 * YEAR;
  await bench.run(shelf);
  expect((await bench.run(shelf)).progress).toMatchObject({ opened: 0 });
  bench.now -= 5 * YEAR;
  expect((await bench.run(shelf)).progress).toMatchObject({ opened: 1, failed: 1 });
  expect((await bench.run(shelf)).progress).toMatchObject({ opened: 0 });
});

test('nor does the comparison of index and ledger, record by record', async () => {
  const bench = createBench();
  const shelf = createShelf();
  putFile(shelf, 'a.txt');
  bench.now += 5 * YEAR;
  await bench.run(shelf);
  bench.now -= 5 * YEAR;
  await bench.run(shelf);
  expect(lastIndexCheck(bench.store, 'library')?.thoroughAt).toBe(bench.now);
});
