import path from 'node:path';
import type { AccessRef } from '#indexers/types/access.ts';
import type { RecordSink } from '#indexers/types.ts';
import { createFolderSink } from './folder-sink.ts';
import { createBench, createShelf, only, putFile, type Shelf } from './sync-bench.ts';

const FILES = 120;

/** The same files; the first so many of them have got other rights. */
export function shelfWith(changed: number): Shelf {
  const shelf = createShelf();
  const accessOf = (n: number): AccessRef => only(n < changed ? 'group:board' : 'group:crew');
  for (let n = 0; n < FILES; n++) putFile(shelf, `folder/${1000 + n}.txt`, { access: accessOf(n) });
  return shelf;
}

export async function runIn(folder: string, shelf: Shelf, sent: () => void = () => {}) {
  const bench = createBench(path.join(folder, 'state.sqlite'));
  const index = createFolderSink(path.join(folder, 'index'));
  const sink: RecordSink = { ...index, setAccess: (change) => index.setAccess(change).then(sent) };
  try {
    const result = await bench.run(shelf, { sink });
    return { ...result, ledger: bench.ledger(shelf), slots: bench.store.acls.all() };
  } finally {
    bench.store.close();
  }
}

// As a process of its own, to be killed: says a dot for each document whose access it has sent.
if (process.argv[1] === import.meta.filename) {
  const [folder = '', changed = ''] = process.argv.slice(2);
  await runIn(folder, shelfWith(Number(changed)), () => process.stdout.write('.'));
}
