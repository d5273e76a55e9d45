import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createExtractionPool } from '#indexers/sync/extract-in-child.ts';
import type { ExtractionPool } from '#indexers/types/extraction.ts';
import { createSyncJobs, type SyncJobs } from '#server/jobs/run-sync.ts';
import { createLogger } from '#server/logger.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';
import { createDriveFixture, type DriveFixture } from '../../indexers/drive/drive-fixture.ts';
import { createMemorySink, type MemorySink } from '../../indexers/sync/memory-sink.ts';

let drive: DriveFixture;
let store: StateStore;
let sink: MemorySink;
let pool: ExtractionPool;
let jobs: SyncJobs;
const log: string[] = [];

beforeEach(async () => {
  drive = createDriveFixture();
  for (let number = 0; number < 20; number++) drive.write(`Reports/${number}.txt`, `report number ${number}`);
  store = createSqliteStore({ path: ':memory:' });
  sink = createMemorySink();
  pool = createExtractionPool({ concurrency: 1 });
  log.length = 0;
  // The log of the source says when it is watched.
  const source = drive.source({ permissions: 'everyone' }, (message) => log.push(message));
  jobs = createSyncJobs({
    sources: new Map([['library', { source, holds: 'documents', location: '', schedule: '0 0 1 1 *' }]]),
    ...{ store, sink, pool, logger: createLogger({ level: 'silent' }) },
  });
  jobs.startSchedule();
  await vi.waitFor(
    () => {
      expect(store.runs.lastComplete('library')).toBeDefined();
      expect(log).toContain('what is saved is found at once');
    },
    { timeout: 20_000, interval: 20 },
  );
});

afterEach(async () => {
  await jobs.close();
  await pool.close();
  store.close();
  drive.remove();
});

const texts = (): Record<string, string> =>
  Object.fromEntries([...sink.stored.values()].map(({ path: place, text }) => [place, text]));
const idOf = (place: string) => [...sink.stored].find(([, stored]) => stored.path === place)?.[0];

/** The last word on each run. */
function follow(): { told: Map<number, string>; stop(): Promise<void> } {
  const stopped = new AbortController();
  const told = new Map<number, string>();
  const following = (async () => {
    for await (const { id, state } of jobs.watch(stopped.signal)) told.set(id, state);
  })();
  return {
    told,
    async stop() {
      stopped.abort();
      await following;
    },
  };
}

/** The promise is ten seconds; a loaded machine gets twice that before the test calls it broken. */
const soon = (look: () => void) => vi.waitFor(look, { timeout: 20_000, interval: 50 });

test('what is saved, put into a new folder, renamed or deleted is known without a run by schedule', async () => {
  const history = store.runs.list({ limit: 10 }).length;
  const { told, stop } = follow();
  writeFileSync(path.join(drive.path, 'Reports/1.txt'), 'the mooring has broken');
  mkdirSync(path.join(drive.path, 'New/Deeper'), { recursive: true });
  writeFileSync(path.join(drive.path, 'New/Deeper/page.txt'), 'a gauge in a new folder');
  renameSync(path.join(drive.path, 'Reports/2.txt'), path.join(drive.path, 'Reports/two.txt'));
  rmSync(path.join(drive.path, 'Reports/3.txt'));
  const id = idOf('Reports/2.txt');
  await soon(() => {
    expect(texts()).toMatchObject({
      'Reports/1.txt': 'the mooring has broken',
      'New/Deeper/page.txt': 'a gauge in a new folder',
      'Reports/two.txt': 'report number 2',
    });
    expect(texts()).not.toHaveProperty('Reports/3.txt');
    expect(texts()).not.toHaveProperty('Reports/2.txt');
  });
  expect(idOf('Reports/two.txt')).toBe(id);
  // It says nothing of the whole source, and so neither of its freshness.
  await soon(() => expect(store.runs.last('library')?.state).toBe('complete'));
  expect(store.runs.list({ limit: 10 })).toHaveLength(history);
  // Whoever heard that something goes on hears that it has ended, though nothing is kept of it.
  await soon(() => expect([...told.values()]).not.toContain('running'));
  expect(told.size).toBeGreaterThan(0);
  await stop();
});

test('what was never touched is neither opened nor listed again', async () => {
  const before = sink.calls.length;
  writeFileSync(path.join(drive.path, 'alone.txt'), 'a file of the root');
  await soon(() => expect(texts()).toHaveProperty(['alone.txt']));
  expect(sink.calls.slice(before)).toHaveLength(1);
});

test('many deletions at once are held, however they were heard of', async () => {
  for (let number = 0; number < 20; number++) rmSync(path.join(drive.path, `Reports/${number}.txt`));
  await soon(() => expect(store.held.get('library')?.count).toBeGreaterThan(0));
  expect(sink.stored.size).toBe(20);
});
