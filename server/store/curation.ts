import type { CurationEntry, CurationKind } from '../contract/curation.ts';
import type { Database } from './database.ts';
import { integer, json, type Row, text } from './rows.ts';
import type { CurationStore, StoredCuration } from './state-store.ts';

export function createCurationStore({ sql }: Database): CurationStore {
  const generation = sql.prepare('SELECT generation FROM curation_generation');
  const list = sql.prepare('SELECT * FROM curation WHERE kind = ? ORDER BY id');
  const get = sql.prepare('SELECT * FROM curation WHERE kind = ? AND id = ?');
  const insert = sql.prepare(`
    INSERT INTO curation (kind, entry, created_by, created_at, changed_by, changed_at) VALUES (?1, ?2, ?3, ?4, ?3, ?4)`);
  const update = sql.prepare('UPDATE curation SET entry = ?, changed_by = ?, changed_at = ? WHERE kind = ? AND id = ?');
  const remove = sql.prepare('DELETE FROM curation WHERE kind = ? AND id = ?');
  return {
    generation() {
      const row = generation.get();
      return row ? integer(row, 'generation') : 0;
    },
    list: <Kind extends CurationKind>(kind: Kind) => list.all(kind).map((row) => toStored<Kind>(row)),
    get<Kind extends CurationKind>(kind: Kind, id: number) {
      const row = get.get(kind, id);
      return row && toStored<Kind>(row);
    },
    add: (kind, { entry, by, at }) => Number(insert.run(kind, JSON.stringify(entry), by, at).lastInsertRowid),
    change: (kind, id, { entry, by, at }) => update.run(JSON.stringify(entry), by, at, kind, id).changes === 1,
    remove: (kind, id) => remove.run(kind, id).changes === 1,
  };
}

function toStored<Kind extends CurationKind>(row: Row): StoredCuration<Kind> {
  return {
    id: integer(row, 'id'),
    entry: json<CurationEntry<Kind>>(row, 'entry'),
    createdBy: text(row, 'created_by'),
    createdAt: integer(row, 'created_at'),
    changedBy: text(row, 'changed_by'),
    changedAt: integer(row, 'changed_at'),
  };
}
