import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ExtractionPool } from '#indexers/types/extraction.ts';
import type { RecordSink } from '#indexers/types.ts';
import { createFolderSink } from './folder-sink.ts';
import { createBench, createShelf, putFile, type Shelf, textPool } from './sync-bench.ts';

/** So many files, the first half of them in another version than `before`. */
const FILES = 600;

export function shelfAt(time: 'before' | 'after'): Shelf {
  const shelf = createShelf();
  for (let n = 0; n < FILES; n++) {
    const isChanged = time === 'after' && n < FILES / 2;
    // Longer and shorter texts, so that passages come and go.
    const words = isChanged ? (n % 3) * 400 + 1 : ((n + 1) % 3) * 400 + 1;
    if (time === 'after' || n % 5 !== 4)
      putFile(shelf, `folder ${n % 3}/file ${n}.txt`, { text: `${isChanged ? 'new' : 'old'} ${'word '.repeat(words)}` });
  }
  if (time === 'after') for (let n = 0; n < FILES; n += 30) shelf.items.delete(`folder ${n % 3}/file ${n}.txt`);
  return shelf;
}

/** Reading takes a moment, as it does. */
const slowPool: ExtractionPool = {
  ...textPool,
  async extract(...parameters) {
    await pause(2);
    return textPool.extract(...parameters);
  },
};

export async function runIn(folder: string, shelf: Shelf, wrote: () => void = () => {}) {
  const bench = createBench(path.join(folder, 'state.sqlite'));
  const index = createFolderSink(path.join(folder, 'index'));
  const sink: RecordSink = { ...index, write: (record) => index.write(record).then(wrote) };
  try {
    const result = await bench.run(shelf, { sink, pool: slowPool });
    return { ...result, ledger: bench.ledger(shelf) };
  } finally {
    bench.store.close();
  }
}

// As a process of its own, to be killed: says a dot for each record that it has written.
if (process.argv[1] === import.meta.filename) {
  const [folder = ''] = process.argv.slice(2);
  await runIn(folder, shelfAt('after'), () => process.stdout.write('.'));
}
