import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AccessRef } from '#indexers/types/access.ts';
import { createReadableAcls } from '#server/access/readable-acls.ts';
import type { Viewer } from '#server/access/viewer.ts';
import { SearchQuery } from '#server/contract/search.ts';
import { createLogger } from '#server/logger.ts';
import { createEmbeddedMeilisearch } from '#server/meilisearch/embedded-meilisearch.ts';
import { createMeilisearchHttp, type MeilisearchHttp } from '#server/meilisearch/http.ts';
import { createSearchService } from '#server/search/create-search-service.ts';
import { createMeiliIndex } from '#server/search/meili-index.ts';
import type { SearchService } from '#server/search/search-service.ts';
import { countedIndex } from '#server/search/terms/counted-index.ts';
import { createTermIndex } from '#server/search/terms/term-index.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';
import { knownIn } from '../support/known-principals.ts';
import { seededRandom } from '../support/random.ts';
import { documentRecord } from '../support/records.ts';
import type { BenchResult } from './bench-result.ts';
import { median } from './run-command.ts';

const DOCUMENTS = 30_000;
const PASSAGES = 2;
const WORDS = 120;
const SLOTS = 20_000;
const QUERIES = 240;
const WARM_UP = 30;
const signal = new AbortController().signal;

/** What each kind of viewer may read, of slots in the order in which a walk meets them. */
const KINDS: Record<string, () => ReadonlySet<number>> = {
  '2,000 lists, by department and project': () => byFolders({ from: 6000, readsFolder: 0.36 }),
  '2,000 lists, the same among 20,000': () => byFolders({ from: SLOTS, readsFolder: 0.1 }),
  'all but 2,000 lists': () => allBut(atRandom(SLOTS, 2000)),
  '2,000 lists at random of 4,000': () => atRandom(4000, 2000),
  '2,000 lists at random of 20,000': () => atRandom(SLOTS, 2000),
};

/**
 * What the filter of a viewer costs: searches through our own service on one index, each question asked for every viewer in
 * turn, against an administrator's with what the viewer may read taken out of every filter on its way to the engine.
 */
