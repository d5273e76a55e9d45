import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { PlainDocument } from './plain-document.ts';

const Found = z.array(z.object({ id: z.string() }));

/**
 * What somebody who needs a search gets from SQLite: FTS5's bm25 with Porter stems, any of the words, no stop words, the title
 * counted twice (https://www.sqlite.org/fts5.html).
 */
export function createFts5(documents: Iterable<PlainDocument>): { search(query: string): string[]; close(): void } {
  const database = new DatabaseSync(':memory:');
  database.exec(`CREATE VIRTUAL TABLE document USING fts5(id UNINDEXED, title, text, tokenize = 'porter unicode61')`);
  const insert = database.prepare('INSERT INTO document (id, title, text) VALUES (?, ?, ?)');
  database.exec('BEGIN');
  for (const { id, title, text } of documents) insert.run(id, title, text);
  database.exec('COMMIT');
  const select = database.prepare('SELECT id FROM document WHERE document MATCH ? ORDER BY bm25(document, 0, 2, 1) LIMIT 100');
  return {
    search(query) {
      const words = [...new Set(query.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [])];
      if (words.length === 0) return [];
      return Found.parse(select.all(words.map((word) => `"${word}"`).join(' OR '))).map(({ id }) => id);
    },
    close: () => database.close(),
  };
}
