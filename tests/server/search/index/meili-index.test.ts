import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { nodesOf } from '#server/access/slot-nodes.ts';
import { createLogger } from '#server/logger.ts';
import { createMeiliIndex, indexUids } from '#server/search/meili-index.ts';
import { sharedMeilisearch } from '../../../support/meilisearch.ts';
import { documentRecord, personRecord, recordIds } from '../../../support/records.ts';

const logger = createLogger({ level: 'silent' });
const meili = sharedMeilisearch();
const uids = indexUids(meili.indexPrefix);
const limits = { collectMs: 20, collectPartialMs: 5 };
const index = createMeiliIndex({ http: meili.http, indexPrefix: meili.indexPrefix, logger, limits });
const forever = new AbortController().signal;

beforeAll(async () => {
  await index.prepare(forever);
});

afterAll(async () => {
  await index.close();
  await meili.deleteIndexes();
});

test('a record can be found when its promise resolves', async () => {
  await index.write(documentRecord({ id: 'found', texts: ['the quick brown fox'] }));
  expect(await passagesOf('found')).toMatchObject([{ id: 'found-0', text: 'the quick brown fox' }]);
});

test('preparing an index that is as it should be queues no settings task', async () => {
  const before = await tasks('settingsUpdate');
  await index.prepare(forever);
  expect(await tasks('settingsUpdate')).toBe(before);
});

test('ten thousand small records take a handful of tasks, not one each', async () => {
  const before = await tasks('documentAdditionOrUpdate');
  await Promise.all(Array.from({ length: 10_000 }, (_, n) => index.write(personRecord({ id: `many-${n}`, source: 'many' }))));
  const { people } = await recordIds(index, 'many', forever);
  expect(people.size).toBe(10_000);
  expect((await tasks('documentAdditionOrUpdate')) - before).toBeLessThan(10);
});

test('a shorter version leaves none of the longer one behind', async () => {
  await index.write(documentRecord({ id: 'shrinks', texts: ['one', 'two', 'three', 'four'] }));
  await index.write(documentRecord({ id: 'shrinks', texts: ['uno'], previousPassages: 4 }));
  expect(await passagesOf('shrinks')).toMatchObject([{ id: 'shrinks-0', text: 'uno' }]);
});

test('of several versions written at once the last one stays', async () => {
  const versions = ['first', 'second', 'third'].map((text) => index.write(documentRecord({ id: 'versions', texts: [text] })));
  await Promise.all(versions);
  expect(await passagesOf('versions')).toMatchObject([{ text: 'third' }]);
});

test('removes every passage of a document, and a person', async () => {
  await Promise.all([
    index.write(documentRecord({ id: 'gone', texts: ['a', 'b'] })),
    index.write(personRecord({ id: 'gone', source: 'gone' })),
  ]);
  await Promise.all([index.remove({ kind: 'document', id: 'gone', passages: 5 }), index.remove({ kind: 'person', id: 'gone' })]);
  expect(await passagesOf('gone')).toEqual([]);
  expect((await recordIds(index, 'gone', forever)).people.size).toBe(0);
});

test('a change of access touches every passage, keeps its text and creates none', async () => {
  await index.write(documentRecord({ id: 'access', texts: ['kept text', 'more text'] }));
  await index.setAccess({ documentId: 'access', passages: 9, aclId: '4712' });
  expect(await passagesOf('access')).toMatchObject([
    { aclId: 4712, aclNodes: nodesOf(4712), text: 'kept text' },
    { aclId: 4712, aclNodes: nodesOf(4712), text: 'more text' },
  ]);
  // By id: a passage made by mistake would have no document.
  expect(await existing(['access-1', 'access-2', 'access-8'])).toEqual(['access-1']);
});

test('a change of access that is asked for while the document is being written comes after it', async () => {
  const writing = index.write(documentRecord({ id: 'race', texts: ['text'], aclId: '11' }));
  const changing = index.setAccess({ documentId: 'race', passages: 1, aclId: '12' });
  await Promise.all([writing, changing]);
  expect(await passagesOf('race')).toMatchObject([{ aclId: 12, aclNodes: nodesOf(12), text: 'text' }]);
});

