import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import { createHouse, writeNotes } from '../../support/house.ts';
import { sharedMeilisearch } from '../../support/meilisearch.ts';

const meilisearch = sharedMeilisearch();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-backup-'));
  await writeNotes(path.join(folder, 'share'), { folders: 2, notes: 5 });
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await meilisearch.deleteIndexes();
});

const house = (name: string) =>
  createHouse({
    folder,
    name,
    meilisearch,
    sources: [{ id: 'library', kind: 'drive', path: './share', permissions: 'everyone' }],
  });

test('a backup brings state and index to a new installation, which then opens no file', async () => {
  const old = await house('old');
  await old.sync('library');
  const file = path.join(folder, 'atrium.backup');
  expect(await old.run(['backup', file])).toMatchObject({ code: 0 });
  const fresh = await house('fresh');
  expect(await fresh.run(['restore', file])).toMatchObject({ code: 0 });
  expect(await fresh.found('documents')).toBe(10);
  expect((await fresh.sync('library')).progress).toMatchObject({ seen: 10, opened: 0, written: 0 });
});

test('a backup is for its owner only, brings back what is curated, and neither sessions nor numbers that a server may have met', async () => {
  const old = await house('private');
  await old.sync('library');
  const file = path.join(folder, 'private.backup');
  const openState = () => createSqliteStore({ path: path.join(folder, 'private', 'atrium.sqlite') });
  const before = openState();
  before.curation.add('boosts', { entry: { on: 'label', label: 'policy', factor: 2 }, by: 'grace', at: 1 });
  before.sessions.create('token', { personId: undefined, uid: 'ada' }, Date.now());
  before.setup.put('session', { hash: 'of-its-token', createdAt: Date.now() });
  expect(await old.run(['backup', file])).toMatchObject({ code: 0 });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  before.sessions.delete('token');
  before.setup.clear();
  const generation = before.acls.generation();
  const ofPeople = before.peopleHistory.generation();
  before.close();
  expect(await old.run(['restore', file])).toMatchObject({ code: 0 });
  const after = openState();
  expect(after.sessions.get('token')).toBeUndefined();
  expect(after.setup.get('session')).toBeUndefined();
  expect(after.peopleHistory.generation()).toBeGreaterThan(ofPeople + 1000);
  expect(after.curation.list('boosts')).toMatchObject([{ entry: { label: 'policy' }, createdBy: 'grace' }]);
  expect(after.acls.generation()).toBeGreaterThan(generation + 1000);
  after.close();
});

test('a backup neither keeps who has read what nor brings back the key of a month that is over', async () => {
  const old = await house('counting');
  const file = path.join(folder, 'counting.backup');
  const openState = () => createSqliteStore({ path: path.join(folder, 'counting', 'atrium.sqlite') });
  await old.sync('library');
  const before = openState();
  for (const reader of ['ada', 'grace']) before.knowledge.reads.note({ day: '2026-01-31', recordId: 'record-of-ada', reader });
  const january = before.analytics.keyOf('2026-01');
  expect(await old.run(['backup', file])).toMatchObject({ code: 0 });
  expect((await readFile(file)).includes('record-of-ada')).toBe(false);
  const february = before.analytics.keyOf('2026-02');
  before.close();
  expect(await old.run(['restore', file])).toMatchObject({ code: 0 });
  const after = openState();
  expect(after.analytics.keyOf('2026-02')).toEqual(february);
  expect(after.analytics.keyOf('2026-01')).not.toEqual(january);
  expect(after.knowledge.reads.most({ from: '2026-01-01', fewest: 1, limit: 9 })).toEqual([]);
  after.close();
});

test('a backup never overwrites a file, and a file that is no backup is refused before anything changes', async () => {
  const atrium = await house('careful');
  await atrium.sync('library');
  const file = path.join(folder, 'letter.txt');
  await writeFile(file, 'Dear Ada');
  const overwritten = await atrium.run(['backup', file]);
  expect(overwritten).toMatchObject({ code: 1 });
  expect(overwritten.stderr).toContain('is there already');
  const restored = await atrium.run(['restore', file]);
  expect(restored).toMatchObject({ code: 1 });
  expect(restored.stderr).toContain('is not a backup');
  expect(await atrium.found('documents')).toBe(10);
});
