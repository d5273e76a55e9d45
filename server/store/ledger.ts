import type { SQLInputValue } from 'node:sqlite';
import type { LedgerEntry } from '#indexers/types/ledger.ts';
import type { Database } from './database.ts';
import { createLedgerQuestions } from './ledger-questions.ts';
import { NOT_INDEXED, SELECT, STATES, slotOrNull, toEntry, toRecord } from './ledger-rows.ts';
import { integer, oneOf, type Row, text } from './rows.ts';
import type { LedgerStore } from './state-store.ts';

/** By the one index that leads to the rows in their order; `also` is what it asks for besides. */
function withAccessBy(index: string, also: string): string {
  return `${SELECT.replace('ledger CROSS', `ledger INDEXED BY ${index} CROSS`)}
    WHERE source = ?1 AND indexed_acl = ?2 AND acl = ?3 AND item_id > ?4 ${also} ORDER BY item_id LIMIT ?5`;
}

/** Of which it is not known how much the index holds: being written, or refused (see `isSettled` in `sync/reconcile.ts`). */
const IS_OPEN = "(state = 'pending' OR (state = 'failed' AND cause IS NULL))";

export function createLedger(database: Database): LedgerStore {
  const { sql, transaction } = database;
  const get = sql.prepare(`${SELECT} WHERE source = ? AND item_id = ?`);
  const update = sql.prepare(UPDATE);
  const put = sql.prepare(PUT);
  const see = sql.prepare(
    `INSERT INTO seen VALUES (?, ?, ?) ON CONFLICT (source, item_id) DO UPDATE SET generation = excluded.generation
     WHERE generation <> excluded.generation`,
  );
  const touch = sql.prepare('UPDATE seen SET generation = ? WHERE source = ? AND item_id = ?');
  const touchAll = sql.prepare('UPDATE seen SET generation = ? WHERE source = ?');
  const touchRange = sql.prepare('UPDATE seen SET generation = ? WHERE source = ? AND item_id >= ? AND item_id < ?');
  const touchIds = sql.prepare('UPDATE seen SET generation = ? WHERE source = ? AND item_id >= ? AND item_id <= ?');
  const range = sql.prepare(
    `${SELECT} WHERE ledger.source = ? AND ledger.item_id >= ? AND ledger.item_id <= ? ORDER BY ledger.item_id`,
  );
  // Named, because SQLite thinks it just as good to look through all rows of the source: 2 ms a file instead of 20 µs.
  const byFingerprint = sql.prepare(
    `${SELECT.replace('ledger CROSS', 'ledger INDEXED BY ledger_by_fingerprint CROSS')} WHERE source = ? AND fingerprint = ?`,
  );
  const unseen = sql.prepare(
    `SELECT ledger.*, seen.generation FROM seen CROSS JOIN ledger USING (source, item_id)
     WHERE seen.source = ? AND seen.item_id > ? AND generation < ? ORDER BY seen.item_id LIMIT ?`,
  );
  const remove = sql.prepare('DELETE FROM ledger WHERE source = ? AND item_id = ?');
  const unsee = sql.prepare('DELETE FROM seen WHERE source = ? AND item_id = ?');
  // What is indexed is counted by what is left over: neither the wide rows nor an index of all of them are gone through.
  const all = sql.prepare('SELECT count(*) AS count FROM seen WHERE source = ?');
  const others = sql.prepare(`SELECT state, count(*) AS count FROM ledger WHERE source = ? AND ${NOT_INDEXED} GROUP BY state`);
  const holdings = sql.prepare(
    `SELECT kind = 'person' AS is_person, ${IS_OPEN} AS is_open, count(*) AS records, sum(passages) AS passages FROM ledger
     WHERE source = ? AND record_id IS NOT NULL GROUP BY is_person, is_open`,
  );
  const records = sql.prepare(
    `SELECT item_id, kind, path, state, cause, passages, record_id FROM ledger
     WHERE source = ? AND item_id > ? AND record_id IS NOT NULL ORDER BY item_id LIMIT ?`,
  );
  const countFiles = sql.prepare(
    `SELECT count(*) AS total FROM (SELECT 1 FROM ledger INDEXED BY ledger_by_path
       WHERE path > ? AND path < ? AND source = ? AND kind = 'file' AND state <> 'excluded' LIMIT ?)`,
  );
  // Drawn from the narrow table; more than wanted, because what is excluded and what is no document stand there too.
  const draw = sql.prepare('SELECT item_id FROM seen WHERE source = ? ORDER BY random() LIMIT ?');
  const drawn = sql.prepare(
    `${SELECT} WHERE source = ? AND item_id IN (SELECT value FROM json_each(?)) AND kind = 'file' AND record_id IS NOT NULL`,
  );
  const byRecordId = sql.prepare(`${SELECT} WHERE record_id = ?`);
  const byRecordIds = sql.prepare(`${SELECT} WHERE record_id IN (SELECT value FROM json_each(?))`);
  const accessOf = sql.prepare('SELECT record_id, source, acl FROM ledger WHERE record_id IN (SELECT value FROM json_each(?))');
  // Every search asks for hundreds: lists are made twice as fast as objects.
  accessOf.setReturnArrays(true);
  const openAccess = sql.prepare(`
    SELECT indexed_acl, acl, count(*) AS items FROM ledger INDEXED BY ledger_open_access
    WHERE source = ? AND indexed_acl <> acl GROUP BY indexed_acl, acl`);
  const openWithAccess = sql.prepare(withAccessBy('ledger_open_access', 'AND indexed_acl <> acl'));
  const settledWithAccess = sql.prepare(withAccessBy('ledger_by_indexed_acl', ''));
  const holders = sql.prepare('SELECT count(*) AS items FROM ledger WHERE indexed_acl = ?');
  const setAccess = sql.prepare('UPDATE ledger SET acl = ?, indexed_acl = ? WHERE source = ? AND item_id = ?');
  const relabel = sql.prepare(`
    UPDATE ledger SET acl = ?1 WHERE (source, item_id) IN (
      SELECT source, item_id FROM ledger INDEXED BY ledger_open_access
      WHERE source = ?2 AND indexed_acl = ?3 AND acl = ?4 AND indexed_acl <> acl LIMIT ?5)`);
  const relabelElsewhere = sql.prepare(`
    UPDATE ledger SET acl = ?1 WHERE (source, item_id) IN (
      SELECT source, item_id FROM ledger INDEXED BY ledger_open_by_acl WHERE source = ?2 AND acl = ?3 AND indexed_acl <> acl)`);
  const wantedElsewhere = sql.prepare(
    'SELECT 1 FROM ledger INDEXED BY ledger_open_by_acl WHERE source = ? AND acl = ? AND indexed_acl <> acl LIMIT 1',
  );
  const byPath = sql.prepare(`${SELECT} WHERE path = ? ORDER BY source`);

  return {
    ...createLedgerQuestions(database),
    get(source, itemId) {
      const row = get.get(source, itemId);
      return row && toEntry(row);
    },
    put: (source, entry) =>
      transaction(() => {
        const values = toValues(source, entry);
        if (update.run(...values).changes === 0) put.run(...values);
        see.run(source, entry.itemId, entry.generation);
      }),
    touch(source, itemId, generation) {
      touch.run(generation, source, itemId);
    },
    touchSubtree(source, itemId, generation) {
      if (itemId === '') {
        touchAll.run(generation, source);
        return;
      }
      touch.run(generation, source, itemId);
      // '0' follows '/' in every collation by bytes: the range holds exactly what begins with `itemId/`.
      touchRange.run(generation, source, `${itemId}/`, `${itemId}0`);
    },
    touchRange: (source, [first, last], generation) => Number(touchIds.run(generation, source, first, last).changes),
    range: (source, [first, last]) => range.all(source, first, last).map(toEntry),
    byFingerprint: (source, fingerprint) => byFingerprint.all(source, fingerprint).map(toEntry),
    unseen: (source, generation, after, limit) => unseen.all(source, after, generation, limit).map(toEntry),
    remove: (source, itemId) =>
      transaction(() => {
        remove.run(source, itemId);
        unsee.run(source, itemId);
      }),
    counts(source) {
      const total = all.get(source);
      const result = { indexed: total ? integer(total, 'count') : 0, partial: 0, excluded: 0, failed: 0, pending: 0 };
      for (const row of others.all(source)) {
        const count = integer(row, 'count');
        result[oneOf(row, 'state', STATES)] = count;
        result.indexed -= count;
      }
      return result;
    },
    holdings(source) {
      const result = { people: { sure: 0, possible: 0 }, passages: { sure: 0, possible: 0 } };
      for (const row of holdings.all(source)) {
        const certainty = integer(row, 'is_open') === 1 ? 'possible' : 'sure';
        if (integer(row, 'is_person') === 1) result.people[certainty] = integer(row, 'records');
        else result.passages[certainty] = integer(row, 'passages');
      }
      return result;
    },
    records: (source, after, limit) => records.all(source, after, limit).map(toRecord),
    countFiles(source, folder, most) {
      // '0' follows '/' in every collation by bytes.
      const row = countFiles.get(`${folder}/`, `${folder}0`, source, most);
      return row ? integer(row, 'total') : 0;
    },
    openAccess: (source) =>
      openAccess.all(source).map((row) => ({
        indexedAclId: String(integer(row, 'indexed_acl')),
        aclId: String(integer(row, 'acl')),
        items: integer(row, 'items'),
      })),
    withAccess: (source, { indexedAclId, aclId, after, limit }) =>
      (indexedAclId === aclId ? settledWithAccess : openWithAccess).all(source, indexedAclId, aclId, after, limit).map(toEntry),
    holdersOf(aclId) {
      const row = holders.get(aclId);
      return row ? integer(row, 'items') : 0;
    },
    setAccess(source, itemId, { aclId, indexedAclId }) {
      setAccess.run(aclId, indexedAclId, source, itemId);
    },
    relabel: (source, { indexedAclId, aclId, to, limit }) => Number(relabel.run(to, source, indexedAclId, aclId, limit).changes),
    isWantedElsewhere: (source, aclId) => wantedElsewhere.get(source, aclId) !== undefined,
    relabelElsewhere: (source, { from, to }) => Number(relabelElsewhere.run(to, source, from).changes),
    sample(source, limit) {
      const ids = draw.all(source, limit * 3).map((row) => text(row, 'item_id'));
      const documents = new Map<string, Row>(drawn.all(source, JSON.stringify(ids)).map((row) => [text(row, 'item_id'), row]));
      // In the order of the draw: the table's would prefer what comes first in it.
      return ids
        .map((id) => documents.get(id))
        .filter((row) => row !== undefined)
        .slice(0, limit)
        .map(toEntry);
    },
    byRecordId(recordId) {
      const row = byRecordId.get(recordId);
      return row && { source: text(row, 'source'), entry: toEntry(row) };
    },
    accessOf: (recordIds) =>
      new Map(
        accessOf
          .all(JSON.stringify(recordIds))
          .map((row) => [text(row, '0'), { source: text(row, '1'), aclId: slotOrNull(row, '2') }]),
      ),
    byRecordIds: (recordIds) =>
      new Map(
        byRecordIds
          .all(JSON.stringify(recordIds))
          .map((row) => [text(row, 'record_id'), { source: text(row, 'source'), entry: toEntry(row) }]),
      ),
    byPath: (path) => byPath.all(path).map((row) => ({ source: text(row, 'source'), entry: toEntry(row) })),
  };
}

