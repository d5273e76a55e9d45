import path from 'node:path';
import { openFamilyDatabase } from './family-database.ts';
import { createFamilyReader, type FamilyReader } from './family-reader.ts';
import { createFamilyWriter, type FamilyWriter } from './family-writer.ts';

/** Which documents are copies or versions of each other, whoever may read them: for a viewer, ask `readable-family.ts`. */
export interface Families extends FamilyReader, FamilyWriter {
  /** Forgets everything: what the index holds has been replaced by other means. */
  clear(): Promise<void>;
  /** Waits for what is being written. */
  close(): Promise<void>;
}

const CLEARED = 'DELETE FROM documents; DELETE FROM keys; DELETE FROM relations; UPDATE totals SET passages = 0;';

/** In `dataDir`, or in memory without one. Several processes may have it open. */
export function createFamilies({ dataDir }: { dataDir?: string } = {}): Families {
  const database = openFamilyDatabase(dataDir === undefined ? ':memory:' : path.join(dataDir, 'families.sqlite'));
  const writer = createFamilyWriter(database);
  return {
    ...createFamilyReader(database),
    ...writer,
    async clear() {
      await writer.settled();
      writer.forget();
      database.transaction(() => database.sql.exec(CLEARED));
    },
    async close() {
      await writer.settled();
      database.sql.close();
    },
  };
}
