import { expect, test } from 'vitest';
import { lastIndexCheck } from '#indexers/sync/index-check.ts';
import type { HeldRecord } from '#indexers/types/records.ts';
import { type Bench, createBench, createShelf, putFile, putPerson, type Shelf } from './sync-bench.ts';

const DAY = 86_400_000;

/** Two people and three files, one of several passages. */
async function indexed(): Promise<{ bench: Bench; shelf: Shelf; idOf(itemId: string): string }> {
  const bench = createBench();
  const shelf = createShelf();
  for (const uid of ['ada', 'grace']) putPerson(shelf, uid);
  for (const path of ['a.txt', 'b.txt']) putFile(shelf, path);
  putFile(shelf, 'long.txt', { text: 'word '.repeat(1000) });
  expect((await bench.run(shelf)).outcome).toEqual({ state: 'complete' });
  bench.sink.calls.length = shelf.opened.length = 0;
  const idOf = (itemId: string) => bench.ledger(shelf).get(itemId)?.recordId ?? 'none';
  return { bench, shelf, idOf };
}

test('an index that agrees with the ledger is only counted, and that is remembered', async () => {
  const { bench, shelf } = await indexed();
  const asked: string[] = [];
  const { contents } = bench.sink;
  const find = (...words: Parameters<typeof contents.find>) => {
    asked.push('find');
    return contents.find(...words);
  };
  Object.assign(bench.sink, { contents: { ...contents, find } });
  bench.now += 60_000;
  expect((await bench.run(shelf)).outcome).toEqual({ state: 'complete' });
  expect(asked).toEqual([]);
  expect(lastIndexCheck(bench.store, 'library')).toMatchObject({ at: bench.now, thoroughAt: bench.now - 60_000, missing: 0 });
});

test.each<{ fact: string; harm(o: Awaited<ReturnType<typeof indexed>>): void; item: string; finding: object }>([
  {
    fact: 'a document that is missing',
    harm: ({ bench, idOf }) => bench.sink.stored.delete(`${idOf('a.txt')}-0`),
    item: 'a.txt',
    finding: { missing: 1, damaged: 0 },
  },
  {
    fact: 'a document of which a passage is missing',
    harm: ({ bench, idOf }) => bench.sink.stored.delete(`${idOf('long.txt')}-2`),
    item: 'long.txt',
    finding: { missing: 0, damaged: 1 },
  },
  {
    fact: 'a document with a passage too many',
    harm({ bench, idOf }) {
      const passage = bench.sink.stored.get(`${idOf('a.txt')}-0`);
      if (passage) bench.sink.stored.set(`${idOf('a.txt')}-7`, passage);
    },
    item: 'a.txt',
    finding: { missing: 0, damaged: 1 },
  },
  {
    fact: 'a person who is missing',
    harm: ({ bench, idOf }) => bench.sink.people.delete(idOf('ada')),
    item: 'ada',
    finding: { missing: 1, damaged: 0 },
  },
])('$fact is found by the next run and written again by the one after it', async ({ harm, item, finding }) => {
  const all = await indexed();
  const { bench, shelf } = all;
  const whole = new Map(bench.sink.stored);
  harm(all);
  const { outcome } = await bench.run(shelf);
  expect(outcome).toMatchObject({ state: 'partial', message: expect.stringContaining('the next run writes them again') });
  expect(lastIndexCheck(bench.store, 'library')).toMatchObject(finding);
  expect(bench.ledger(shelf).get(item)?.state).toBe('pending');
  expect(bench.warnings).toContain('the index and the ledger did not agree');
  expect(await bench.run(shelf)).toMatchObject({ outcome: { state: 'complete' }, progress: { written: 1 } });
  expect(bench.sink.stored).toEqual(whole);
  expect(bench.sink.people.size).toBe(2);
  expect((await bench.run(shelf)).progress.written).toBe(0);
});