/**
 * A row whose place, record, fingerprint and slot in the index stay, which is nearly every second write of a row. It is told apart because SQLite
 * takes an entry out of an index and puts it back for every column that a statement names, equal or not.
 */
const UPDATE = `
  UPDATE ledger SET kind = ?3, state = ?5, version = ?6, change_mark = ?7, passages = ?10, acl = ?11, reason = ?12, cause = ?13,
    attempts = ?14, next_try_at = ?15, updated_at = ?16, document = ?17, reader = ?19
  WHERE source = ?1 AND item_id = ?2 AND path = ?4 AND fingerprint IS ?8 AND record_id IS ?9 AND indexed_acl IS ?18`;

const PUT = `
  INSERT INTO ledger (source, item_id, kind, path, state, version, change_mark, fingerprint, record_id, passages, acl, reason,
    cause, attempts, next_try_at, updated_at, document, indexed_acl, reader)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (source, item_id) DO UPDATE SET kind = excluded.kind, path = excluded.path, state = excluded.state,
    version = excluded.version, change_mark = excluded.change_mark, fingerprint = excluded.fingerprint,
    record_id = excluded.record_id, passages = excluded.passages, acl = excluded.acl, reason = excluded.reason,
    cause = excluded.cause, attempts = excluded.attempts, next_try_at = excluded.next_try_at, updated_at = excluded.updated_at,
    document = excluded.document, indexed_acl = excluded.indexed_acl, reader = excluded.reader`;

function toValues(source: string, entry: LedgerEntry): SQLInputValue[] {
  return [
    source,
    entry.itemId,
    entry.kind,
    entry.path,
    entry.state,
    entry.version,
    entry.changeMark,
    entry.fingerprint,
    entry.recordId,
    entry.passages,
    entry.aclId,
    entry.reason,
    entry.cause,
    entry.attempts,
    entry.nextTryAt,
    Date.now(),
    entry.document && JSON.stringify(entry.document),
    entry.indexedAclId ?? entry.aclId,
    entry.reader,
  ];
}
