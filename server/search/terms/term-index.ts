import path from 'node:path';
import { createDocumentFinder, type DocumentFinder } from './document-finder.ts';
import { createListWriter, type ListWriter } from './list-writer.ts';
import { openTermDatabase } from './term-database.ts';
import { createTermReader, type TermReader } from './term-reader.ts';
import { createTermWriter, type TermWriter } from './term-writer.ts';

/** The words of every passage, counted: written together with the search index, read by the ranking. */
export interface TermIndex extends TermReader, TermWriter, DocumentFinder, Pick<ListWriter, 'listWhatChanged' | 'keepListed'> {
  /** Forgets everything: what the index holds has been replaced by other means. */
  clear(): Promise<void>;
  /** Waits for what is being written. */
  close(): Promise<void>;
}

const CLEARED = `DELETE FROM lists; DELETE FROM segments; DELETE FROM fields; DELETE FROM documents; DELETE FROM terms; DELETE FROM stems;
  DELETE FROM differences;
  UPDATE totals SET passages = 0, words = 0;`;

/** In `dataDir`, or in memory without one. Several processes may have it open. */
export function createTermIndex({ dataDir }: { dataDir?: string } = {}): TermIndex {
  const database = openTermDatabase(dataDir === undefined ? ':memory:' : path.join(dataDir, 'terms.sqlite'));
  const writer = createTermWriter(database);
  const { abandon, ...lists } = createListWriter(database);
  return {
    ...createTermReader(database),
    ...createDocumentFinder(database),
    ...lists,
    ...writer,
    async clear() {
      await writer.settled();
      writer.forget();
      abandon();
      database.transaction(() => database.sql.exec(CLEARED));
    },
    async close() {
      await writer.close();
      database.sql.close();
    },
  };
}
