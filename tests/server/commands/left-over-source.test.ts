import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createViewers } from '#server/access/viewers.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import { createHouse, writeNotes } from '../../support/house.ts';
import { sharedMeilisearch } from '../../support/meilisearch.ts';
import { personRecord } from '../../support/records.ts';

const meilisearch = sharedMeilisearch();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-left-over-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await meilisearch.deleteIndexes();
});

test('what a source left behind is found by nobody once it is out of the configuration, and again when it is back', async () => {
  const drive = (id: string) => ({ id, kind: 'drive', path: `./${id}`, permissions: 'everyone' });
  await writeNotes(path.join(folder, 'library'), { folders: 1, notes: 3 });
  await writeNotes(path.join(folder, 'secrets'), { folders: 1, notes: 2 });
  const atrium = await createHouse({ folder, name: 'house', meilisearch, sources: [drive('library'), drive('secrets')] });
  await atrium.sync('library');
  await atrium.sync('secrets');
  expect(await atrium.found('documents')).toBe(5);
  await atrium.configure([drive('library')]);
  expect(await atrium.found('documents')).toBe(3);
  await atrium.configure([drive('library'), drive('secrets')]);
  expect(await atrium.found('documents')).toBe(5);
  expect((await atrium.sync('secrets')).progress).toMatchObject({ opened: 0, removed: 0 });
});

test('a directory that is out of the configuration makes nobody a viewer, nor hides whom another one has', () => {
  const store = createSqliteStore({ path: ':memory:' });
  const { person } = personRecord({ id: 'old-ada' });
  for (const source of ['old-staff', 'staff'])
    store.directory.putPerson(source, `${source}-ada`, 'ada', { ...person, kind: 'person', key: 'ada', principals: [] });
  const viewerOf = (sources: string[]) => createViewers({ store, sources, admins: [] }).ofUid(person.uid);
  expect(viewerOf([])).toBeUndefined();
  expect(viewerOf(['staff'])?.personId).toBe('staff-ada');
  store.close();
});
