import { setImmediate as breathe } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { BOARD, CREW, expectInLine, filledBench, nameOf, openRows, rights } from './re-permission.ts';
import { countedPaths } from './readers.ts';
import { type Bench, everyone, putFile, type Shelf } from './sync-bench.ts';

/** As many files like the first one, as if they had been indexed. */
function multiply(bench: Bench, shelf: Shelf, files: number): void {
  const first = bench.ledger(shelf).get(nameOf(0));
  const passage = bench.sink.stored.get(`${first?.recordId}-0`);
  if (first === undefined || passage === undefined) throw new Error('there is no file to multiply');
  bench.store.transaction(() => {
    for (let n = 1; n < files; n++) {
      putFile(shelf, nameOf(n), { access: CREW, version: first.version });
      bench.store.ledger.put('library', { ...first, itemId: nameOf(n), path: nameOf(n), recordId: `record ${n}` });
      bench.sink.stored.set(`record ${n}-0`, { ...passage, path: nameOf(n) });
    }
  });
}

describe('a folder that gets other rights', () => {
  test('as a whole is right without one document written, 50,000 or not', async () => {
    const { bench, shelf } = await filledBench(1);
    multiply(bench, shelf, 50_000);
    rights(shelf, BOARD);
    const { outcome, progress } = await bench.run(shelf, { signal: AbortSignal.timeout(110_000) });
    expect(outcome).toEqual({ state: 'complete' });
    expect(progress).toMatchObject({ changed: 50_000, opened: 0, written: 0 });
    expect(bench.sink.calls).toEqual([]);
    expect(openRows(bench, shelf)).toEqual([]);
    expect(bench.store.acls.all().map(({ access }) => access)).toEqual([BOARD]);
  }, 120_000);

  test('but for a few writes only these few, and before the others are let in', async () => {
    const { bench, shelf } = await filledBench(200);
    rights(shelf, BOARD, (n) => n % 20 !== 0);
    const { setAccess } = bench.sink;
    const held: unknown[] = [];
    bench.sink.setAccess = (change) => {
      held.push(bench.store.acls.get('1'));
      return setAccess(change);
    };
    await bench.run(shelf);
    expect(held).toEqual(Array(10).fill(CREW));
    expect(bench.sink.calls.map(({ call }) => call)).toEqual(Array(10).fill('setAccess'));
    expect(countedPaths(bench, 'group:crew')).toHaveLength(10);
    expect(countedPaths(bench, 'group:board')).toHaveLength(190);
    expectInLine(bench, shelf);
  });

  test('in its smaller half writes that half', async () => {
    const { bench, shelf } = await filledBench(200);
    rights(shelf, BOARD, (n) => n < 70);
    await bench.run(shelf);
    expect(bench.sink.calls).toHaveLength(70);
    expect(countedPaths(bench, 'group:crew')).toHaveLength(130);
    expectInLine(bench, shelf);
  });

  test('and takes those of another, which takes those of the first, is right too', async () => {
    const { bench, shelf } = await filledBench(60);
    rights(shelf, BOARD, (n) => n < 30);
    await bench.run(shelf);
    bench.sink.calls.length = 0;
    rights(shelf, BOARD);
    rights(shelf, CREW, (n) => n < 30);
    await bench.run(shelf);
    expect(bench.sink.calls).toEqual([]);
    expect(countedPaths(bench, 'group:crew')).toEqual(Array.from({ length: 30 }, (_, n) => nameOf(n)));
    expect(countedPaths(bench, 'group:board')).toEqual(Array.from({ length: 30 }, (_, n) => nameOf(n + 30)));
    expectInLine(bench, shelf);
  });

  test('and has them back before anybody noticed needs nothing', async () => {
    const { bench, shelf } = await filledBench(20);
    rights(shelf, BOARD);
    shelf.breaksAfter = 15;
    expect((await bench.run(shelf)).outcome.state).toBe('failed');
    rights(shelf, CREW);
    shelf.breaksAfter = undefined;
    await bench.run(shelf);
    expect(bench.sink.calls).toEqual([]);
    expectInLine(bench, shelf);
  });

  test('keeps new files of its old rights apart', async () => {
    const { bench, shelf } = await filledBench(20);
    rights(shelf, BOARD);
    putFile(shelf, 'elsewhere.txt', { access: CREW });
    // On its way into the index, under the slot of its rights, while other rights are put into this slot.
    bench.sink.beforeWrite = async () => {
      while (!bench.store.acls.holds('1', BOARD)) await breathe();
    };
    await bench.run(shelf);
    expect(countedPaths(bench, 'group:crew')).toEqual(['elsewhere.txt']);
    expect(countedPaths(bench, 'group:board')).toHaveLength(20);
    expectInLine(bench, shelf);
  });

  test('and in which files changed as well shows each by what it holds', async () => {
    const { bench, shelf } = await filledBench(20);
    rights(shelf, BOARD);
    for (const n of [3, 7]) putFile(shelf, nameOf(n), { text: `New ${n}`, access: BOARD });
    putFile(shelf, nameOf(9), { text: '!timeout', access: BOARD });
    await bench.run(shelf);
    const ofBoard = countedPaths(bench, 'group:board');
    expect(ofBoard).toHaveLength(19);
    expect(ofBoard).not.toContain(nameOf(9));
    expect(countedPaths(bench, 'group:crew')).toEqual([]);
    expect(countedPaths(bench, 'group:crew', 'group:board')).toHaveLength(20);
    expectInLine(bench, shelf);
  });
});

test('a slot that nothing refers to any more is removed by a complete run, and its number never comes back', async () => {
  const { bench, shelf } = await filledBench(4);
  rights(shelf, BOARD, (n) => n === 3);
  await bench.run(shelf);
  const slots = () => bench.store.acls.all().map(({ aclId, access }) => [aclId, access]);
  expect(slots()).toEqual([
    ['1', CREW],
    ['2', BOARD],
  ]);
  shelf.items.delete(nameOf(3));
  const generation = bench.store.acls.generation();
  await bench.run(shelf);
  expect(slots()).toEqual([['1', CREW]]);
  expect(bench.store.acls.generation()).toBe(generation);
  rights(shelf, everyone, (n) => n === 0);
  await bench.run(shelf);
  expect(slots()).toEqual([
    ['1', CREW],
    ['3', everyone],
  ]);
});

test('a dry run says how many would change, and makes no slot', async () => {
  const { bench, shelf } = await filledBench(10);
  rights(shelf, BOARD, (n) => n < 6);
  const before = bench.store.acls.all();
  const { progress } = await bench.run(shelf, { dryRun: true });
  expect(progress).toMatchObject({ changed: 6, unchanged: 4 });
  expect(bench.store.acls.all()).toEqual(before);
  expect(openRows(bench, shelf)).toEqual([]);
});
