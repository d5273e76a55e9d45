import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DriveConfig } from '#indexers/sources/drive/config.ts';
import { createDriveSource } from '#indexers/sources/drive/drive-source.ts';
import type { ExtractionPool } from '#indexers/types/extraction.ts';
import type { RecordSink, Source } from '#indexers/types.ts';
import { createFolderSink } from './folder-sink.ts';
import { createBench, createShelf } from './sync-bench.ts';

/** In this process, two at a time and slowly enough that the reading is never far ahead. */
const pool: ExtractionPool = {
  concurrency: 1,
  close: async () => {},
  async extract({ path: file }) {
    await pause(2);
    const sections = [{ text: readFileSync(file, 'utf8') }];
    return { state: 'extracted', mediaType: 'text/plain', reader: 'text 1', extracted: { authors: [], sections, warnings: [] } };
  },
};

/** Reads `folder/drive`; every look at the clock finds it a second later, so that each place is written down. */
export async function readIn(folder: string, o: { wrote?: () => void; met?: (itemId: string) => void } = {}) {
  const bench = createBench(path.join(folder, 'state.sqlite'));
  const index = createFolderSink(path.join(folder, 'index'));
  const sink: RecordSink = { ...index, write: (record) => index.write(record).then(o.wrote) };
  const drive = createDriveSource(DriveConfig.parse({ id: 'library', kind: 'drive', path: path.join(folder, 'drive') }), {
    memory: { get: () => undefined, set: () => undefined },
    log: () => undefined,
  });
  const source: Source = {
    ...drive,
    async *read(options) {
      for await (const change of drive.read(options)) {
        if (change.type === 'upsert') o.met?.(change.item.id);
        yield change;
      }
    },
  };
  const shelf = { ...createShelf(), source };
  let clock = Date.UTC(2026, 0, 1);
  const now = () => {
    clock += 1000;
    return clock;
  };
  try {
    // So few at work that the reading waits for them.
    const result = await bench.run(shelf, { sink, pool, now, maxItems: 4, isCurrentReader: () => true });
    return { ...result, ledger: bench.ledger(shelf), place: bench.store.sourceState.get('library', 'sync:reading-at') };
  } finally {
    bench.store.close();
  }
}

// As a process of its own, to be killed: says a dot for each record that it has written.
if (process.argv[1] === import.meta.filename) {
  const [folder = ''] = process.argv.slice(2);
  await readIn(folder, { wrote: () => process.stdout.write('.') });
}
