import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
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
  expect(await old.run(['backup', file])).toMatchObject({ code: 0 });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  before.sessions.delete('token');
  const generation = before.acls.generation();
  before.close();
  expect(await old.run(['restore', file])).toMatchObject({ code: 0 });
  const after = openState();
  expect(after.sessions.get('token')).toBeUndefined();
  expect(after.curation.list('boosts')).toMatchObject([{ entry: { label: 'policy' }, createdBy: 'grace' }]);
  expect(after.acls.generation()).toBeGreaterThan(generation + 1000);
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
