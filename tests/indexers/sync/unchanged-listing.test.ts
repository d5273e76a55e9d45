import { ChildProcess } from 'node:child_process';
import { chmodSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DriveConfig } from '#indexers/sources/drive/config.ts';
import { openDriveTree } from '#indexers/sources/drive/drive-tree.ts';
import { accessRules } from '#indexers/sources/drive/permissions.ts';
import type { TreeChildren } from '#indexers/sources/file-tree/tree-children.ts';
import { createTreeSource } from '#indexers/sources/file-tree/tree-source.ts';
import { walkTree } from '#indexers/sources/file-tree/walk.ts';
import type { WalkMessage } from '#indexers/sources/file-tree/walk-messages.ts';
import type { SyncOptions } from '#indexers/sync/sync-run.ts';
import type { ExtractionPool } from '#indexers/types/extraction.ts';
import type { Listing } from '#indexers/types/listing.ts';
import type { Source, SourceChange } from '#indexers/types.ts';
import { createDriveFixture, type DriveFixture } from '../drive/drive-fixture.ts';
import { type Bench, createBench, createShelf, putFile, type Shelf } from './sync-bench.ts';

let drive: DriveFixture;
let bench: Bench;
let shelf: Shelf;
let told: SourceChange[];

beforeEach(() => {
  drive = createDriveFixture();
  for (const name of ['Plans/a.txt', 'Plans/c.txt', 'Plans/b/deep.txt', 'Reviews/2024.txt', 'top.txt']) drive.write(name);
  bench = createBench();
  shelf = { ...createShelf(), source: listened(sourceWith()) };
});
afterEach(() => {
  bench.store.close();
  drive.remove();
});

/** What was changed just now is asked for its ACL in the next walk, and then once more in the one after it. */
function waitForTick(): void {
  const begun = Date.now();
  while (Date.now() - begun < 60);
}

/** In this process: what matters here is which files it is asked for. */
const pool: ExtractionPool = {
  concurrency: 2,
  close: async () => {},
  extract: async ({ path: file }) => ({
    state: 'extracted',
    mediaType: 'text/plain',
    reader: 'text 1',
    extracted: { authors: [], sections: [{ text: readFileSync(file, 'utf8') }], warnings: [] },
  }),
};

const at = (name: string) => path.join(drive.path, name);

/** What a child process would answer, said by this one: a test needs dozens of walks, and no protection from a dead server. */
const children: TreeChildren = {
  start(task) {
    if (task.task !== 'walk') throw new Error('nothing else is asked here');
    const messages: WalkMessage[] = [];
    const permissions = accessRules(config);
    walkTree(openDriveTree({ root: drive.path, permissions }), task.options, (message) => messages.push(message));
    return {
      process: nobody,
      messages: Readable.from([]),
      async *chunks() {
        yield Buffer.from(JSON.stringify(messages));
      },
      watch: () => ({ heard() {}, stop() {} }),
      lastWords: () => '',
      stop() {},
    };
  },
};
const nobody = new ChildProcess();

let config: DriveConfig;

function sourceWith(settings: Record<string, unknown> = {}): Source {
  config = DriveConfig.parse({ id: 'library', kind: 'drive', path: drive.path, ...settings });
  const memory = new Map<string, string>();
  return createTreeSource(
    {
      config,
      place: drive.path,
      children,
      open:
        ({ raw, seen }) =>
        async () => ({ path: Buffer.from(at(raw)), seen, close: async () => {} }),
    },
    { memory: { get: (key) => memory.get(key), set: (key, value) => void memory.set(key, value) }, log: () => undefined },
  );
}

function listened(source: Source): Source {
  return {
    ...source,
    check: async () => ({ ok: true, findings: [] }),
    async *read(options) {
      for await (const change of source.read(options)) {
        told.push(change);
        yield change;
      }
    },
  };
}

async function run(options: Partial<SyncOptions> = {}, settings?: Record<string, unknown>) {
  told = [];
  waitForTick();
  if (settings !== undefined) shelf.source = listened(sourceWith(settings));
  const result = await bench.run(shelf, { pool, isCurrentReader: () => true, ...options });
  const files = told.flatMap((change) => (change.type === 'upsert' ? [change.item.id] : []));
  return { ...result, files };
}

