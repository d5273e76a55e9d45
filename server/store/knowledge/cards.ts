import type { CardEntry, CardKind } from '../../contract/knowledge.ts';
import { fold } from '../../search/text/fold.ts';
import type { Database } from '../database.ts';
import { integer, integerOrNull, json, type Row, text, textOrNull } from '../rows.ts';
import type { CardChange, CardStore, StoredCard } from './knowledge-state.ts';

export function createCardStore({ sql, transaction }: Database): CardStore {
  const generation = sql.prepare('SELECT generation FROM knowledge_generation');
  const list = sql.prepare('SELECT * FROM cards WHERE kind = ? ORDER BY id');
  const get = sql.prepare('SELECT * FROM cards WHERE kind = ? AND id = ?');
  const byName = sql.prepare("SELECT * FROM cards WHERE kind = 'go-links' AND name = ?");
  const insert = sql.prepare(`
    INSERT INTO cards (kind, name, entry, owner, verified_until, verified_by, verified_at, created_by, created_at, changed_by, changed_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?6, ?7, ?6, ?7)`);
  const update = sql.prepare(`
    UPDATE cards SET name = ?3, entry = ?4, owner = ?5, verified_until = ?6, verified_by = ?7, verified_at = ?8, changed_by = ?7,
    changed_at = ?8 WHERE kind = ?1 AND id = ?2`);
  const verify = sql.prepare('UPDATE cards SET verified_by = ?, verified_at = ?, verified_until = ? WHERE id = ?');
  const remove = sql.prepare('DELETE FROM cards WHERE kind = ? AND id = ?');

  const isTaken = (name: string | null, by: number | undefined): boolean => {
    const row = name === null ? undefined : byName.get(name);
    return row !== undefined && integer(row, 'id') !== by;
  };

  return {
    generation() {
      const row = generation.get();
      return row ? integer(row, 'generation') : 0;
    },
    list: <Kind extends CardKind>(kind: Kind) => list.all(kind).map((row) => toCard(row, kind)),
    get<Kind extends CardKind>(kind: Kind, id: number) {
      const row = get.get(kind, id);
      return row && toCard(row, kind);
    },
    named(name) {
      const row = byName.get(fold(name));
      return row && toCard(row, 'go-links');
    },
    add: (kind, added) =>
      transaction(() => {
        const { entry, owner, verifiedUntil, by, at } = added;
        const name = nameOf(entry);
        if (isTaken(name, undefined)) return undefined;
        return Number(insert.run(kind, name, JSON.stringify(entry), owner, verifiedUntil, by, at).lastInsertRowid);
      }),
    change: <Kind extends CardKind>(kind: Kind, id: number, change: CardChange<Kind>) =>
      transaction(() => {
        const { entry, owner, verifiedUntil, by, at } = change;
        const name = nameOf(entry);
        if (isTaken(name, id)) return false;
        update.run(kind, id, name, JSON.stringify(entry), owner, verifiedUntil, by, at);
        return true;
      }),
    verify: (id, { by, at, until }) => void verify.run(by, at, until, id),
    remove: (kind, id) => remove.run(kind, id).changes === 1,
  };
}

/** Go links have a name that nobody else has. */
function nameOf(entry: CardEntry<CardKind>): string | null {
  return 'target' in entry ? fold(entry.name) : null;
}

function toCard<Kind extends CardKind>(row: Row, kind: Kind): StoredCard<Kind> {
  return {
    id: integer(row, 'id'),
    kind,
    entry: json<CardEntry<Kind>>(row, 'entry'),
    owner: textOrNull(row, 'owner'),
    verifiedBy: textOrNull(row, 'verified_by'),
    verifiedAt: integerOrNull(row, 'verified_at'),
    verifiedUntil: textOrNull(row, 'verified_until'),
    createdBy: text(row, 'created_by'),
    createdAt: integer(row, 'created_at'),
    changedBy: text(row, 'changed_by'),
    changedAt: integer(row, 'changed_at'),
  };
}