test('two mistakes that cancel out are found within a day', async () => {
  const { bench, shelf, idOf } = await indexed();
  const passage = bench.sink.stored.get(`${idOf('a.txt')}-0`);
  bench.sink.stored.delete(`${idOf('a.txt')}-0`);
  if (passage) bench.sink.stored.set('stranger-0', passage);
  bench.now += DAY - 1;
  expect((await bench.run(shelf)).outcome.state).toBe('complete');
  bench.now += 1;
  expect((await bench.run(shelf)).outcome.state).toBe('partial');
  expect(lastIndexCheck(bench.store, 'library')).toMatchObject({ missing: 1, strays: 1, straysRemoved: true });
  expect(bench.sink.stored.has('stranger-0')).toBe(false);
});

/** As many passages as a document that no row is about would leave. */
function leaveStray(bench: Bench, id: string): HeldRecord[] {
  for (const n of [0, 1])
    bench.sink.stored.set(`${id}-${n}`, { source: 'library', text: 'left over', aclId: '1', path: 'x.txt', title: 'x' });
  return [];
}

test('what nobody knows goes from the index, and the run is complete', async () => {
  const { bench, shelf } = await indexed();
  const before = bench.sink.stored.size;
  leaveStray(bench, 'stranger');
  const { outcome } = await bench.run(shelf);
  expect(outcome).toMatchObject({ state: 'complete', remark: expect.stringContaining('1 items that nobody knows') });
  expect(bench.sink.stored.size).toBe(before);
  expect((await bench.run(shelf)).outcome).toEqual({ state: 'complete' });
});

test('what another source has a row for stays in the index', async () => {
  const { bench, shelf, idOf } = await indexed();
  const other = createShelf('archive');
  putFile(other, 'x.txt');
  await bench.run(other);
  const foreign = bench.ledger(other).get('x.txt')?.recordId ?? '';
  leaveStray(bench, foreign);
  await bench.run(shelf);
  expect(bench.sink.stored.has(`${foreign}-1`)).toBe(true);
  expect(bench.sink.stored.has(`${idOf('a.txt')}-0`)).toBe(true);
});

test('what nobody knows stays as long as a run cannot look everywhere: it may lie where nobody could look', async () => {
  const { bench, shelf } = await indexed();
  leaveStray(bench, 'stranger');
  shelf.extra = [{ type: 'unreadable', id: 'closed', path: 'closed', subtree: true, error: 'EACCES' }];
  expect((await bench.run(shelf)).outcome.state).toBe('partial');
  expect(bench.sink.stored.has('stranger-1')).toBe(true);
  shelf.extra = [];
  expect((await bench.run(shelf)).outcome.state).toBe('complete');
  expect(bench.sink.stored.has('stranger-1')).toBe(false);
});

test('what the index refused is not taken for missing', async () => {
  const { bench, shelf } = await indexed();
  const { RecordRefused } = await import('#indexers/sync/record-refused.ts');
  bench.sink.beforeWrite = async () => {
    throw new RecordRefused('too odd');
  };
  putFile(shelf, 'odd.txt');
  expect((await bench.run(shelf)).outcome).toEqual({ state: 'complete' });
  expect(bench.ledger(shelf).get('odd.txt')?.state).toBe('failed');
});

test('a source that tells changes only tells everything once more when something is missing', async () => {
  const { bench, shelf, idOf } = await indexed();
  shelf.cursor = 'monday';
  await bench.run(shelf, { changesOnly: true });
  bench.sink.stored.delete(`${idOf('a.txt')}-0`);
  await bench.run(shelf, { changesOnly: true });
  shelf.reads.length = 0;
  await bench.run(shelf, { changesOnly: true });
  expect(shelf.reads).toEqual([{ cursor: undefined }]);
  expect(bench.sink.textOf('a.txt')).toBe('The text of a.txt.');
});

test('a dry run compares nothing and marks nothing', async () => {
  const { bench, shelf, idOf } = await indexed();
  const before = lastIndexCheck(bench.store, 'library');
  bench.sink.stored.delete(`${idOf('a.txt')}-0`);
  await bench.run(shelf, { dryRun: true });
  expect(lastIndexCheck(bench.store, 'library')).toEqual(before);
  expect(bench.ledger(shelf).get('a.txt')?.state).toBe('indexed');
});