test('a folder of which nothing is new is told in one word from the second run on, and all of it counts as seen', async () => {
  const rules = { exclude: ['Plans/c.txt', 'Plans/b'] };
  expect((await run({}, rules)).files).toHaveLength(3);
  for (const _ of ['second', 'third']) {
    const { outcome, progress, files } = await run();
    expect(outcome).toEqual({ state: 'complete' });
    expect(files).toEqual([]);
    expect(progress).toMatchObject({ seen: 5, unchanged: 3, excluded: 2, opened: 0, written: 0, removed: 0 });
  }
  expect(new Set([...bench.ledger(shelf).values()].map(({ generation }) => generation))).toEqual(new Set([3]));

  rmSync(at('top.txt'));
  const dry = await run({ dryRun: true });
  expect(dry.files).toEqual([]);
  expect(dry.progress).toMatchObject({ seen: 4, unchanged: 2, removed: 1 });
  expect((await run({ full: true })).progress).toMatchObject({ opened: 2 });
});

test('whatever happens to a file is followed although its folder was known', async () => {
  const time = new Date(2024, 1, 1);
  const setBack = (name: string) => utimesSync(at(name), time, time);
  setBack('Plans/a.txt');
  await run();
  expect((await run()).files).toEqual([]);
  const plans = ['Plans/a.txt', 'Plans/c.txt'];

  // Written in place, its time set back: only the change time tells.
  writeFileSync(at('Plans/a.txt'), 'Plans/A.txt');
  setBack('Plans/a.txt');
  expect(await run()).toMatchObject({ files: plans, progress: { changed: 1, opened: 1 } });
  expect(bench.sink.textOf('Plans/a.txt')).toBe('Plans/A.txt');

  // Another file of the same size and time in its place.
  const { ino } = statSync(at('Plans/a.txt'));
  writeFileSync(at('Plans/~$new'), 'Plans/@.txt');
  setBack('Plans/~$new');
  renameSync(at('Plans/~$new'), at('Plans/a.txt'));
  expect(statSync(at('Plans/a.txt')).ino).not.toBe(ino);
  expect(await run()).toMatchObject({ files: plans, progress: { opened: 1 } });
  expect(bench.sink.textOf('Plans/a.txt')).toBe('Plans/@.txt');

  chmodSync(at('Plans/a.txt'), 0o600);
  expect(await run()).toMatchObject({ files: plans, progress: { changed: 1, opened: 0 } });
  chmodSync(at('Plans'), 0o700);
  expect(await run()).toMatchObject({ files: [...plans, 'Plans/b/deep.txt'], progress: { changed: 3, opened: 0 } });

  drive.write('Plans/b.txt');
  rmSync(at('Reviews/2024.txt'));
  expect((await run()).progress).toMatchObject({ added: 1, removed: 1, opened: 1 });
  expect((await run()).files).toEqual([]);
});

test('whatever is set otherwise is followed although all folders were known', async () => {
  await run();
  const settings: [Record<string, unknown>, object][] = [
    [{ labels: { 'Plans/**': 'plan' } }, { changed: 3, opened: 0 }],
    [{ permissions: { groups: ['board'] } }, { changed: 5, opened: 0 }],
    [{ maxFileBytes: 8 }, { changed: 5, opened: 4 }],
    [{ exclude: ['Plans/a.txt'] }, { excluded: 1, removed: 1 }],
  ];
  for (const [config, counts] of settings) expect((await run({}, config)).progress).toMatchObject(counts);
  expect((await run({ isCurrentReader: (reader) => reader !== 'text 1' })).progress).toMatchObject({ opened: 4 });
});

test('a file is tried again when its time has come, and a row that anything has written is looked at', async () => {
  const extract = async () => ({ state: 'failed', cause: 'timeout', message: 'too slow' }) as const;
  expect((await run({ pool: { ...pool, extract } })).progress).toMatchObject({ failed: 5 });
  expect((await run()).files).toEqual([]);
  bench.now += 16 * 60_000;
  expect((await run()).progress).toMatchObject({ opened: 5, changed: 5 });
  const row = bench.store.ledger.get('library', 'Plans/c.txt');
  if (row !== undefined) bench.store.ledger.put('library', { ...row, state: 'pending' });
  expect(await run()).toMatchObject({ files: ['Plans/a.txt', 'Plans/c.txt'], progress: { opened: 1 } });
});

test('a folder is not taken for known after a run that did not come to its end', async () => {
  const whole = shelf.source;
  shelf.source = {
    ...whole,
    async *read(options) {
      for await (const change of whole.read(options)) if (change.type !== 'complete') yield change;
    },
  };
  expect((await run()).outcome.state).toBe('failed');
  shelf.source = whole;
  const refuse = { ...bench.sink, write: () => Promise.reject(new Error('no space left')) };
  expect(await run({ sink: refuse, full: true })).toMatchObject({ outcome: { state: 'failed' } });
  expect(await run()).toMatchObject({ outcome: { state: 'complete' }, progress: { seen: 5, opened: 5 } });
});

