import { createMapping } from '../search/terms/term-database.ts';
import type { Database } from '../store/database.ts';
import { integer, text } from '../store/rows.ts';
import { toDocument } from './family-rows.ts';
import { type Comparable, comparable } from './related.ts';

/** What is known of families without asking who may read them: nothing of it may leave before that. */
export interface FamilyReader {
  /** Groups of documents with one of these in them, each of which belongs together; each at least two. */
  linksOf(records: readonly string[]): string[][];
  /** To be compared; what is not there is not in the map. */
  compared(records: readonly string[]): Map<string, Comparable>;
  /** Passages of all documents together. */
  passages(): number;
  /** How many passages these were read with. */
  passagesOf(records: readonly string[]): Map<string, number>;
}

/** Nothing is gained by more, and a template that was copied ten thousand times is not to be waited for. */
const MOST = 2000;

export function createFamilyReader(database: Database): FamilyReader {
  const { sql } = database;
  const readFromMemory = createMapping(database);
  const ids = 'SELECT value FROM json_each(?1)';
  const copies = sql.prepare(`
    SELECT text, record FROM documents
    WHERE text IN (SELECT text FROM documents WHERE record IN (${ids}) AND text IS NOT NULL) LIMIT ?2`);
  const relations = sql.prepare(`
    SELECT documents.record AS one, others.record AS other FROM documents
      CROSS JOIN relations ON relations.document = documents.id CROSS JOIN documents AS others ON others.id = relations.other
    WHERE documents.record IN (${ids}) LIMIT ?2`);
  const all = sql.prepare(`SELECT * FROM documents WHERE record IN (${ids})`);
  const passages = sql.prepare(`SELECT record, passages FROM documents WHERE record IN (${ids})`);
  const total = sql.prepare('SELECT passages FROM totals');

  return {
    linksOf(records) {
      readFromMemory();
      const wanted = JSON.stringify(records);
      const sameText = Map.groupBy(copies.all(wanted, MOST), (row) => text(row, 'text'));
      const groups = [...sameText.values()].filter((rows) => rows.length > 1);
      const pairs = relations.all(wanted, MOST).map((row) => [text(row, 'one'), text(row, 'other')]);
      return [...groups.map((rows) => rows.map((row) => text(row, 'record'))), ...pairs];
    },
    compared: (records) =>
      new Map(all.all(JSON.stringify(records)).map((row) => [text(row, 'record'), comparable(toDocument(row))])),
    passages: () => integer(total.get() ?? {}, 'passages'),
    passagesOf: (records) =>
      new Map(passages.all(JSON.stringify(records)).map((row) => [text(row, 'record'), integer(row, 'passages')])),
  };
}
