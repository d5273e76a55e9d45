import type { Database } from './database.ts';
import { text } from './rows.ts';
import type { StateStore } from './state-store.ts';

export function createSourceState({ sql }: Database): StateStore['sourceState'] {
  const get = sql.prepare('SELECT value FROM source_state WHERE source = ? AND key = ?');
  const set = sql.prepare(
    'INSERT INTO source_state VALUES (?, ?, ?) ON CONFLICT (source, key) DO UPDATE SET value = excluded.value',
  );
  return {
    get(source, key) {
      const row = get.get(source, key);
      return row && text(row, 'value');
    },
    set(source, key, value) {
      set.run(source, key, value);
    },
  };
}