export async function benchFilterCost(): Promise<BenchResult[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-bench-'));
  const logger = createLogger({ level: 'error' });
  const meilisearch = await createEmbeddedMeilisearch({ dataDir: folder, logger });
  const store = createSqliteStore({ path: ':memory:' });
  try {
    const http = createMeilisearchHttp({ endpoint: meilisearch });
    const kinds = Object.entries(KINDS).map(([name, slots]) => ({ name, slots: slots(), viewer: viewerOf(name) }));
    const terms = createTermIndex();
    const index = countedIndex(createMeiliIndex({ http, indexPrefix: '', logger }), terms);
    await index.prepare(signal);
    await fill({ store, index, kinds });
    await index.close();
    const serviceWith = (of: MeilisearchHttp) =>
      createSearchService({
        http: of,
        indexPrefix: '',
        store,
        terms,
        readableAcls: createReadableAcls({ acls: store.acls, known: knownIn(store) }),
        sources: ['library'],
      });
    // Each with a service of its own, which remembers texts that it has looked at: nobody profits from another's question.
    const admin = { name: 'administrator, unfiltered', viewer: viewerOf('all'), service: serviceWith(withoutFilters(http)) };
    const filtered = [{ name: 'all lists', viewer: viewerOf('all') }, ...kinds];
    const times = await measure([admin, ...filtered.map(({ name, viewer }) => ({ name, viewer, service: serviceWith(http) }))]);
    return resultsOf(times, admin.name);
  } finally {
    store.close();
    await meilisearch.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function viewerOf(kind: string): Viewer {
  const principals = new Set(['everyone', 'authenticated', `group:${kind}`]);
  return { uid: kind, name: kind, personId: undefined, principals, isAdmin: kind === 'all', groupsIncomplete: false };
}

const allSlots = () => Array.from({ length: SLOTS }, (_, n) => n + 1);

function allBut(slots: ReadonlySet<number>): ReadonlySet<number> {
  return new Set(allSlots().filter((slot) => !slots.has(slot)));
}

function atRandom(from: number, count: number): ReadonlySet<number> {
  const random = seededRandom(from + count);
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(1 + Math.floor(random() * from));
  return chosen;
}

/**
 * Folders of 1 to 80 lists, 20 on average: the viewer reads some folders, less one list in fifteen (the manager's), and of the
 * others one list in fifty.
 */
function byFolders(o: { from: number; readsFolder: number }): ReadonlySet<number> {
  const random = seededRandom(o.from);
  const readable = new Set<number>();
  for (let slot = 1; slot <= o.from; ) {
    const end = slot + 1 + Math.min(79, Math.floor(-Math.log(1 - random()) * 20));
    const readsFolder = random() < o.readsFolder;
    for (; slot < end && slot <= o.from; slot++) if (random() < (readsFolder ? 14 / 15 : 1 / 50)) readable.add(slot);
  }
  return readable;
}

async function fill(o: {
  store: StateStore;
  index: ReturnType<typeof createMeiliIndex>;
  kinds: { name: string; slots: ReadonlySet<number> }[];
}): Promise<void> {
  const { store, index, kinds } = o;
  const aclIds = store.transaction(() => allSlots().map((slot) => store.acls.add('library', listOf(slot, kinds))));
  const random = seededRandom(1);
  let writing: Promise<void>[] = [];
  for (let n = 0; n < DOCUMENTS; n++) {
    const aclId = aclIds[Math.floor((n * SLOTS) / DOCUMENTS)] ?? '';
    const texts = Array.from({ length: PASSAGES }, () => textOf(WORDS, random));
    const record = documentRecord({ id: `d${n}`, path: `${textOf(2, random)}/${textOf(2, random)}.txt`, texts, aclId });
    putInLedger(store, record);
    writing.push(index.write(record));
    if (writing.length < 5000) continue;
    await Promise.all(writing);
    writing = [];
  }
  await Promise.all(writing);
}

/** One group of its own and those of the kinds of viewers who may read it. */
function listOf(slot: number, kinds: { name: string; slots: ReadonlySet<number> }[]): AccessRef {
  const names = ['all', `slot-${slot}`, ...kinds.filter(({ slots }) => slots.has(slot)).map(({ name }) => name)];
  const entries = names.map((name) => ({ effect: 'allow', principal: `group:${name}` }) as const);
  return { state: 'known', acl: { layers: [{ what: 'item', entries }] } };
}

function putInLedger(store: StateStore, record: ReturnType<typeof documentRecord>): void {
  store.ledger.put(record.source, {
    itemId: record.id,
    kind: 'file',
    path: record.path,
    state: 'indexed',
    version: '1',
    changeMark: null,
    fingerprint: null,
    recordId: record.id,
    passages: PASSAGES,
    aclId: record.aclId,
    indexedAclId: null,
    reason: null,
    cause: null,
    attempts: 0,
    nextTryAt: null,
    generation: 1,
    reader: null,
    document: null,
  });
}

/** Words of a made-up language, as often as those of a real one: the n-th is there 1/n as often as the first. */
const SYLLABLES = ['ka', 'lo', 'mi', 'ter', 'san', 'vo', 'pra', 'del', 'un', 'gri', 'nex', 'cor', 'ba', 'hil', 'quo', 'zen'];
const VOCABULARY = 8000;

function wordOf(rank: number): string {
  let word = '';
  for (let rest = rank + 37; rest > 0; rest = Math.floor(rest / 16)) word += SYLLABLES[rest % 16];
  return word;
}

function textOf(words: number, random: () => number): string {
  return Array.from({ length: words }, () => wordOf(Math.floor(VOCABULARY ** random()) - 1)).join(' ');
}

/** One to six words; people do not ask for the commonest ones. */
function questionOf(n: number, random: () => number): string {
  const words = Array.from({ length: 1 + (n % 6) }, () => wordOf(Math.floor(30 * (VOCABULARY / 30) ** random())));
  return `${words.join(' ')} `;
}

/** Takes out what the viewer may read and the source; the ids of documents that are looked into stay. */
function withoutFilters(http: MeilisearchHttp): MeilisearchHttp {
  const unfiltered = (key: string, value: unknown): unknown => {
    if (key !== 'filter' || typeof value !== 'string') return value;
    const rest = value.replace(VIEWER_AND_SOURCE, '');
    if (rest === value) throw new Error(`this filter is not what the bench takes out: ${value.slice(0, 200)}`);
    return rest === '' ? undefined : rest;
  };
  return {
    request: (wanted) =>
      http.request(wanted.path === 'multi-search' ? { ...wanted, body: JSON.stringify(wanted.body, unfiltered) } : wanted),
  };
}

const VIEWER_AND_SOURCE =
  /^aclId (?:1 TO \d+|IN \[[^\]]*\])(?: AND (?:NOT )?aclNodes IN \[[^\]]*\])* AND source IN \["library"\](?: AND )?/;

type Asked = { name: string; viewer: Viewer; service: SearchService };

async function measure(all: Asked[]): Promise<Map<string, number[]>> {
  const random = seededRandom(2);
  const times = new Map<string, number[]>(all.map(({ name }) => [name, []]));
  for (let n = -WARM_UP; n < QUERIES; n++) {
    const query = SearchQuery.parse({ q: questionOf(n + WARM_UP, random), type: 'documents' });
    // Each time somebody else comes first: the first to ask finds the words out of the page cache.
    for (const [place] of all.entries()) {
      const asked = all[(place + n + WARM_UP) % all.length];
      if (asked === undefined) continue;
      const start = performance.now();
      await asked.service.search(query, asked.viewer, signal);
      if (n >= 0) times.get(asked.name)?.push(performance.now() - start);
    }
  }
  return times;
}

function resultsOf(times: ReadonlyMap<string, number[]>, reference: string): BenchResult[] {
  const unfiltered = median(times.get(reference) ?? []);
  return [...times]
    .filter(([name]) => name !== reference)
    .map(([name, taken]) => ({
      what: `search of a viewer who may read ${name} (of ${SLOTS}; ${taken.length} questions)`,
      ours: `${median(taken).toFixed(1)} ms`,
      reference: `${reference} ${unfiltered.toFixed(1)} ms`,
      ratio: (median(taken) / unfiltered).toFixed(2),
      promise: '≤ 1.5 ×',
      held: median(taken) <= 1.5 * unfiltered,
    }));
}
