import { newProgress } from '#indexers/sync/run-counts.ts';
import type { RunProgress } from '#indexers/types/run.ts';
import type { Database } from './database.ts';
import { integer, integerOrNull, json, oneOf, type Row, text, textOrNull } from './rows.ts';
import { isAlive, type RunHolder, thisProcess } from './run-holder.ts';
import type { RunState, RunStore, StoredRun } from './state-store.ts';

const STATES = ['running', 'complete', 'partial', 'failed', 'cancelled', 'interrupted'] as const satisfies RunState[];

/** History of a source: ten days of a run every quarter of an hour. */
const KEPT_RUNS = 1000;

export function createRunStore({ sql, transaction }: Database): RunStore {
  const self = thisProcess();
  const get = sql.prepare('SELECT * FROM runs WHERE id = ?');
  const running = sql.prepare("SELECT * FROM runs WHERE source = ? AND state = 'running'");
  const interrupt = sql.prepare(
    "UPDATE runs SET state = 'interrupted', finished_at = heartbeat_at, message = ? WHERE id = ? AND state = 'running'",
  );
  const insert = sql.prepare(
    `INSERT INTO runs (source, state, dry_run, started_at, progress, holder, heartbeat_at) VALUES (?, 'running', ?, ?, ?, ?, ?)`,
  );
  // The last complete one stays however long ago it was: it says since when a source is out of date.
  const forget = sql.prepare(`
    DELETE FROM runs WHERE source = ?1 AND id <= (SELECT id FROM runs WHERE source = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)
      AND id IS NOT (SELECT max(id) FROM runs WHERE source = ?1 AND state = 'complete' AND dry_run = 0)`);
  const forgetOne = sql.prepare("DELETE FROM runs WHERE id = ? AND state = 'running'");
  const progress = sql.prepare("UPDATE runs SET progress = ?, heartbeat_at = ? WHERE id = ? AND state = 'running'");
  const finish = sql.prepare(
    "UPDATE runs SET state = ?, message = ?, progress = ?, finished_at = ? WHERE id = ? AND state = 'running'",
  );
  const list = sql.prepare('SELECT * FROM runs WHERE ?1 IS NULL OR source = ?1 ORDER BY id DESC LIMIT ?2');
  const lastComplete = sql.prepare(
    "SELECT max(finished_at) AS at FROM runs WHERE source = ? AND state = 'complete' AND dry_run = 0",
  );
  const cancel = sql.prepare("UPDATE runs SET cancel_requested = 1 WHERE source = ? AND state = 'running'");
  const nextGeneration = sql.prepare(
    'INSERT INTO generations VALUES (?, 1) ON CONFLICT (source) DO UPDATE SET generation = generation + 1 RETURNING generation',
  );

  const holderLives = (row: Row) =>
    isAlive(json<RunHolder>(row, 'holder'), { heartbeatAt: integer(row, 'heartbeat_at'), now: Date.now(), self });

  /** A run whose process is gone reads as interrupted from that moment on, not only when the next one takes over. */
  const toRun = (row: Row): StoredRun => {
    const state = oneOf(row, 'state', STATES);
    const gone = state === 'running' && !holderLives(row);
    return {
      id: integer(row, 'id'),
      source: text(row, 'source'),
      state: gone ? 'interrupted' : state,
      dryRun: integer(row, 'dry_run') === 1,
      startedAt: integer(row, 'started_at'),
      finishedAt: gone ? integer(row, 'heartbeat_at') : integerOrNull(row, 'finished_at'),
      message: gone ? INTERRUPTED : textOrNull(row, 'message'),
      progress: json<RunProgress>(row, 'progress'),
    };
  };

  return {
    start: (source, { dryRun }) =>
      transaction(() => {
        const current = running.get(source);
        if (current !== undefined) {
          if (holderLives(current)) return undefined;
          interrupt.run(INTERRUPTED, integer(current, 'id'));
        }
        forget.run(source, KEPT_RUNS);
        const now = Date.now();
        const id = insert.run(
          source,
          dryRun ? 1 : 0,
          now,
          JSON.stringify(newProgress()),
          JSON.stringify(self),
          now,
        ).lastInsertRowid;
        const row = get.get(id);
        return row && toRun(row);
      }),
    progress(id, current) {
      progress.run(JSON.stringify(current), Date.now(), id);
    },
    finish(id, end) {
      if (end.isForgotten === true) forgetOne.run(id);
      else finish.run(end.state, end.message, JSON.stringify(end.progress), Date.now(), id);
    },
    get(id) {
      const row = get.get(id);
      return row && toRun(row);
    },
    list: ({ source, limit }) => list.all(source ?? null, limit).map(toRun),
    last(source) {
      const row = list.get(source, 1);
      return row && toRun(row);
    },
    lastComplete(source) {
      const row = lastComplete.get(source);
      return row && (integerOrNull(row, 'at') ?? undefined);
    },
    cancel(source) {
      const row = running.get(source);
      return row !== undefined && holderLives(row) && cancel.run(source).changes === 1;
    },
    cancelRequested(id) {
      const row = get.get(id);
      return row !== undefined && integer(row, 'cancel_requested') === 1;
    },
    nextGeneration(source) {
      const row = nextGeneration.get(source);
      if (row === undefined) throw new Error('SQLite returned no generation');
      return integer(row, 'generation');
    },
  };
}

const INTERRUPTED = 'The process that ran it ended before it was done; the next run goes on from there';
