import type { Database } from '../database.ts';
import { integer, json, oneOf, type Row, text } from '../rows.ts';
import type { ConsoleSourceStore, SourceContents, StoredSource } from './source-store.ts';

/** What is remembered of a source besides its items. */
const ABOUT_A_SOURCE = ['seen', 'source_state', 'runs', 'generations', 'listings', 'held', 'freshness_goals'] as const;

export function createConsoleSources({ sql, transaction }: Database): ConsoleSourceStore {
  const generation = sql.prepare('SELECT generation FROM configuration_generation');
  const list = sql.prepare('SELECT * FROM console_sources ORDER BY position');
  const get = sql.prepare('SELECT * FROM console_sources WHERE id = ?');
  const insert = sql.prepare(`
    INSERT INTO console_sources (id, kind, settings, secrets, revision, created_by, created_at, changed_by, changed_at)
    VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?5, ?6)`);
  const update = sql.prepare(`
    UPDATE console_sources SET settings = ?, secrets = ?, revision = revision + 1, changed_by = ?, changed_at = ?
    WHERE id = ? AND revision = ?`);
  const remove = sql.prepare('DELETE FROM console_sources WHERE id = ?');
  const leaving = sql.prepare('SELECT source FROM leaving_sources ORDER BY asked_at');
  const leave = sql.prepare('INSERT OR REPLACE INTO leaving_sources VALUES (?, ?, ?)');
  const hasLeft = sql.prepare('DELETE FROM leaving_sources WHERE source = ?');
  const forget = ABOUT_A_SOURCE.map((table) => sql.prepare(`DELETE FROM ${table} WHERE source = ?`));
  const contents = sql.prepare(`
    SELECT kind, state, count(*) AS count FROM ledger WHERE source = ? AND kind != 'folder' GROUP BY kind, state`);
  const goal = sql.prepare('SELECT minutes FROM freshness_goals WHERE source = ?');
  const setGoal = sql.prepare('INSERT OR REPLACE INTO freshness_goals VALUES (?, ?)');
  const dropGoal = sql.prepare('DELETE FROM freshness_goals WHERE source = ?');

  return {
    generation() {
      const row = generation.get();
      return row ? integer(row, 'generation') : 0;
    },
    list: () => list.all().map(toStored),
    get(id) {
      const row = get.get(id);
      return row && toStored(row);
    },
    add({ id, kind, settings, secrets, by, at }) {
      insert.run(id, kind, JSON.stringify(settings), JSON.stringify(secrets), by, at);
    },
    change: (id, { settings, secrets, by, at, revision }) =>
      update.run(JSON.stringify(settings), JSON.stringify(secrets), by, at, id, revision).changes === 1,
    remove: (id) => remove.run(id).changes === 1,
    leaving: () => leaving.all().map((row) => text(row, 'source')),
    leave: (id, { by, at }) =>
      transaction(() => {
        if (remove.run(id).changes !== 1) return false;
        leave.run(id, by, at);
        return true;
      }),
    hasLeft(id) {
      hasLeft.run(id);
    },
    forget(id) {
      transaction(() => {
        for (const statement of forget) statement.run(id);
      });
    },
    contents(id) {
      const found: SourceContents = { people: 0, groups: 0, documents: 0, failures: 0 };
      for (const row of contents.all(id)) {
        const state = text(row, 'state');
        const where = state === 'failed' ? 'failures' : state === 'excluded' ? undefined : CONTENTS[oneOf(row, 'kind', KINDS)];
        if (where !== undefined) found[where] += integer(row, 'count');
      }
      return found;
    },
    freshnessGoal(id) {
      const row = goal.get(id);
      return row && integer(row, 'minutes');
    },
    setFreshnessGoal(id, minutes) {
      if (minutes === undefined) dropGoal.run(id);
      else setGoal.run(id, minutes);
    },
  };
}

const KINDS = ['person', 'group', 'file'] as const;
const CONTENTS = { person: 'people', group: 'groups', file: 'documents' } as const;

function toStored(row: Row): StoredSource {
  return {
    id: text(row, 'id'),
    kind: text(row, 'kind'),
    settings: json<Record<string, unknown>>(row, 'settings'),
    secrets: json<Record<string, string>>(row, 'secrets'),
    revision: integer(row, 'revision'),
    createdBy: text(row, 'created_by'),
    createdAt: integer(row, 'created_at'),
    changedBy: text(row, 'changed_by'),
    changedAt: integer(row, 'changed_at'),
  };
}
