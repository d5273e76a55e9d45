import { expect, test } from 'vitest';
import { type Bench, createBench, createShelf, putFile, type Shelf } from './sync-bench.ts';

const GRACE = { by: 'grace', at: Date.UTC(2026, 2, 4) };

/** 200 files in four folders, of which one went missing and is held back. */
async function heldFolder(): Promise<{ bench: Bench; shelf: Shelf; folder: string[] }> {
  const bench = createBench();
  const shelf = createShelf();
  for (let n = 0; n < 200; n++) putFile(shelf, `folder ${n % 4}/file ${n}.txt`);
  await bench.run(shelf);
  const folder = [...shelf.items.keys()].filter((path) => path.startsWith('folder 1/'));
  for (const path of folder) shelf.items.delete(path);
  expect((await bench.run(shelf)).progress).toMatchObject({ removed: 0, held: 50 });
  return { bench, shelf, folder };
}

test('what somebody wants to be kept is not released by any number of runs, and says who kept it', async () => {
  const { bench, shelf } = await heldFolder();
  expect(bench.store.held.restore('library', GRACE)).toBe(true);
  for (let run = 0; run < 3; run++) expect((await bench.run(shelf)).progress).toMatchObject({ removed: 0, held: 50 });
  expect(bench.sink.stored.size).toBe(200);
  expect(bench.store.held.get('library')).toMatchObject({
    count: 50,
    kept: { by: 'grace', at: GRACE.at },
    reason: expect.stringContaining('Kept by grace on 2026-03-04'),
  });
});

test('beside what is kept, a file or two go as ever, and a folder is held and released by a second run as ever', async () => {
  const { bench, shelf } = await heldFolder();
  bench.store.held.restore('library', GRACE);
  shelf.items.delete('folder 2/file 2.txt');
  expect((await bench.run(shelf)).progress).toMatchObject({ removed: 1, held: 50 });
  for (const path of [...shelf.items.keys()]) if (path.startsWith('folder 3/')) shelf.items.delete(path);
  expect((await bench.run(shelf)).progress).toMatchObject({ removed: 0, held: 100 });
  expect((await bench.run(shelf)).progress).toMatchObject({ removed: 50, held: 50 });
  expect((await bench.run(shelf)).progress).toMatchObject({ removed: 0, held: 50 });
});

test('what is kept goes when it is confirmed after all, and a confirmation is taken back by keeping it', async () => {
  const { bench, shelf } = await heldFolder();
  bench.store.held.confirm('library');
  bench.store.held.restore('library', GRACE);
  expect(bench.store.held.get('library')).toMatchObject({ confirmed: false, kept: { by: 'grace' } });
  expect((await bench.run(shelf)).progress).toMatchObject({ removed: 0, held: 50 });
  bench.store.held.confirm('library');
  expect((await bench.run(shelf)).progress).toMatchObject({ removed: 50, held: 0 });
  expect(bench.store.held.get('library')).toBeUndefined();
});

test('what is kept is forgotten when it is seen again, and opened by nobody', async () => {
  const { bench, shelf, folder } = await heldFolder();
  bench.store.held.restore('library', GRACE);
  for (const path of folder) putFile(shelf, path);
  expect((await bench.run(shelf)).progress).toMatchObject({ held: 0, opened: 0 });
  expect(bench.store.held.get('library')).toBeUndefined();
});

test('what was removed on a confirmation and is back is read again like anything new', async () => {
  const { bench, shelf, folder } = await heldFolder();
  bench.store.held.confirm('library');
  expect((await bench.run(shelf)).progress.removed).toBe(50);
  for (const path of folder) putFile(shelf, path);
  expect((await bench.run(shelf)).progress).toMatchObject({ added: 50, opened: 50, removed: 0 });
  expect(bench.sink.textOf(folder[0] ?? '')).toBe(`The text of ${folder[0]}.`);
});

test('nothing is kept where nothing is held', async () => {
  expect(createBench().store.held.restore('library', GRACE)).toBe(false);
});
