import path from 'node:path';
import { createRecognizer } from '#indexers/ocr/recognizer.ts';
import { createExtractionPool } from '#indexers/sync/extract-in-child.ts';
import { createFolderSink } from './folder-sink.ts';
import { createBench, createShelf, everyone } from './sync-bench.ts';

/** A run over one scanned document, with its state and its index in a folder. */
export async function runIn(folder: string, readPage: (page: number) => void) {
  const shelf = createShelf();
  const bench = createBench(path.join(folder, 'state.sqlite'));
  const pool = createExtractionPool({ concurrency: 1 });
  const recognizer = createRecognizer({ drawer: pool });
  const file = { kind: 'file' as const, name: 'scan.pdf', size: 1, modifiedAt: Date.UTC(2026, 2, 12) };
  const ocr = { mode: 'auto' as const, languages: ['eng'], maxPages: 50, secondsPerPage: 30, minutesPerRun: 10 };
  const open = async () => ({ path: Buffer.from(path.join(folder, 'scan.pdf')), close: async () => {} });
  shelf.items.set('scan.pdf', {
    ...{ id: 'scan.pdf', path: 'scan.pdf', version: '1', access: everyone },
    content: { ...file, ocr, open },
  });
  try {
    const sink = createFolderSink(path.join(folder, 'index'));
    const result = await bench.run(shelf, {
      ...{ pool, sink },
      recognizer: {
        ...recognizer,
        read(page, signal) {
          readPage(page.page);
          return recognizer.read(page, signal);
        },
      },
    });
    return { ...result, row: bench.ledger(shelf).get('scan.pdf') };
  } finally {
    await pool.close();
    bench.store.close();
  }
}

// As a process of its own, to be killed: says each page that it begins with.
if (process.argv[1] === import.meta.filename) {
  const [folder = ''] = process.argv.slice(2);
  await runIn(folder, (page) => process.stdout.write(`${page}\n`));
}
