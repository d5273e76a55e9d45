import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAuditLog } from '#server/audit/audit-log.ts';
import { createLogger } from '#server/logger.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { AuditEntry, StateStore } from '#server/store/state-store.ts';

let folder: string;
let file: string;
let store: StateStore;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-audit-'));
  file = path.join(folder, 'state.sqlite');
  store = createSqliteStore({ path: file });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

function row(overrides: Partial<AuditEntry> = {}): Omit<AuditEntry, 'id'> {
  const { id: _id, ...fields } = overrides;
  return { at: 1000, action: 'sign-in', outcome: 'done', actor: 'ada', subject: null, address: null, details: null, ...fields };
}

/** As somebody with the file in hand does it; `unlocked` has removed what refuses. */
function edit(sql: string, options: { unlocked: boolean } = { unlocked: true }): void {
  const database = new DatabaseSync(file);
  try {
    if (options.unlocked) database.exec('DROP TRIGGER audit_is_never_changed; DROP TRIGGER audit_is_never_shortened;');
    database.exec(sql);
  } finally {
    database.close();
  }
}

test('half a character in a name that a stranger typed does not make the log look changed', () => {
  for (const actor of ['\ud800', 'x\udc00y', 'a\0b', '\u202eada']) store.audit.append(row({ actor, details: `${actor} again` }));
  expect(store.audit.firstBroken()).toBeUndefined();
  expect(store.audit.list({ limit: 10 }).map(({ actor }) => actor)).toEqual(['\u202eada', 'a\0b', 'x\ufffdy', '\ufffd']);
});

describe('the log only grows', () => {
  beforeEach(() => {
    for (const actor of ['ada', 'grace', 'tomas']) store.audit.append(row({ actor }));
  });

  test.each([
    ['changed', "UPDATE audit SET actor = 'nobody' WHERE id = 2"],
    ['taken out', 'DELETE FROM audit WHERE id = 2'],
    ['emptied', 'DELETE FROM audit'],
  ])('the database itself refuses that it is %s', (_what, sql) => {
    expect(() => edit(sql, { unlocked: false })).toThrow('the audit log is append-only');
    expect(store.audit.list({ limit: 10 }).map(({ actor }) => actor)).toEqual(['tomas', 'grace', 'ada']);
    expect(store.audit.firstBroken()).toBeUndefined();
  });

  test.each([
    ['a word is changed', "UPDATE audit SET actor = 'nobody' WHERE id = 2", 2],
    ['a moment is changed', 'UPDATE audit SET at = at - 1 WHERE id = 1', 1],
    ['a row is taken out of the middle', 'DELETE FROM audit WHERE id = 2', 2],
    ['the beginning is cut off', 'DELETE FROM audit WHERE id = 1', 1],
    ['the end is cut off', 'DELETE FROM audit WHERE id = 3', 3],
    ['everything is taken out', 'DELETE FROM audit', 1],
    [
      'a row is put in between',
      "UPDATE audit SET id = id + 1 WHERE id = 3; INSERT INTO audit SELECT 3, at, action, outcome, 'x', subject, address, details, digest FROM audit WHERE id = 2",
      3,
    ],
  ])('it is found out when %s on disk', (_what, sql, broken) => {
    edit(sql);
    expect(store.audit.firstBroken()).toBe(broken);
  });
});

test('several processes write at once: no row is lost and the chain holds', async () => {
  const script = fileURLToPath(new URL('append-rows.ts', import.meta.url));
  const writers = ['a', 'b', 'c'].map((actor) =>
    spawn(process.execPath, [script, file, actor, '60'], { stdio: ['ignore', 'ignore', 'inherit'] }),
  );
  expect(await Promise.all(writers.map(async (writer) => (await once(writer, 'exit'))[0]))).toEqual([0, 0, 0]);
  const counts = Map.groupBy(store.audit.all(), ({ actor }) => actor);
  expect([...counts].map(([actor, rows]) => [actor, rows.length]).sort()).toEqual([
    ['a', 60],
    ['b', 60],
    ['c', 60],
  ]);
  expect(store.audit.firstBroken()).toBeUndefined();
});

test('pages through everything once, also while rows are added', () => {
  for (let number = 1; number <= 25; number++) store.audit.append(row({ actor: `person ${number}` }));
  const seen: number[] = [];
  for (let before: number | undefined; ; ) {
    const page = store.audit.list({ limit: 10, ...(before !== undefined && { before }) });
    if (page.length === 0) break;
    seen.push(...page.map(({ id }) => id));
    before = page.at(-1)?.id;
    store.audit.append(row({ actor: 'somebody meanwhile' }));
  }
  expect(seen).toEqual(Array.from({ length: 25 }, (_, position) => 25 - position));
});

test('lists by action, by person in any capitals, and by time with both ends', () => {
  store.audit.append(row({ at: 10, actor: 'Ada', action: 'explain' }));
  store.audit.append(row({ at: 20, actor: 'ada', action: 'export' }));
  store.audit.append(row({ at: 30, actor: 'grace', action: 'explain' }));
  const ids = (filter: Partial<Parameters<StateStore['audit']['list']>[0]>) =>
    store.audit.list({ limit: 10, ...filter }).map(({ id }) => id);
  expect(ids({ action: 'explain' })).toEqual([3, 1]);
  expect(ids({ actor: 'ADA' })).toEqual([2, 1]);
  expect(ids({ from: 20, to: 30 })).toEqual([3, 2]);
  expect(ids({ from: 21, to: 29 })).toEqual([]);
});

test('what a stranger sends is cut to a length that fits a log', () => {
  const audit = createAuditLog({ store: store.audit, logger: createLogger({ level: 'silent' }), now: () => 5 });
  audit.record({ action: 'sign-in', outcome: 'refused', actor: 'x'.repeat(10_000), details: 'y'.repeat(10_000) });
  expect(store.audit.list({ limit: 1 })).toEqual([
    { ...row({ at: 5, outcome: 'refused', actor: 'x'.repeat(500), details: 'y'.repeat(500) }), id: 1 },
  ]);
});
