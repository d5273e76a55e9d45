import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RecordSink } from '#indexers/types.ts';
import { type Bench, createBench, createShelf, putFile } from './sync-bench.ts';

let bench: Bench;
beforeEach(() => {
  bench = createBench();
});
afterEach(() => bench.store.close());

test('what an index collects for others to come is sent as soon as nothing more comes', async () => {
  const shelf = createShelf();
  for (let n = 0; n < 30; n++) putFile(shelf, `${n}.txt`);
  let sent = Promise.withResolvers<void>();
  let flushes = 0;
  const sink: RecordSink = {
    ...bench.sink,
    contents: bench.sink.contents,
    write: (record) => sent.promise.then(() => bench.sink.write(record)),
    async flush() {
      flushes++;
      sent.resolve();
      sent = Promise.withResolvers<void>();
    },
  };
  expect((await bench.run(shelf, { sink })).outcome).toEqual({ state: 'complete' });
  expect(bench.sink.textOf('29.txt')).toBe('The text of 29.txt.');
  // Together, and not one by one.
  expect(flushes).toBeLessThan(10);
});
