import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunEvent } from '#indexers/types/run.ts';
import { createSyncJobs, type SyncJobs } from '#server/jobs/run-sync.ts';
import { createLogger } from '#server/logger.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';
import { createMemorySink, type MemorySink } from '../../indexers/sync/memory-sink.ts';
import { createShelf, putFile, type Shelf, textPool } from '../../indexers/sync/sync-bench.ts';

let folder: string;
let store: StateStore;
let sink: MemorySink;
let shelf: Shelf;
let jobs: SyncJobs;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-store-full-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder]);
  store = createSqliteStore({ path: path.join(folder, 'state.sqlite') });
  sink = createMemorySink();
  shelf = createShelf();
  jobs = createSyncJobs({
    sources: new Map([['library', { source: shelf.source, holds: 'documents', location: '', schedule: undefined }]]),
    store,
    sink,
    pool: textPool,
    logger: createLogger({ level: 'silent' }),
  });
});
afterEach(async () => {
  await jobs.close();
  store.close();
  execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true });
});

async function run() {
  const events: AsyncIterable<RunEvent> = jobs.run('library', { full: true, dryRun: false });
  for await (const event of events) if (event.type === 'end') return event.outcome;
  throw new Error('a run without an end');
}

/** Leaves not a single block. */
function fillDisk(): string {
  const { bavail, bsize } = statfsSync(folder);
  const ballast = path.join(folder, 'ballast');
  writeFileSync(ballast, Buffer.alloc(bavail * bsize));
  return ballast;
}

test('a full disk of the data folder fails the run in words, and everything known can be read on', async () => {
  for (let n = 0; n < 20; n++) putFile(shelf, `first ${n}.txt`);
  expect(await run()).toEqual({ state: 'complete' });
  const ballast = fillDisk();
  for (let n = 0; n < 3000; n++) putFile(shelf, `second ${n}.txt`);
  await expect(run()).rejects.toThrow('The disk with Atrium’s own data is full');
  expect(store.ledger.counts('library').indexed).toBe(20);
  expect(store.ledger.byPath('first 7.txt')).toHaveLength(1);
  store.sessions.touch('somebody', 1);
  rmSync(ballast);
  expect(await run()).toEqual({ state: 'complete' });
  expect(store.ledger.counts('library')).toMatchObject({ indexed: 3020, pending: 0 });
  expect(sink.stored.size).toBe(3020);
});

test('a disk that fills up during a run loses nothing, and the source is free for the next run as soon as there is space', async () => {
  for (let n = 0; n < 3000; n++) putFile(shelf, `file ${n}.txt`);
  let ballast = '';
  sink.beforeWrite = async () => {
    if (ballast === '') ballast = fillDisk();
  };
  expect(await run()).toMatchObject({
    state: 'failed',
    message: expect.stringContaining('The disk with Atrium’s own data is full'),
  });
  expect(() => jobs.start('library', { full: false, dryRun: false })).toThrow(/is full|going on already/);
  rmSync(ballast);
  expect(await run()).toEqual({ state: 'complete' });
  expect(store.runs.list({ limit: 5 }).map(({ state }) => state)).toEqual(['complete', 'failed']);
  expect(store.ledger.counts('library')).toMatchObject({ indexed: 3000, pending: 0 });
  const check = new DatabaseSync(path.join(folder, 'state.sqlite'), { readOnly: true });
  expect(check.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  check.close();
});

test('the end of a run is written down by itself when there is space again', async () => {
  putFile(shelf, 'a.txt');
  let ballast = '';
  sink.beforeWrite = async () => {
    ballast = fillDisk();
  };
  // Room for what a run writes at its beginning only.
  await run();
  rmSync(ballast);
  await vi.waitFor(() => expect(store.runs.last('library')?.state).not.toBe('running'), 30_000);
});
