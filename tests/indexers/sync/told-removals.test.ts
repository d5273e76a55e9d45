import { expect, test } from 'vitest';
import { type Bench, createBench, createShelf, putFile, type Shelf } from './sync-bench.ts';

/** Files in ten folders, read once. */
async function drive(files: number): Promise<{ bench: Bench; shelf: Shelf; look: (gone: string[]) => ReturnType<Bench['run']> }> {
  const bench = createBench();
  const shelf = createShelf();
  for (let n = 0; n < files; n++) putFile(shelf, pathOf(n));
  await bench.run(shelf);
  return {
    bench,
    shelf,
    /** Somebody said that these may be gone, and they are. */
    look(gone) {
      for (const id of gone) shelf.items.delete(id);
      const told: Shelf = createShelf();
      told.snapshot = false;
      told.extra = gone.map((id) => ({ type: 'remove', id }));
      return bench.run(told, { only: gone.map((id) => ({ id, what: 'gone' })) });
    },
  };
}

const pathOf = (n: number) => `folder ${n % 10}/file ${n}.txt`;
const paths = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => pathOf(from + n));

test('whoever confirms what a look held back has said nothing of what goes missing later', async () => {
  const { bench, shelf, look } = await drive(400);
  expect((await look(paths(0, 60))).progress).toMatchObject({ removed: 0, held: 60 });
  expect(bench.store.held.confirm('library')).toBe(true);
  // Then half of the drive does not show any more.
  for (const path of paths(60, 260)) shelf.items.delete(path);
  expect((await bench.run(shelf)).progress).toMatchObject({ removed: 60, held: 200 });
  expect(bench.sink.stored.size).toBe(340);
});

test('whoever keeps what a look held back keeps nothing else', async () => {
  const { bench, shelf, look } = await drive(400);
  await look(paths(0, 60));
  bench.store.held.restore('library', { by: 'grace', at: bench.now });
  shelf.items.delete(pathOf(300));
  expect((await bench.run(shelf)).progress).toMatchObject({ removed: 1, held: 60 });
});

test('of what is held back since a look only that is said to be gone', async () => {
  const { bench, shelf, look } = await drive(400);
  await look(paths(0, 60));
  const generation = bench.store.held.get('library')?.generation ?? 0;
  const held = [...bench.ledger(shelf).values()].filter((entry) => entry.generation < generation);
  expect(held.map(({ itemId }) => itemId).sort()).toEqual(paths(0, 60).sort());
});

test('a look neither takes the place of what a whole run held back, nor takes a confirmation of it back', async () => {
  const { bench, shelf, look } = await drive(400);
  for (const path of paths(0, 100)) shelf.items.delete(path);
  await bench.run(shelf);
  expect(bench.store.held.get('library')).toMatchObject({ count: 100 });
  bench.store.held.confirm('library');
  expect((await look(paths(100, 160))).progress).toMatchObject({ removed: 0 });
  expect(bench.store.held.get('library')).toMatchObject({ count: 100, confirmed: true });
});

test('a look removes nothing of what waits for somebody', async () => {
  const { bench, shelf, look } = await drive(400);
  for (const path of paths(0, 100)) shelf.items.delete(path);
  await bench.run(shelf);
  expect((await look(paths(0, 10))).progress).toMatchObject({ removed: 0, held: 10 });
  expect(bench.sink.stored.size).toBe(400);
});

test('many removals are held back although every single look finds few', async () => {
  const { bench, shelf, look } = await drive(400);
  for (let at = 0; at < 100; at += 10) await look(paths(at, at + 10));
  expect(bench.sink.stored.size).toBe(350);
  expect(bench.store.held.get('library')?.reason).toContain('since everything was last read');
  // The whole run finds 50 of 350 missing, which is not more than may go.
  expect((await bench.run(shelf)).progress).toMatchObject({ removed: 50, held: 0 });
  expect((await look(paths(100, 110))).progress).toMatchObject({ removed: 10 });
});