test('what is known of a folder stays what the ledger has while a removal in it is held back', async () => {
  for (let n = 0; n < 100; n++) drive.write(`Plans/n${n}.txt`);
  await run();
  for (let n = 0; n < 90; n++) rmSync(at(`Plans/n${n}.txt`));
  expect(await run()).toMatchObject({ outcome: { held: { count: 90 } }, progress: { removed: 0 } });
  expect(bench.store.listings.get('library', 'Plans/a.txt')).toMatchObject({ files: 102 });
  const second = await run();
  expect(second.files).toHaveLength(12);
  expect(second.progress).toMatchObject({ removed: 90 });
  expect(bench.store.listings.get('library', 'Plans/a.txt')).toMatchObject({ files: 12 });
});

test('a folder is not taken for known while a rule leaves out what the index still has', async () => {
  for (let n = 0; n < 100; n++) drive.write(`Plans/n${n}.txt`);
  await run();
  const rule = { exclude: ['Plans/n*.txt'] };
  expect(await run({}, rule)).toMatchObject({ outcome: { held: { count: 100 } }, progress: { excluded: 100 } });
  await run();
  expect(told.filter(({ type }) => type === 'excluded')).toHaveLength(100);
});

test('a folder is not taken for known while the index lacks one of its documents', async () => {
  await run({}, { labels: { 'x/**': 'x' } });
  const [lost = ''] = [...bench.sink.stored].find(([, { path: held }]) => held === 'Plans/c.txt') ?? [];
  bench.sink.stored.delete(lost);
  // Everything is told because of the other labels, and compared because the counts differ.
  await run({}, {});
  expect(bench.store.listings.get('library', 'Plans/a.txt')).toBeUndefined();
  expect((await run()).progress).toMatchObject({ opened: 1 });
  expect(bench.sink.textOf('Plans/c.txt')).toBe('Plans/c.txt');
});

const LISTING: Listing = { key: 'Plans/a.txt', digest: 'd', ranges: [['Plans/a.txt', 'Plans/c.txt']], items: 2 };

test('a listing of which the ledger has other rows than it says is forgotten, and nothing of it is removed', async () => {
  const other = createShelf();
  for (const name of ['Plans/a.txt', 'Plans/c.txt']) putFile(other, name);
  await bench.run(other);
  bench.store.listings.put('library', { ...LISTING, items: 3, files: 3, excluded: 0, slots: {}, readers: [], dueAt: null });
  other.items.clear();
  other.extra = [{ type: 'listing', listing: { ...LISTING, items: 3 }, isSame: true }];
  expect((await bench.run(other)).progress).toMatchObject({ removed: 0, held: 0 });
  expect(bench.store.listings.get('library', LISTING.key)).toBeUndefined();
});

test.each<[string, (itemId: string) => void]>([
  [
    'written',
    (itemId) => {
      const row = bench.store.ledger.get('library', itemId);
      if (row !== undefined) bench.store.ledger.put('library', { ...row, attempts: 7 });
    },
  ],
  ['removed', (itemId) => bench.store.ledger.remove('library', itemId)],
  ['given another slot', (itemId) => bench.store.ledger.setAccess('library', itemId, { aclId: '1', indexedAclId: '2' })],
])('a row that is %s ends the listings of its folder and of no other', async (_how, change) => {
  const other = createShelf();
  for (const name of ['Plans/a.txt', 'Plans/b/deep.txt', 'top.txt']) putFile(other, name);
  await bench.run(other);
  const stored = { digest: 'd', ranges: [], items: 1, files: 1, excluded: 0, slots: {}, readers: [], dueAt: null };
  const keys = ['top.txt', 'Plans/a.txt', 'Plans/b/deep.txt'];
  for (const itemId of keys) {
    for (const key of keys) bench.store.listings.put('library', { ...stored, key });
    bench.store.listings.put('elsewhere', { ...stored, key: itemId });
    change(itemId);
    expect([...bench.store.listings.all('library')].map(({ key }) => key).sort()).toEqual(
      keys.filter((key) => key !== itemId).sort(),
    );
    expect([...bench.store.listings.all('elsewhere')]).not.toEqual([]);
  }
});
