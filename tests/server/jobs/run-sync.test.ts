import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ExtractionPool } from '#indexers/types/extraction.ts';
import type { RunEvent } from '#indexers/types/run.ts';
import { AppError } from '#server/errors.ts';
import { createSyncJobs, type SyncJobs } from '#server/jobs/run-sync.ts';
import { createLogger } from '#server/logger.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore, StoredRun } from '#server/store/state-store.ts';
import { createMemorySink, type MemorySink } from '../../indexers/sync/memory-sink.ts';
import { createShelf, putFile, putPerson, type Shelf, textPool } from '../../indexers/sync/sync-bench.ts';

const STORE_PROCESS = fileURLToPath(new URL('../store/store-process.ts', import.meta.url));

let folder: string;
let store: StateStore;
let sink: MemorySink;
const opened: { close(): Promise<void> }[] = [];
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-jobs-'));
  store = createSqliteStore({ path: path.join(folder, 'state.sqlite') });
  sink = createMemorySink();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const jobs of opened.splice(0)) await jobs.close();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const library = (): Shelf => {
  const shelf = createShelf('library');
  for (let n = 0; n < 5; n++) putFile(shelf, `${n}.txt`);
  return shelf;
};

const staff = (): Shelf => {
  const shelf = createShelf('staff');
  putPerson(shelf, 'ada');
  return { ...shelf, source: { ...shelf.source, kind: 'ldap' } };
};

function createJobs(o: { shelves: Shelf[]; schedule?: string; pool?: ExtractionPool }): SyncJobs {
  const jobs = createSyncJobs({
    sources: new Map(
      o.shelves.map(({ source }) => [
        source.id,
        { source, holds: source.kind === 'ldap' ? 'people' : 'documents', location: '', schedule: o.schedule },
      ]),
    ),
    store,
    sink,
    pool: o.pool ?? textPool,
    logger: createLogger({ level: 'silent' }),
  });
  opened.push(jobs);
  return jobs;
}

/** A reader that does not answer before it is let. */
function gatedPool(): ExtractionPool & { open(): void; entered: Promise<void> } {
  const gate = Promise.withResolvers<void>();
  const entered = Promise.withResolvers<void>();
  return {
    ...textPool,
    open: gate.resolve,
    entered: entered.promise,
    async extract(file, signal) {
      entered.resolve();
      const stopped = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      await Promise.race([gate.promise, stopped]);
      return textPool.extract(file, signal);
    },
  };
}

const ask = { full: false, dryRun: false };

async function endOf(events: AsyncIterable<RunEvent>) {
  for await (const event of events) if (event.type === 'end') return event;
  throw new Error('a run without an end');
}

async function untilEnded(jobs: SyncJobs, ids: string[]): Promise<StoredRun[]> {
  const ended: StoredRun[] = [];
  const over = new AbortController();
  for await (const run of jobs.watch(over.signal)) {
    if (run.state !== 'running' && ids.includes(run.source)) ended.push(run);
    if (ended.length === ids.length) over.abort();
  }
  return ended;
}

