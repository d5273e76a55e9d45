import { createHmac, randomBytes } from 'node:crypto';
import type { Database } from '../database.ts';
import { bytes, text } from '../rows.ts';
import type { ReadStore } from './knowledge-state.ts';

export function createReadStore({ sql, transaction }: Database): ReadStore {
  const keyOf = sql.prepare('SELECT key FROM reads_key WHERE day = ?');
  const addKey = sql.prepare('INSERT INTO reads_key (day, key) VALUES (?, ?)');
  const add = sql.prepare('INSERT OR IGNORE INTO reads_today (day, record_id, reader) VALUES (?, ?, ?)');
  const count = sql.prepare(`
    INSERT OR REPLACE INTO reads (day, record_id, readers)
    SELECT day, record_id, count(*) FROM reads_today WHERE day < ? GROUP BY day, record_id`);
  const forget = sql.prepare('DELETE FROM reads_today WHERE day < ?');
  const forgetKeys = sql.prepare('DELETE FROM reads_key WHERE day < ?');
  const most = sql.prepare(`
    SELECT record_id FROM (
      SELECT record_id, readers FROM reads WHERE day >= ?1
      UNION ALL SELECT record_id, count(*) FROM reads_today WHERE day >= ?1 GROUP BY day, record_id)
    GROUP BY record_id HAVING max(readers) >= ?2 ORDER BY sum(readers) DESC, record_id LIMIT ?3`);

  /** The first reading of a day ends the days before: their readers become numbers, and the keys are thrown away. */
  function keyFor(day: string): Uint8Array {
    const known = keyOf.get(day);
    if (known) return bytes(known, 'key');
    count.run(day);
    forget.run(day);
    forgetKeys.run(day);
    const key = randomBytes(32);
    addKey.run(day, key);
    return key;
  }

  return {
    note: ({ day, recordId, reader }) =>
      transaction(() => {
        const hash = createHmac('sha256', keyFor(day))
          .update(JSON.stringify([recordId, reader]))
          .digest();
        add.run(day, recordId, hash);
      }),
    most: ({ from, fewest, limit }) => most.all(from, fewest, limit).map((row) => text(row, 'record_id')),
  };
}
