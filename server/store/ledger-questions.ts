import type { Database } from './database.ts';
import { NOT_INDEXED, SELECT, toEntry } from './ledger-rows.ts';
import { integer, integerOrNull, oneOf, type Row, text, textOrNull } from './rows.ts';
import type { LedgerFind, LedgerStore } from './state-store.ts';

type Questions = Pick<LedgerStore, 'failures' | 'failureCauses' | 'retry' | 'findByPath' | 'atPath'>;

/** What administrators ask of the ledger, and that they want tried again. */
export function createLedgerQuestions({ sql }: Database): Questions {
  const failureFilter = `WHERE (?1 IS NULL OR source = ?1) AND state IN (SELECT value FROM json_each(?2)) AND ${NOT_INDEXED}`;
  const ofCause = '(?3 IS NULL OR cause = ?3)';
  const failures = sql.prepare(`${SELECT} ${failureFilter} AND ${ofCause} ORDER BY updated_at DESC, path LIMIT ?4 OFFSET ?5`);
  const failureCount = sql.prepare(`SELECT count(*) AS total FROM ledger ${failureFilter} AND ${ofCause}`);
  const failureCauses = sql.prepare(
    `SELECT source, state, cause, count(*) AS count, min(next_try_at) AS next_try_at FROM ledger ${failureFilter}
     GROUP BY source, state, cause ORDER BY count DESC, source, state, cause`,
  );
  // What was read in part because there is more of it than is read would only be read in part again.
  const retry = sql.prepare(
    `UPDATE ledger SET next_try_at = ?1 WHERE source = ?2 AND state IN ('failed', 'partial') AND ${NOT_INDEXED} AND kind <> 'folder'
     AND (?3 IS NULL OR cause = ?3) AND (?4 IS NULL AND (state = 'failed' OR cause IS NOT NULL OR next_try_at IS NOT NULL) OR path = ?4)`,
  );
  const findByPath = sql.prepare(
    `${SELECT} WHERE (source, item_id) IN (
       SELECT source, item_id FROM ledger INDEXED BY ledger_by_path
       WHERE path LIKE ?1 ESCAPE '\\' ORDER BY length(path), path LIMIT ?2) ORDER BY length(path), path`,
  );
  const atPath = sql.prepare(`${SELECT} WHERE path = ? AND ledger.source = ?`);
  const belowPath = sql.prepare(
    'SELECT count(*) AS total FROM ledger INDEXED BY ledger_by_path WHERE path > ? AND path < ? AND source = ?',
  );

  return {
    failureCauses: ({ source, states }) =>
      failureCauses.all(source ?? null, JSON.stringify(states)).map((row) => ({
        source: text(row, 'source'),
        state: oneOf(row, 'state', ['failed', 'partial', 'excluded']),
        cause: textOrNull(row, 'cause'),
        count: integer(row, 'count'),
        nextTryAt: integerOrNull(row, 'next_try_at'),
      })),
    retry: (source, { cause, path, at }) => Number(retry.run(at, source, cause ?? null, path ?? null).changes),
    findByPath: (part, limit) => findByPath.all(`%${part.replaceAll(/[%_\\]/g, '\\$&')}%`, limit).map(toFind),
    atPath(source, path) {
      const row = atPath.get(path, source);
      // '0' follows '/' in every collation by bytes.
      const below = belowPath.get(`${path}/`, `${path}0`, source);
      return { row: row && toFind(row), below: below ? integer(below, 'total') : 0 };
    },
    failures({ source, states, cause, offset, limit }) {
      const filter = [source ?? null, JSON.stringify(states), cause ?? null] as const;
      const total = failureCount.get(...filter);
      return {
        total: total ? integer(total, 'total') : 0,
        items: failures.all(...filter, limit, offset).map((row) => ({ source: text(row, 'source'), entry: toEntry(row) })),
      };
    },
  };
}

function toFind(row: Row): LedgerFind {
  return { source: text(row, 'source'), entry: toEntry(row), updatedAt: integer(row, 'updated_at') };
}
