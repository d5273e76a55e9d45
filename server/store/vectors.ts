import type { Database } from './database.ts';
import { bytes, integer, json, text } from './rows.ts';
import type { VectorStore } from './state-store.ts';

/** Marks every document, for a backup that is put back too. */
export const ALL_VECTORS_DUE = `
  DELETE FROM vectors_due;
  INSERT INTO vectors_due (record_id, passages)
    SELECT record_id, max(passages) FROM ledger WHERE kind = 'file' AND record_id IS NOT NULL GROUP BY record_id`;

export function createVectorStore({ sql, transaction }: Database): VectorStore {
  const count = sql.prepare('SELECT count(*) AS count FROM vectors_due');
  const next = sql.prepare('SELECT seq, record_id, passages FROM vectors_due ORDER BY seq LIMIT ?');
  const settle = sql.prepare('DELETE FROM vectors_due WHERE seq = ? AND record_id = ?');
  const forget = sql.prepare('DELETE FROM vectors_due WHERE record_id = ?');
  const add = sql.prepare('INSERT INTO vectors_due (record_id, passages) VALUES (?, 0)');
  const cached = sql.prepare('SELECT vector FROM vector_cache WHERE digest = ?');
  const cache = sql.prepare('INSERT OR REPLACE INTO vector_cache (digest, vector) VALUES (?, ?)');
  const evict = sql.prepare('DELETE FROM vector_cache WHERE id <= (SELECT max(id) FROM vector_cache) - ?');
  const state = sql.prepare('SELECT state FROM vectors_state');
  const putState = sql.prepare('INSERT INTO vectors_state (state) VALUES (?)');
  return {
    countDue() {
      const row = count.get();
      return row === undefined ? 0 : integer(row, 'count');
    },
    due: (limit) =>
      next.all(limit).map((row) => ({
        seq: integer(row, 'seq'),
        recordId: text(row, 'record_id'),
        passages: integer(row, 'passages'),
      })),
    settle: (rows) =>
      transaction(() => {
        for (const { seq, recordId } of rows) settle.run(seq, recordId);
      }),
    makeDue: (recordIds) =>
      transaction(() => {
        for (const recordId of recordIds) {
          forget.run(recordId);
          add.run(recordId);
        }
      }),
    makeAllDue: () => transaction(() => sql.exec(ALL_VECTORS_DUE)),
    cached(digest) {
      const row = cached.get(digest);
      return row && bytes(row, 'vector');
    },
    cache: (entries, most) =>
      transaction(() => {
        for (const { digest, vector } of entries) cache.run(digest, vector);
        evict.run(most);
      }),
    state() {
      const row = state.get();
      return row && json(row, 'state');
    },
    putState: (value) =>
      transaction(() => {
        sql.exec('DELETE FROM vectors_state');
        putState.run(JSON.stringify(value));
      }),
  };
}