test('a change of access does not wait for collected writes', async () => {
  const slow = createMeiliIndex({ http: meili.http, indexPrefix: meili.indexPrefix, logger, limits: { collectMs: 60_000 } });
  await index.write(documentRecord({ id: 'soon', texts: ['text'] }));
  const written = slow.write(documentRecord({ id: 'later', texts: ['text'] }));
  await slow.setAccess({ documentId: 'soon', passages: 1, aclId: '13' });
  expect(await passagesOf('soon')).toMatchObject([{ aclId: 13, aclNodes: nodesOf(13) }]);
  expect(await passagesOf('later')).toEqual([]);
  await slow.flush();
  await written;
  await slow.close();
});

test('a move changes path, folders, name and label, and nothing else', async () => {
  await index.write(documentRecord({ id: 'moves', path: 'old/a.txt', label: 'history', texts: ['same text'] }));
  await index.move({ documentId: 'moves', passages: 1, path: 'new/deep/b.txt', name: 'b.txt', label: undefined, aclId: '14' });
  expect(await passagesOf('moves')).toMatchObject([
    {
      path: 'new/deep/b.txt',
      name: 'b.txt',
      folders: 'new / deep',
      label: null,
      aclId: 14,
      aclNodes: nodesOf(14),
      text: 'same text',
    },
  ]);
});

test('a record that Meilisearch refuses is named, and takes no other down with it', async () => {
  const good = Array.from({ length: 20 }, (_, n) => index.write(documentRecord({ id: `good-${n}`, source: 'mixed' })));
  const bad = index.write(documentRecord({ id: 'not an id!', source: 'mixed' }));
  await expect(bad).rejects.toThrow(/could not index the record not an id!/);
  await Promise.all(good);
  expect((await recordIds(index, 'mixed', forever)).documents.size).toBe(20);
});

test('a record larger than a payload is sent in several', async () => {
  const small = createMeiliIndex({
    http: meili.http,
    indexPrefix: meili.indexPrefix,
    logger,
    limits: { ...limits, payloadBytes: 5000 },
  });
  const texts = Array.from({ length: 50 }, (_, n) => `passage ${n} ${'word '.repeat(50)}`);
  await small.write(documentRecord({ id: 'large', texts }));
  expect(await passagesOf('large')).toHaveLength(50);
  await small.close();
});

test('flush sends what is collected and resolves when it can be found', async () => {
  const slow = createMeiliIndex({ http: meili.http, indexPrefix: meili.indexPrefix, logger, limits: { collectMs: 60_000 } });
  const written = slow.write(documentRecord({ id: 'flushed' }));
  await slow.flush();
  expect(await passagesOf('flushed')).toHaveLength(1);
  await written;
  await slow.close();
});

async function passagesOf(documentId: string): Promise<unknown[]> {
  const schema = z.object({ results: z.array(z.looseObject({ n: z.number() })) });
  const path = `indexes/${uids.passages}/documents/fetch`;
  const body = { filter: `documentId = "${documentId}"`, limit: 1000 };
  const { results } = await meili.http.request({ method: 'POST', path, body, schema });
  return results.sort((a, b) => a.n - b.n);
}

async function existing(ids: string[]): Promise<string[]> {
  const schema = z.object({ results: z.array(z.object({ id: z.string() })) });
  const path = `indexes/${uids.passages}/documents/fetch`;
  return (await meili.http.request({ method: 'POST', path, body: { ids, fields: ['id'] }, schema })).results.map(({ id }) => id);
}

async function tasks(types: string): Promise<number> {
  const query = { indexUids: Object.values(uids).join(','), types, limit: '1' };
  const schema = z.object({ total: z.number() });
  return (await meili.http.request({ method: 'GET', path: 'tasks', query, schema })).total;
}
