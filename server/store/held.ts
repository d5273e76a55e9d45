import type { StoredHold } from '#indexers/types/state.ts';
import type { Database } from './database.ts';
import { integer, json, oneOf, type Row, text } from './rows.ts';
import type { HeldStore } from './state-store.ts';

export function createHeldStore({ sql }: Database): HeldStore {
  const get = sql.prepare('SELECT * FROM held WHERE source = ?');
  const hold = sql.prepare(`
    INSERT INTO held (source, reason, count, examples, release, generation, held_at, confirmed) VALUES (?, ?, ?, ?, ?, ?, ?, 0)
    ON CONFLICT (source) DO UPDATE SET reason = excluded.reason, count = excluded.count, examples = excluded.examples,
      release = excluded.release, generation = excluded.generation, confirmed = 0`);
  const confirm = sql.prepare(
    'UPDATE held SET confirmed = 1, kept_by = NULL, kept_at = NULL, kept_generation = NULL WHERE source = ?',
  );
  const keep = sql.prepare(`
    UPDATE held SET confirmed = 0, kept_by = ?, kept_at = ?, kept_generation = generation, release = 'confirmation' WHERE source = ?`);
  const clear = sql.prepare('DELETE FROM held WHERE source = ?');
  return {
    get(source) {
      const row = get.get(source);
      return (
        row && {
          reason: text(row, 'reason'),
          count: integer(row, 'count'),
          examples: json<string[]>(row, 'examples'),
          release: oneOf(row, 'release', ['second-run', 'confirmation']),
          generation: integer(row, 'generation'),
          heldAt: integer(row, 'held_at'),
          confirmed: integer(row, 'confirmed') === 1,
          kept: keptIn(row),
        }
      );
    },
    hold(source, { reason, count, examples, release, generation }) {
      hold.run(source, reason, count, JSON.stringify(examples), release, generation, Date.now());
    },
    confirm: (source) => confirm.run(source).changes === 1,
    restore: (source, { by, at }) => keep.run(by, at, source).changes === 1,
    clear(source) {
      clear.run(source);
    },
  };
}

function keptIn(row: Row): StoredHold['kept'] {
  if (row.kept_by === null) return undefined;
  return { by: text(row, 'kept_by'), at: integer(row, 'kept_at'), generation: integer(row, 'kept_generation') };
}
