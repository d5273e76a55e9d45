import path from 'node:path';
import { openTermDatabase } from './term-database.ts';
import { createTermReader, type TermReader } from './term-reader.ts';
import { createTermWriter, type TermWriter } from './term-writer.ts';

/** The words of every passage, counted: written together with the search index, read by the ranking. */
export interface TermIndex extends TermReader, TermWriter {
  /** Waits for what is being written. */
  close(): Promise<void>;
}

/** In `dataDir`, or in memory without one. Several processes may have it open. */
export function createTermIndex({ dataDir }: { dataDir?: string } = {}): TermIndex {
  const database = openTermDatabase(dataDir === undefined ? ':memory:' : path.join(dataDir, 'terms.sqlite'));
  const writer = createTermWriter(database);
  return {
    ...createTermReader(database),
    ...writer,
    async close() {
      await writer.settled();
      database.sql.close();
    },
  };
}
