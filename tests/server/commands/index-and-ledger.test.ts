import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createHouse, type House, writeNotes } from '../../support/house.ts';
import { sharedMeilisearch } from '../../support/meilisearch.ts';

/** What an administrator sees of index and ledger on the command line. */

const meilisearch = sharedMeilisearch();
let folder: string;
let root: string;
let atrium: House;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-ledger-'));
  root = path.join(folder, 'share');
  await writeNotes(root, { folders: 2, notes: 3 });
  await writeFile(path.join(root, 'Folder 0', 'broken.pdf'), '%PDF-1.7\nnothing more');
  const source = { id: 'library', kind: 'drive', path: root, permissions: 'everyone' };
  atrium = await createHouse({ folder, name: 'house', meilisearch, sources: [source] });
  await atrium.sync('library');
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await meilisearch.deleteIndexes();
});

async function deleteFromIndex(filter: string): Promise<void> {
  const enqueued = z.object({ taskUid: z.int() });
  const { taskUid } = await meilisearch.http.request({
    method: 'POST',
    path: `indexes/${atrium.indexPrefix}passages/documents/delete`,
    body: { filter },
    schema: enqueued,
  });
  const ended = z.object({ status: z.string() });
  for (let status = ''; status !== 'succeeded'; )
    ({ status } = await meilisearch.http.request({ method: 'GET', path: `tasks/${taskUid}`, schema: ended }));
}

test('what is lost in the search engine is found by the next run, told by status, and written again by the one after', async () => {
  expect((await atrium.run(['status'])).stdout).toContain('Index and ledger agree. Checked less than a minute ago.');
  await deleteFromIndex('mediaType = "text/markdown"');
  const lost = await atrium.sync('library');
  expect(lost).toMatchObject({ state: 'partial', code: 1 });
  expect(lost.message).toContain('6 items were missing from the search index');
  expect((await atrium.run(['status'])).stdout).toContain('6 items were missing from the search index');
  expect((await atrium.run(['where', 'Note 1.md'])).stdout).toContain('waits for the next run');
  expect(await atrium.sync('library')).toMatchObject({ state: 'complete', progress: { written: 6 } });
  expect(await atrium.found('documents')).toBe(7);
});

test('a file is told of by its path on the drive, and one that is nowhere too', async () => {
  const found = await atrium.run(['where', path.join(root, 'Folder 0/broken.pdf')]);
  expect(found).toMatchObject({ code: 0, stdout: expect.stringContaining('library: Folder 0/broken.pdf\tfailed') });
  expect(await atrium.run(['where', '/nowhere/at/all.txt'])).toMatchObject({ code: 1, stdout: expect.stringContaining(root) });
});

test('what could not be read is tried again when somebody asks for it, and only then', async () => {
  expect((await atrium.sync('library')).progress.opened).toBe(0);
  const { stdout } = await atrium.run(['sync', 'library', '--retry-failed', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ progress: { opened: 1, failed: 1 } });
});
