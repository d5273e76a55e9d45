import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { syncSource } from '#indexers/sync/sync-source.ts';
import type { RunOutcome } from '#indexers/types/run.ts';
import { markRefusals } from '#server/jobs/mark-refusals.ts';
import { createLogger } from '#server/logger.ts';
import { createEmbeddedMeilisearch, type EmbeddedMeilisearch } from '#server/meilisearch/embedded-meilisearch.ts';
import { createMeilisearchHttp } from '#server/meilisearch/http.ts';
import { createDiskProbe } from '#server/search/index/disk-probe.ts';
import { createMeiliIndex } from '#server/search/meili-index.ts';
import type { SearchIndex } from '#server/search/search-index.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';
import { createShelf, putFile, textPool } from '../../../indexers/sync/sync-bench.ts';
import { seededRandom } from '../../../support/random.ts';

const logger = createLogger({ level: 'silent' });
const signal = new AbortController().signal;
let folder: string;
let database: string;
let meilisearch: EmbeddedMeilisearch;
let index: SearchIndex;
let store: StateStore;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-disk-full-'));
  database = path.join(folder, 'meilisearch', 'db');
  mkdirSync(database, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', database]);
  meilisearch = await createEmbeddedMeilisearch({ dataDir: folder, logger });
  const http = createMeilisearchHttp({ endpoint: meilisearch });
  index = createMeiliIndex({
    http,
    indexPrefix: '',
    logger,
    stillMs: 1000,
    limits: { diskPatienceMs: 500, collectMs: 50, collectMostMs: 50 },
  });
  await index.prepare(AbortSignal.timeout(20_000));
  store = createSqliteStore({ path: ':memory:' });
});
afterAll(async () => {
  await index?.close();
  await meilisearch?.close();
  store?.close();
  execFileSync('umount', [database]);
  rmSync(folder, { recursive: true, force: true });
});

const random = seededRandom(1);
/** Words that occur nowhere else, so that the index grows with them. */
const randomWords = (count: number) => Array.from({ length: count }, () => random().toString(36).slice(2, 10)).join(' ');

async function run(shelf: ReturnType<typeof createShelf>): Promise<RunOutcome> {
  const generation = store.runs.nextGeneration(shelf.source.id);
  const options = {
    state: store,
    sink: markRefusals(index),
    pool: textPool,
    generation,
    full: false,
    dryRun: false,
    signal,
    isCurrentReader: () => true,
  };
  for await (const event of syncSource({ source: shelf.source, ...options })) if (event.type === 'end') return event.outcome;
  throw new Error('a run without an end');
}

/** How many documents a search finds. */
async function found(): Promise<number> {
  const http = createMeilisearchHttp({ endpoint: meilisearch });
  const schema = z.object({ totalHits: z.int() });
  const body = { q: '', hitsPerPage: 1, distinct: 'documentId' };
  return (await http.request({ method: 'POST', path: 'indexes/passages/search', body, schema })).totalHits;
}

function fillDisk(leave: number): string {
  const { bavail, bsize } = statfsSync(database);
  const ballast = path.join(database, 'ballast');
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leave)));
  return ballast;
}

test.each([
  { fact: 'takes no order', name: 'a', leave: 300_000 },
  // Room for the order and not for its batch.
  { fact: 'begins a batch again and again', name: 'b', leave: 1_800_000 },
])(
  'a search index whose disk is full and which $fact fails the run in words, and the next run does what was left',
  async (o) => {
    const shelf = createShelf(o.name);
    for (let n = 0; n < 20; n++) putFile(shelf, `first ${n}.txt`, { text: `A short note ${n}.` });
    expect((await run(shelf)).state).toBe('complete');
    const before = await found();
    const ballast = fillDisk(o.leave);
    for (let n = 0; n < 100; n++) putFile(shelf, `${o.name} ${n}.txt`, { text: randomWords(900) });
    const outcome = await run(shelf);
    expect(outcome).toMatchObject({ state: 'failed', message: expect.stringContaining('The disk of the search index is full') });
    expect(await found()).toBeGreaterThanOrEqual(before);
    expect(store.ledger.counts(o.name)).toMatchObject({ failed: 0 });
    rmSync(ballast);
    expect(await run(shelf)).toMatchObject({ state: 'complete' });
    expect(store.ledger.counts(o.name)).toMatchObject({ pending: 0, failed: 0 });
    expect(await index.contents.count(o.name, signal)).toEqual({
      people: 0,
      passages: store.ledger.holdings(o.name).passages.sure,
    });
    expect(await found()).toBe(before + 100);
  },
  40_000,
);

test('asking whether there is space harms nothing that is queued beside it', async () => {
  const http = createMeilisearchHttp({ endpoint: meilisearch });
  const isDiskFull = createDiskProbe({ http, uid: 'passages' });
  const shelf = createShelf();
  for (let n = 0; n < 30; n++) putFile(shelf, `third ${n}.txt`);
  const running = run(shelf);
  const answers = await Promise.all([1, 2, 3].map(() => isDiskFull(signal)));
  expect(answers).toEqual([false, false, false]);
  expect((await running).state).toBe('complete');
  expect(store.ledger.counts('library').failed).toBe(0);
}, 20_000);
