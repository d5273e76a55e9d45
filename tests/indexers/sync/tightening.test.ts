import { describe, expect, test } from 'vitest';
import type { ExtractionPool } from '#indexers/types/extraction.ts';
import { BOARD, CREW, expectInLine, filledBench, nameOf, rights } from './re-permission.ts';
import { countedPaths, isCounted, slotGrants } from './readers.ts';
import { type Bench, only, putFile, type Shelf, textPool } from './sync-bench.ts';

describe('a right that was taken away', () => {
  /** Runs while the reading of texts stands still, and says what is counted when the walk is at its end. */
  async function whileTextsWait(bench: Bench, shelf: Shelf, look: () => void, options: object = {}): Promise<void> {
    const seen = Promise.withResolvers<void>();
    const pool: ExtractionPool = {
      ...textPool,
      extract: (...parameters) => seen.promise.then(() => textPool.extract(...parameters)),
    };
    const isGone = () => !countedPaths(bench, 'group:crew').includes('z.txt');
    const watch = setInterval(() => {
      if (!isGone()) return;
      look();
      seen.resolve();
    }, 5);
    try {
      expect((await bench.run(shelf, { pool, ...options })).outcome).toEqual({ state: 'complete' });
    } finally {
      clearInterval(watch);
    }
  }

  test('at the end of a drive is gone although files before it fill the queue', async () => {
    const { bench, shelf } = await filledBench(5);
    putFile(shelf, 'z.txt', { access: CREW });
    await bench.run(shelf);
    const z = shelf.items.get('z.txt');
    shelf.items.delete('z.txt');
    shelf.opened.length = 0;
    for (let n = 0; n < 30; n++) putFile(shelf, `slow ${n}.txt`, { access: CREW });
    if (z) shelf.items.set('z.txt', { ...z, access: BOARD });
    const states: unknown[] = [];
    await whileTextsWait(bench, shelf, () => states.push(shelf.opened.length), { maxItems: 10, scoutAfter: 0 });
    expect(states[0]).toBeLessThan(30);
    // The first two runs, and in the third the reading proper and the one ahead of it.
    expect(shelf.reads).toHaveLength(4);
    expect(shelf.opened).toHaveLength(30);
    expectInLine(bench, shelf);
  });

  test('with a change of the text is gone before a place in the queue is free', async () => {
    const { bench, shelf } = await filledBench(5);
    putFile(shelf, 'z.txt', { access: CREW });
    await bench.run(shelf);
    shelf.items.delete('z.txt');
    for (let n = 0; n < 30; n++) putFile(shelf, `slow ${n}.txt`, { access: CREW });
    putFile(shelf, 'z.txt', { text: 'For the board.', access: BOARD });
    await whileTextsWait(bench, shelf, () => undefined, { maxItems: 10, scoutAfter: 0 });
    expect(bench.sink.textOf('z.txt')).toBe('For the board.');
    expectInLine(bench, shelf);
  });

  test('from some files of a slot is settled while the reading still goes on, from a whole slot when it has ended', async () => {
    const { bench, shelf } = await filledBench(20);
    for (let n = 0; n < 20; n++) putFile(shelf, `whole/${n}.txt`, { access: only('group:club') });
    await bench.run(shelf);
    bench.sink.calls.length = 0;
    let count = 0;
    for (const item of shelf.items.values()) {
      const isOneOfFour = item.path.startsWith('whole') || count++ % 4 === 0;
      if (isOneOfFour) shelf.items.set(item.id, { ...item, access: BOARD });
    }
    const { read } = shelf.source;
    const all = Promise.withResolvers<void>();
    const { setAccess } = bench.sink;
    bench.sink.setAccess = (change) =>
      setAccess(change).then(() => {
        if (bench.sink.calls.length === 5) all.resolve();
      });
    shelf.source.read = async function* (options) {
      let told = 0;
      for await (const change of read(options)) {
        // All of the split slot, and a part of the other.
        if (told++ === 25) await all.promise;
        yield change;
      }
    };
    await bench.run(shelf, { settleEvery: 20 });
    expect(bench.sink.calls).toHaveLength(5);
    expect(countedPaths(bench, 'group:board')).toHaveLength(25);
    expectInLine(bench, shelf);
  });

  test('from one file of many does not hide the others, not for a moment', async () => {
    const { bench, shelf } = await filledBench(50);
    rights(shelf, BOARD, (n) => n === 7);
    const { setAccess } = bench.sink;
    let counted: string[] = [];
    bench.sink.setAccess = (change) => {
      counted = countedPaths(bench, 'group:crew');
      return setAccess(change);
    };
    await bench.run(shelf);
    expect(counted).toHaveLength(49);
    expect(counted).not.toContain(nameOf(7));
  });

  test('from more than a search can leave out one by one is covered by narrowing, until it is settled', async () => {
    const { bench, shelf } = await filledBench(100);
    rights(shelf, BOARD, (n) => n % 3 === 0);
    rights(shelf, only('group:club'), (n) => n > 90);
    const { setAccess } = bench.sink;
    const looks: object[] = [];
    bench.sink.setAccess = (change) => {
      looks.push({
        counted: countedPaths(bench, 'group:crew').length,
        countedByTwo: countedPaths(bench, 'group:crew', 'group:board').length,
        listed: bench.store.acls.openChanges().length,
        readable: slotGrants(bench.store, bench.ledger(shelf).get(nameOf(1))?.aclId, 'group:crew'),
      });
      return setAccess(change);
    };
    await bench.run(shelf, { maxListed: 10 });
    // The documents that stay are hidden from searches for the moment, and are what they were to everything else.
    expect(looks[0]).toEqual({ counted: 0, countedByTwo: 0, listed: 0, readable: true });
    expect(countedPaths(bench, 'group:crew')).toHaveLength(60);
    expectInLine(bench, shelf);
  });

  test('is never counted again on the way, whatever moves where', async () => {
    const { bench, shelf } = await filledBench(40);
    rights(shelf, BOARD, (n) => n < 10);
    await bench.run(shelf);
    rights(shelf, only('group:club'), (n) => n >= 10 && n < 35);
    rights(shelf, CREW, (n) => n < 4);
    const truth = (n: number, group: string) => slotGrants(bench.store, bench.ledger(shelf).get(nameOf(n))?.aclId, group);
    const leaks: string[] = [];
    const look = () => {
      for (const group of ['group:crew', 'group:board', 'group:club'])
        for (const [key, { aclId, path }] of bench.sink.stored) {
          const id = key.replace(/-\d+$/, '');
          const n = Number(path.slice(7, 13));
          if (isCounted(bench.store, { id, aclId }, group) && !truth(n, group)) leaks.push(`${group} ${path}`);
        }
    };
    const { transaction } = bench.store;
    bench.store.transaction = (work) => {
      const result = transaction(work);
      look();
      return result;
    };
    for (const limits of [{ maxListed: 3 }, {}]) await bench.run(shelf, limits);
    expect(leaks).toEqual([]);
    expectInLine(bench, shelf);
  });
});
