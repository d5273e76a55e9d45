import { createHash } from 'node:crypto';
import type { Database } from './database.ts';
import { bytes, integer, type Row, text, textOrNull } from './rows.ts';
import type { AuditEntry, AuditStore } from './state-store.ts';

const FIRST = Buffer.alloc(32);
const PAGE = 1000;

/** Each row's digest covers the one before it, so that the log can be checked as a whole. */
export function createAuditStore({ sql, transaction }: Database): AuditStore {
  const last = sql.prepare('SELECT id, digest FROM audit ORDER BY id DESC LIMIT 1');
  const insert = sql.prepare(
    'INSERT INTO audit (id, at, action, outcome, actor, subject, address, details, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const list = sql.prepare(`
    SELECT * FROM audit WHERE id < ?1 AND (?2 IS NULL OR action = ?2) AND (?3 IS NULL OR actor = ?3 COLLATE NOCASE)
      AND at >= ?4 AND at <= ?5 ORDER BY id DESC LIMIT ?6`);
  const after = sql.prepare('SELECT * FROM audit WHERE id > ? AND id <= ? ORDER BY id LIMIT ?');
  // SQLite remembers the highest number it has given out, so that an end that was cut off is missed too.
  const given = sql.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'audit'");

  function highestGiven(): number {
    const row = given.get();
    return row ? integer(row, 'seq') : 0;
  }

  /** Up to what is there when it begins: an export that is written down itself has an end. */
  function* all(): Generator<Row, void, undefined> {
    const highest = highestGiven();
    for (let id = 0; ; ) {
      const page = after.all(id, highest, PAGE);
      yield* page;
      const end = page.at(-1);
      if (end === undefined) return;
      id = integer(end, 'id');
    }
  }

  return {
    append: (entry) =>
      transaction(() => {
        const before = last.get();
        const { at, action, outcome, actor, subject, address, details } = entry;
        const row: AuditEntry = {
          id: before ? integer(before, 'id') + 1 : 1,
          at,
          action,
          outcome,
          actor: storable(actor),
          subject: storable(subject),
          address: storable(address),
          details: storable(details),
        };
        const digest = digestOf(row, before ? bytes(before, 'digest') : FIRST);
        insert.run(row.id, at, action, outcome, row.actor, row.subject, row.address, row.details, digest);
      }),
    list: ({ before, action, actor, from, to, limit }) =>
      list
        .all(before ?? Number.MAX_SAFE_INTEGER, action ?? null, actor ?? null, from ?? 0, to ?? Number.MAX_SAFE_INTEGER, limit)
        .map(toEntry),
    *all() {
      for (const row of all()) yield toEntry(row);
    },
    firstBroken() {
      let digest: Uint8Array = FIRST;
      let expected = 1;
      const highest = highestGiven();
      for (const row of all()) {
        const entry = toEntry(row);
        const stored = bytes(row, 'digest');
        if (entry.id !== expected || !digestOf(entry, digest).equals(stored)) return expected;
        digest = stored;
        expected += 1;
      }
      return expected <= highest ? expected : undefined;
    },
  };
}

/**
 * As SQLite will give it back: half a surrogate pair, which a stranger can send as a name or the cut to a length can leave, has
 * no UTF-8, and a digest over it would never be right again.
 */
function storable<T extends string | null>(value: T): T extends string ? string : string | null;
function storable(value: string | null): string | null {
  return value?.toWellFormed() ?? null;
}

function toEntry(row: Row): AuditEntry {
  return {
    id: integer(row, 'id'),
    at: integer(row, 'at'),
    action: text(row, 'action'),
    outcome: text(row, 'outcome'),
    actor: text(row, 'actor'),
    subject: textOrNull(row, 'subject'),
    address: textOrNull(row, 'address'),
    details: textOrNull(row, 'details'),
  };
}

function digestOf({ id, at, action, outcome, actor, subject, address, details }: AuditEntry, before: Uint8Array): Buffer {
  return createHash('sha256')
    .update(before)
    .update(JSON.stringify([id, at, action, outcome, actor, subject, address, details]))
    .digest();
}
