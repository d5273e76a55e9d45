import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from '#server/store/migrations/index.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';

const SCRIPT = fileURLToPath(new URL('./store-process.ts', import.meta.url));
let folder: string;
let file: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-store-'));
  file = path.join(folder, 'data', 'state.sqlite');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function start(...parameters: string[]): ChildProcess & { lines: AsyncIterator<string> } {
  const child = spawn(process.execPath, [SCRIPT, file, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return Object.assign(child, { lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() });
}

const ended = async (child: ChildProcess) => child.exitCode ?? child.signalCode ?? (await once(child, 'exit'))[0];

describe('the file', () => {
  test('is readable by its owner only, as are its companions', () => {
    const store = createSqliteStore({ path: file });
    store.sourceState.set('a', 'b', 'c');
    for (const suffix of ['', '-wal', '-shm']) expect(statSync(`${file}${suffix}`).mode & 0o777).toBe(0o600);
    store.close();
  });

  test('may be made by several processes at once', async () => {
    const all = Array.from({ length: 4 }, () => start('touch'));
    expect(await Promise.all(all.map(ended))).toEqual([0, 0, 0, 0]);
    const store = createSqliteStore({ path: file });
    for (const child of all) expect(store.sourceState.get('library', String(child.pid))).toBe('here');
    store.close();
  });

  test('of a newer Atrium is refused in words and left as it is', () => {
    createSqliteStore({ path: file }).close();
    const database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 999');
    database.close();
    expect(() => createSqliteStore({ path: file })).toThrow(/newer version of Atrium \(schema 999; this one knows \d+\)/);
  });

  test('of an older Atrium is brought up to date and says the same of its items', () => {
    const database = new DatabaseSync(path.join(folder, 'old.sqlite'));
    database.exec(`${migrations[0]} PRAGMA user_version = 1;`);
    const item = database.prepare(
      "INSERT INTO ledger (source, item_id, kind, path, state, version, passages, attempts, updated_at) VALUES ('library', ?1, 'file', ?1, ?2, '1', 1, 0, 0)",
    );
    const seen = database.prepare("INSERT INTO seen VALUES ('library', ?, 1)");
    for (const [id, state] of [
      ['a', 'indexed'],
      ['b', 'indexed'],
      ['c', 'failed'],
      ['d', 'pending'],
    ] as const) {
      item.run(id, state);
      seen.run(id);
    }
    database.close();
    const store = createSqliteStore({ path: path.join(folder, 'old.sqlite') });
    expect(store.ledger.counts('library')).toEqual({ indexed: 2, partial: 0, excluded: 0, failed: 1, pending: 1 });
    const failures = store.ledger.failures({ source: 'library', states: ['failed', 'pending'], offset: 0, limit: 10 });
    expect(failures.items.map(({ entry }) => entry.itemId)).toEqual(['c', 'd']);
    store.close();
  });

  test('keeps what was written when it is opened again', () => {
    const first = createSqliteStore({ path: file });
    first.sourceState.set('library', 'cursor', '1');
    first.sourceState.set('library', 'cursor', '2');
    first.close();
    const second = createSqliteStore({ path: file });
    expect(second.sourceState.get('library', 'cursor')).toBe('2');
    second.close();
  });
});

describe('the lock of a source', () => {
  test('is refused to a second process while the first lives, and taken over when it was killed', async () => {
    const holder = start('hold');
    const line = await holder.lines.next();
    expect(line.value).toMatch(/^running \d+$/);
    const id = Number(String(line.value).split(' ')[1]);
    const store = createSqliteStore({ path: file });
    expect(store.runs.start('library', { dryRun: false })).toBeUndefined();
    expect(store.runs.start('elsewhere', { dryRun: false })).toBeDefined();
    expect(store.runs.last('library')?.state).toBe('running');

    holder.kill('SIGKILL');
    await ended(holder);
    expect(store.runs.get(id)?.state).toBe('interrupted');
    expect(store.runs.cancel('library')).toBe(false);
    const run = store.runs.start('library', { dryRun: false });
    expect(run).toMatchObject({ state: 'running', source: 'library' });
    expect(store.runs.list({ source: 'library', limit: 9 }).map(({ state }) => state)).toEqual(['running', 'interrupted']);
    store.close();
  });

  test('hands the wish to stop to the process that runs', async () => {
    const holder = start('hold');
    await holder.lines.next();
    const store = createSqliteStore({ path: file });
    expect(store.runs.cancel('library')).toBe(true);
    expect((await holder.lines.next()).value).toBe('asked to stop');
    store.close();
  });
});

describe('runs', () => {
  test('go from running to their end, and only a complete one counts as complete', () => {
    const store = createSqliteStore({ path: ':memory:' });
    const run = (o: { dryRun: boolean; state: 'complete' | 'failed' }) => {
      const started = store.runs.start('library', o);
      if (started === undefined) throw new Error('the lock is taken');
      store.runs.progress(started.id, { ...started.progress, seen: 7 });
      expect(store.runs.get(started.id)?.progress.seen).toBe(7);
      store.runs.finish(started.id, { state: o.state, message: 'm', progress: { ...started.progress, seen: 8 } });
      return store.runs.get(started.id);
    };
    expect(run({ dryRun: false, state: 'failed' })).toMatchObject({ state: 'failed', message: 'm', progress: { seen: 8 } });
    run({ dryRun: true, state: 'complete' });
    expect(store.runs.lastComplete('library')).toBeUndefined();
    const complete = run({ dryRun: false, state: 'complete' });
    expect(store.runs.lastComplete('library')).toBe(complete?.finishedAt);
    expect(store.runs.list({ limit: 2 })).toHaveLength(2);
    store.close();
  });

  test('are forgotten beyond a thousand, but for the last complete one', () => {
    const store = createSqliteStore({ path: ':memory:' });
    const run = (state: 'complete' | 'failed') => {
      const started = store.runs.start('library', { dryRun: false });
      if (started) store.runs.finish(started.id, { state, message: null, progress: started.progress });
    };
    run('complete');
    run('complete');
    const lastComplete = store.runs.lastComplete('library');
    for (let n = 0; n < 1010; n++) run('failed');
    const kept = store.runs.list({ limit: 5000 });
    expect(kept).toHaveLength(1002);
    expect(kept.filter(({ state }) => state === 'complete').map(({ id }) => id)).toEqual([2]);
    expect(store.runs.lastComplete('library')).toBe(lastComplete);
    store.close();
  });

  test('each have a generation of their own, counted by source', () => {
    const store = createSqliteStore({ path: ':memory:' });
    expect(['a', 'a', 'b', 'a'].map((source) => store.runs.nextGeneration(source))).toEqual([1, 2, 1, 3]);
    store.close();
  });
});

describe('sessions', () => {
  test('are kept by the hash of their token, and end when idle, old or all at once', () => {
    const store = createSqliteStore({ path: ':memory:' });
    const ada = { personId: 'p1', uid: 'Ada' };
    const bob = { personId: undefined, uid: 'Bob', claims: '{}' };
    store.sessions.create('t1', ada, 1000);
    store.sessions.create('t2', bob, 1000);
    store.sessions.create('t3', ada, 1000);
    expect(store.sessions.get('t1')).toEqual({ ...ada, claims: undefined, createdAt: 1000, usedAt: 1000 });
    expect(store.sessions.get('t2')).toMatchObject(bob);
    store.sessions.touch('t1', 2000);
    store.sessions.touch('t2', 2000);
    store.sessions.deleteExpired({ createdAt: 500, usedAt: 1500 });
    expect(['t1', 't2', 't3'].map((token) => store.sessions.get(token)?.usedAt)).toEqual([2000, 2000, undefined]);
    expect(store.sessions.people()).toEqual([ada]);
    expect(store.sessions.deleteOf(ada)).toBe(1);
    expect(store.sessions.deleteOf({ personId: undefined, uid: 'BOB' })).toBe(0);
    expect(store.sessions.deleteOf({ personId: undefined, uid: 'Bob' })).toBe(1);
    expect(store.sessions.delete('t1')).toBe(false);
    store.close();
  });

  test('leave a browser known, by a token that changes at every sign-in, until its person is gone', () => {
    const store = createSqliteStore({ path: ':memory:' });
    const empty = { otherNames: [], emails: [], phones: [], skills: [], languages: [] };
    for (const id of ['p1', 'p2'])
      store.directory.putPerson('staff', id, id, { kind: 'person', uid: id, name: id, key: id, principals: [], ...empty });
    store.devices.remember({ token: 'd1', previous: 'planted', personId: 'p1' }, 1000);
    store.devices.remember({ token: 'd2', previous: 'd1', personId: 'p2' }, 2000);
    const known = (token: string) => ['p1', 'p2'].filter((id) => store.devices.knows(token, id));
    expect([known('planted'), known('d1'), known('d2')]).toEqual([[], [], ['p1', 'p2']]);
    store.directory.removePerson('staff', 'p1');
    expect(known('d2')).toEqual(['p2']);
    store.devices.deleteUnused(3000);
    expect(known('d2')).toEqual([]);
    store.close();
  });
});
