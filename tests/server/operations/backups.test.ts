import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRestoring, type Restoring } from '#server/backup/restoring.ts';
import { createLogger } from '#server/logger.ts';
import { type Backups, createBackups } from '#server/operations/backups.ts';
import { openStore } from '#server/store/open-store.ts';
import type { StateStore } from '#server/store/state-store.ts';

let dataDir: string;
let store: StateStore;
let restoring: Restoring;
let backups: Backups;
/** Called for each index that is replaced; an index without documents. */
let replacing: () => Promise<void>;
/** For each time that all is to be read: whether runs had to wait then. */
let readAgain: boolean[];

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'atrium-backups-'));
  store = openStore(dataDir);
  replacing = async () => undefined;
  readAgain = [];
  restoring = createRestoring(dataDir);
  backups = openBackups();
});
afterEach(async () => {
  await backups.close();
  store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function openBackups(): Backups {
  return createBackups({
    dataDir,
    environment: {},
    documents: { async *read() {}, replace: () => replacing() },
    restoring,
    store,
    sourceIds: () => ['library'],
    logger: createLogger({ level: 'silent' }),
    restored: async () => undefined,
    readAgain: () => void readAgain.push(restoring.isHeld()),
  });
}

const fileOf = (name: string) => path.join(dataDir, 'backups', name);

/** Whether it ended well. */
async function restored(name: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  await backups.beginRestore(name, { finished: (outcome) => resolve(outcome === 'done') });
  return promise;
}

async function made(): Promise<string> {
  const name = backups.begin();
  await expect.poll(() => backups.work()?.state).toBe('done');
  return name;
}

test('a restore whose end cannot be written down has ended all the same, and the server goes on', async () => {
  const name = await made();
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => void unhandled.push(reason);
  process.on('unhandledRejection', note);
  let told = '';
  await backups.beginRestore(name, {
    finished(outcome) {
      told = outcome;
      throw new Error('database or disk is full');
    },
  });
  await expect.poll(() => told).toBe('done');
  await nextTurn();
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

test('others are answered while a backup is looked into', async () => {
  const name = await made();
  let isDone = false;
  const checked = backups.check(name).finally(() => {
    isDone = true;
  });
  await nextTurn();
  expect(isDone).toBe(false);
  expect(await checked).toMatchObject({ name, verdict: 'fits' });
});

test('others are answered while the store is replaced', async () => {
  const name = await made();
  const done = restored(name);
  await expect.poll(() => restoring.swapping !== undefined, { interval: 1 }).toBe(true);
  let turns = 0;
  for (; restoring.swapping !== undefined; turns++) await nextTurn();
  expect(turns).toBeGreaterThan(1);
  expect(await done).toBe(true);
});

test('uploads of the same moment have names of their own', async () => {
  const name = await made();
  const sealed = await buffer(backups.sealed(name));
  const { signal } = new AbortController();
  const names = await Promise.all([1, 2, 3].map(() => backups.take(Readable.from([sealed]), signal)));
  expect(new Set(names).size).toBe(3);
  for (const taken of names) expect(await backups.check(taken)).toMatchObject({ verdict: 'fits' });
});

describe('while a backup is put in place', () => {
  test('no source is read, and nothing is put in place while one is', async () => {
    const name = await made();
    const run = store.runs.start('library', { dryRun: false });
    await expect(backups.beginRestore(name, { finished: () => undefined })).rejects.toThrow('is being read');
    expect(restoring.isHeld()).toBe(false);
    if (run) store.runs.finish(run.id, { state: 'complete', message: null, progress: run.progress });
    const { promise, resolve } = Promise.withResolvers<void>();
    replacing = () => promise;
    const done = restored(name);
    await expect.poll(() => restoring.isReplacing()).toBe(true);
    // Another process asks the same file.
    expect(createRestoring(dataDir).isHeld()).toBe(true);
    resolve();
    expect(await done).toBe(true);
    expect(restoring.isHeld()).toBe(false);
    // Who lost a right since the backup has it again until then.
    expect(readAgain).toEqual([false]);
  });

  test('a failure leaves nobody to search what is half of each, after a start too, until one is in place', async () => {
    const name = await made();
    replacing = () => Promise.reject(new Error('the index is away'));
    expect(await restored(name)).toBe(false);
    expect(restoring.isReplacing()).toBe(true);
    expect(backups.work()).toMatchObject({ state: 'failed', isHalf: true });
    await backups.close();
    restoring = createRestoring(dataDir);
    backups = openBackups();
    expect(backups.work()).toMatchObject({ kind: 'restore', state: 'failed', isHalf: true });
    const files = backups.list().length;
    replacing = async () => undefined;
    expect(await restored(name)).toBe(true);
    expect(restoring.isHeld()).toBe(false);
    // Of what was half of each, no backup was made.
    expect(backups.list()).toHaveLength(files);
  });
});

describe('what a backup is not to know', () => {
  test('is the key by which this month could be told who asked what; a restore goes on with the one of here', async () => {
    const key = Buffer.from(store.analytics.keyOf('2026-11'));
    const name = await made();
    expect(readFileSync(fileOf(name)).includes(key)).toBe(false);
    expect(await restored(name)).toBe(true);
    expect(Buffer.from(store.analytics.keyOf('2026-11')).equals(key)).toBe(true);
  });

  test('is which number the next access list gets: none comes back that another has had since', async () => {
    const unknown = (reason: string) => ({ state: 'unknown' as const, reason });
    store.acls.add('library', unknown('before'));
    const name = await made();
    const since = Number(store.acls.add('library', unknown('since')));
    expect(await restored(name)).toBe(true);
    expect(store.acls.get(String(since))).toBeUndefined();
    expect(Number(store.acls.add('library', unknown('after')))).toBeGreaterThan(since);
  });
});