describe('a run', () => {
  test('is written down with its counts when it ends', async () => {
    const end = await endOf(createJobs({ shelves: [library()] }).run('library', ask));
    expect(end.outcome).toEqual({ state: 'complete' });
    expect(store.runs.last('library')).toMatchObject({
      state: 'complete',
      message: null,
      progress: { phase: 'finished', added: 5 },
    });
    expect(store.runs.last('library')?.finishedAt).not.toBeNull();
  });

  test('that fails is written down with its reason, and the next may begin', async () => {
    const shelf = library();
    shelf.breaksAfter = 2;
    const jobs = createJobs({ shelves: [shelf] });
    await endOf(jobs.run('library', ask));
    expect(store.runs.last('library')).toMatchObject({ state: 'failed', message: 'the connection was lost' });
    shelf.breaksAfter = undefined;
    expect((await endOf(jobs.run('library', ask))).outcome.state).toBe('complete');
  });

  test('that holds something back says why', async () => {
    const shelf = library();
    const jobs = createJobs({ shelves: [shelf] });
    await endOf(jobs.run('library', ask));
    shelf.items.clear();
    await endOf(jobs.run('library', ask));
    expect(store.runs.last('library')).toMatchObject({ state: 'complete', progress: { held: 5 } });
    expect(store.runs.last('library')?.message).toContain('lists no files any more');
  });

  test('is refused while another goes on, in this process', async () => {
    const pool = gatedPool();
    const jobs = createJobs({ shelves: [library(), staff()], pool });
    const first = jobs.run('library', ask);
    await pool.entered;
    expect(() => jobs.run('library', ask)).toThrow(AppError);
    expect(() => jobs.start('library', { ...ask, dryRun: true })).toThrow('is going on already');
    expect((await endOf(jobs.run('staff', ask))).outcome.state).toBe('complete');
    pool.open();
    expect((await endOf(first)).outcome.state).toBe('complete');
  });

  test('is refused while another process has one, and not when that was killed', async () => {
    const holder = spawn(process.execPath, [STORE_PROCESS, path.join(folder, 'state.sqlite'), 'hold'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(holder);
    await once(holder.stdout, 'data');
    const jobs = createJobs({ shelves: [library()] });
    expect(() => jobs.run('library', ask)).toThrow('is going on already');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect((await endOf(jobs.run('library', ask))).outcome.state).toBe('complete');
    expect(store.runs.list({ limit: 9 }).map(({ state }) => state)).toEqual(['complete', 'interrupted']);
  });

  test('of a source that is not there is refused', () => {
    expect(() => createJobs({ shelves: [] }).start('library', ask)).toThrow('No source has the id');
  });

  test('stops when it is cancelled by another process', async () => {
    const pool = gatedPool();
    const events = createJobs({ shelves: [library()], pool }).run('library', ask);
    await pool.entered;
    const other = createSqliteStore({ path: path.join(folder, 'state.sqlite') });
    expect(other.runs.cancel('library')).toBe(true);
    other.close();
    expect((await endOf(events)).outcome.state).toBe('cancelled');
    expect(store.runs.last('library')?.state).toBe('cancelled');
  });

  test('stops when it is cancelled here, when its signal says so, and when nobody follows it any more', async () => {
    const jobs = (pool: ExtractionPool) => createJobs({ shelves: [library()], pool });
    const cancelled = gatedPool();
    const first = jobs(cancelled);
    const events = first.run('library', ask);
    await cancelled.entered;
    expect(first.cancel('library')).toBe(true);
    expect((await endOf(events)).outcome.state).toBe('cancelled');
    expect(first.cancel('library')).toBe(false);

    const signalled = gatedPool();
    const signal = new AbortController();
    const second = jobs(signalled).run('library', { ...ask, signal: signal.signal });
    await signalled.entered;
    signal.abort();
    expect((await endOf(second)).outcome.state).toBe('cancelled');

    for await (const _event of jobs(gatedPool()).run('library', ask)) break;
    expect(store.runs.last('library')?.state).toBe('cancelled');
  });

  test('that is dry leaves a line in the history and nothing else', async () => {
    const jobs = createJobs({ shelves: [library()] });
    expect((await endOf(jobs.run('library', { full: false, dryRun: true }))).progress).toMatchObject({ added: 5, written: 0 });
    expect(store.runs.last('library')).toMatchObject({ dryRun: true, state: 'complete' });
    expect(store.runs.lastComplete('library')).toBeUndefined();
    expect(store.ledger.counts('library')).toEqual({ indexed: 0, partial: 0, excluded: 0, failed: 0, pending: 0 });
    expect(store.runs.nextGeneration('library')).toBe(1);
  });

  test('goes on when the index refuses a record, and fails when the index is away', async () => {
    sink.beforeWrite = async (record) => {
      if (record.kind === 'document' && record.path === '3.txt') throw new AppError('internal', 'the record is refused');
    };
    const jobs = createJobs({ shelves: [library()] });
    expect((await endOf(jobs.run('library', ask))).progress).toMatchObject({ added: 4, failed: 1 });
    sink.beforeWrite = () => Promise.reject(new AppError('meilisearch-unavailable', 'Meilisearch is away'));
    const { outcome } = await endOf(jobs.run('library', { full: true, dryRun: false }));
    expect(outcome).toEqual({ state: 'failed', message: 'Meilisearch is away' });
  });
});

describe('closing', () => {
  test('stops what goes on, writes it down and refuses what comes later', async () => {
    const pool = gatedPool();
    const jobs = createJobs({ shelves: [library()], pool });
    jobs.start('library', ask);
    await pool.entered;
    await jobs.close();
    expect(store.runs.last('library')?.state).toBe('cancelled');
    expect(() => jobs.start('library', ask)).toThrow('being stopped');
  });
});

describe('watching', () => {
  test('shows runs of this process and of another, from the first to the last', async () => {
    const jobs = createJobs({ shelves: [library()] });
    await endOf(jobs.run('library', ask));
    const other = createSqliteStore({ path: path.join(folder, 'state.sqlite') });
    const seen: string[] = [];
    const over = new AbortController();
    const foreign = other.runs.start('elsewhere', ask);
    if (foreign === undefined) throw new Error('the lock is taken');
    for await (const run of jobs.watch(over.signal)) {
      seen.push(`${run.source} ${run.state}`);
      if (run.source === 'elsewhere' && run.state === 'running')
        other.runs.finish(foreign.id, { state: 'complete', message: null, progress: run.progress });
      if (run.source === 'elsewhere' && run.state === 'complete') jobs.start('library', ask);
      if (run.source === 'library' && run.state === 'complete') over.abort();
    }
    other.close();
    expect(seen.slice(0, 2)).toEqual(['elsewhere running', 'elsewhere complete']);
    expect(seen.at(-1)).toBe('library complete');
  });
});

describe('the schedule', () => {
  test('begins at once with what was never complete, directories before drives', async () => {
    const jobs = createJobs({ shelves: [library(), staff()], schedule: '0 0 1 1 *' });
    expect(jobs.inOrder(['library', 'staff'])).toEqual(['staff', 'library']);
    const ended = untilEnded(jobs, ['library', 'staff']);
    jobs.startSchedule();
    expect((await ended).map(({ source, state }) => `${source} ${state}`)).toEqual(['staff complete', 'library complete']);
  });

  test('leaves alone what is complete, and what has no times', async () => {
    const jobs = createJobs({ shelves: [library()], schedule: '0 0 1 1 *' });
    await endOf(jobs.run('library', ask));
    jobs.startSchedule();
    createJobs({ shelves: [staff()] }).startSchedule();
    expect(store.runs.list({ limit: 9 })).toHaveLength(1);
  });

  test('takes up at once what a killed process left', async () => {
    const jobs = createJobs({ shelves: [library()], schedule: '0 0 1 1 *' });
    await endOf(jobs.run('library', ask));
    const holder = spawn(process.execPath, [STORE_PROCESS, path.join(folder, 'state.sqlite'), 'hold'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const ended = untilEnded(jobs, ['library']);
    jobs.startSchedule();
    expect((await ended).map(({ state }) => state)).toEqual(['complete']);
  });

  test('runs at its times, and lets a time pass while a run goes on', async () => {
    const pool = gatedPool();
    const shelf = library();
    shelf.cursor = 'mark';
    const jobs = createJobs({ shelves: [shelf], schedule: '* * * * * *', pool });
    jobs.startSchedule();
    await pool.entered;
    const begun = store.runs.last('library')?.startedAt ?? 0;
    // Two of its times have passed when the first run may go on.
    for await (const _run of jobs.watch(AbortSignal.timeout(2200)));
    expect(store.runs.list({ limit: 9 })).toHaveLength(1);
    const ended = untilEnded(jobs, ['library', 'library']);
    pool.open();
    expect((await ended).map(({ state }) => state)).toEqual(['complete', 'complete']);
    expect((store.runs.last('library')?.startedAt ?? 0) - begun).toBeGreaterThan(2000);
    expect(shelf.opened).toHaveLength(5);
    // Everything first, then what changed.
    expect(shelf.reads.map(({ cursor }) => cursor).slice(0, 2)).toEqual([undefined, 'mark']);
  });

  test('that is no cron expression is refused in words', () => {
    expect(() => createJobs({ shelves: [library()], schedule: 'every day' }).startSchedule()).toThrow(
      'The schedule "every day" (of library) is not a cron expression.',
    );
  });
});
