import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { syncSource } from '#indexers/sync/sync-source.ts';
import type { AccessRef } from '#indexers/types/access.ts';
import type { LedgerEntry } from '#indexers/types/ledger.ts';
import type { RecordSink } from '#indexers/types.ts';
import { createFilters } from '#server/access/filter.ts';
import { createReadableAcls } from '#server/access/readable-acls.ts';
import { createLogger } from '#server/logger.ts';
import { createEmbeddedMeilisearch } from '#server/meilisearch/embedded-meilisearch.ts';
import { createMeilisearchHttp } from '#server/meilisearch/http.ts';
import { createMeiliIndex, indexUids } from '#server/search/meili-index.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import { createShelf, only, putFile, type Shelf, textPool } from '../indexers/sync/sync-bench.ts';
import { knownIn } from '../support/known-principals.ts';
import { viewer } from '../support/search-house.ts';
import type { BenchResult } from './bench-result.ts';

const FILES = 50_000;
/** Seconds after the listing has ended within which every search must be right. */
const PROMISE = 5;
const CREW = only('group:crew');
const BOARD = only('group:board');
const CLUB = only('group:club');

/** A folder of 50,000 files gets other rights, in a real index: as a whole and in half; against writing each of them once. */
export async function benchRePermission(): Promise<BenchResult[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-bench-'));
  const bench = await createBench(folder);
  try {
    const shelf = createShelf();
    for (let n = 0; n < FILES; n++) putFile(shelf, nameOf(n), { text: `Gauge ${n}`, version: '1', access: CREW });
    await bench.run(shelf);
    const all = await bench.writeAll(shelf);
    setRights(shelf, BOARD, () => true);
    const whole = await bench.run(shelf);
    const wholeIsRight = (await bench.found('group:crew')) === 0 && (await bench.found('group:board')) === FILES;
    setRights(shelf, CLUB, (n) => n < FILES / 2);
    const half = await bench.run(shelf);
    const halfIsRight = (await bench.found('group:board')) === FILES / 2 && (await bench.found('group:club')) === FILES / 2;
    return [
      resultOf({ what: 'other rights for a whole folder', run: whole, all, isRight: wholeIsRight && whole.writes === 0 }),
      resultOf({ what: 'other rights for half of a folder', run: half, all, isRight: halfIsRight && half.writes === FILES / 2 }),
    ];
  } finally {
    await bench.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface RunTimes {
  /** The run from its beginning to its end. */
  seconds: number;
  /** From the last word of the listing to the end of the run. */
  afterListing: number;
  writes: number;
}

function resultOf(o: { what: string; run: RunTimes; all: number; isRight: boolean }): BenchResult {
  const { run, all } = o;
  return {
    what: `${o.what} of ${FILES} documents, right after its listing ended (whole run ${run.seconds.toFixed(1)} s, ${run.writes} documents written${o.isRight ? '' : ', **wrong**'})`,
    ours: `${run.afterListing.toFixed(2)} s`,
    reference: `access of every document written ${all.toFixed(1)} s`,
    ratio: (run.afterListing / all).toFixed(2),
    promise: `≤ ${PROMISE} s`,
    held: o.isRight && run.afterListing <= PROMISE,
  };
}

async function createBench(folder: string) {
  const logger = createLogger({ level: 'silent' });
  const meilisearch = await createEmbeddedMeilisearch({ dataDir: folder, logger });
  const http = createMeilisearchHttp({ endpoint: meilisearch });
  const store = createSqliteStore({ path: path.join(folder, 'state.sqlite') });
  const index = createMeiliIndex({ http, indexPrefix: '', logger, slotOfHash: store.acls.byHash });
  await index.prepare(AbortSignal.timeout(60_000));
  const readableAcls = createReadableAcls({ acls: store.acls, known: knownIn(store) });
  const filters = createFilters({ readableAcls, sources: ['library'] });

  async function run(shelf: Shelf): Promise<RunTimes> {
    const times = { began: performance.now(), listed: 0, writes: 0 };
    const sink: RecordSink = { ...index, setAccess: (change) => index.setAccess(change).finally(() => times.writes++) };
    const source = { ...shelf.source, read: (o: Parameters<typeof shelf.source.read>[0]) => noticed(shelf, o, times) };
    const generation = store.runs.nextGeneration('library');
    const signal = AbortSignal.timeout(1_200_000);
    const events = syncSource({ source, state: store, sink, pool: textPool, generation, full: false, dryRun: false, signal });
    for await (const event of events)
      if (event.type === 'end' && event.outcome.state !== 'complete') throw new Error(JSON.stringify(event.outcome));
    const ended = performance.now();
    return { seconds: (ended - times.began) / 1000, afterListing: (ended - times.listed) / 1000, writes: times.writes };
  }

  return {
    run,
    /** What it takes to tell the index of every document, seconds. */
    async writeAll(shelf: Shelf): Promise<number> {
      const rows = [...shelf.items.keys()].flatMap((id) => store.ledger.get('library', id) ?? []);
      const write = (slotOf: (row: LedgerEntry) => string | null) =>
        Promise.all(
          rows.map((row) =>
            index.setAccess({ documentId: row.recordId ?? '', passages: row.passages, aclId: slotOf(row) ?? '' }),
          ),
        );
      const elsewhere = store.acls.intern('library', only('group:elsewhere'));
      const began = performance.now();
      await write(() => elsewhere);
      const seconds = (performance.now() - began) / 1000;
      await write(({ aclId }) => aclId);
      return seconds;
    },
    /** How many documents a search of somebody in the group has to choose from. */
    async found(group: string): Promise<number> {
      const body = { filter: filters.documents(viewer(group), {}), limit: 0, fields: ['id'] };
      const schema = z.object({ total: z.int() });
      const address = `indexes/${indexUids('').passages}/documents/fetch`;
      return (await http.request({ method: 'POST', path: address, body, schema, timeoutMs: 60_000 })).total;
    },
    async close() {
      await index.close();
      store.close();
      await meilisearch.close();
    },
  };
}

/** The shelf's reading; notes when it has said its last word. */
async function* noticed(shelf: Shelf, options: Parameters<Shelf['source']['read']>[0], times: { listed: number }) {
  for await (const change of shelf.source.read(options)) {
    if (change.type === 'complete') times.listed = performance.now();
    yield change;
  }
}

function setRights(shelf: Shelf, access: AccessRef, mayChange: (n: number) => boolean): void {
  let n = 0;
  for (const item of shelf.items.values()) if (mayChange(n++)) shelf.items.set(item.id, { ...item, access });
}

const nameOf = (n: number) => `folder ${Math.floor(n / 500)}/${String(n).padStart(6, '0')}.txt`;
