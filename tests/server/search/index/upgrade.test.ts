import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createFilters } from '#server/access/filter.ts';
import { nodesOf } from '#server/access/slot-nodes.ts';
import { createLogger } from '#server/logger.ts';
import { folderCode } from '#server/search/index/folder-fields.ts';
import { PASSAGE_SETTINGS } from '#server/search/index/index-settings.ts';
import { passageDocuments } from '#server/search/index/passage-index.ts';
import { createMeiliIndex, indexUids } from '#server/search/meili-index.ts';
import { sharedMeilisearch } from '../../../support/meilisearch.ts';
import { documentRecord } from '../../../support/records.ts';
import { viewer } from '../../../support/search-house.ts';

const meili = sharedMeilisearch();
const uid = indexUids(meili.indexPrefix).passages;
const signal = new AbortController().signal;
const HASH = '0123456789abcdef01234567';

afterAll(() => meili.deleteIndexes());

/** As the first version of the schema had them: the access list by its hash, and no comparing of it. */
async function writeOldIndex(): Promise<void> {
  const filterableAttributes = ['schema', 'documentId', 'aclId', 'source'];
  const settings = { ...PASSAGE_SETTINGS, filterableAttributes };
  const documents = [
    { id: 'known', aclId: HASH },
    { id: 'forgotten', aclId: 'ffffffffffffffffffffffff' },
    { id: 'digits', aclId: '3' },
  ].flatMap(({ id, aclId }) =>
    passageDocuments(documentRecord({ id, path: 'Rules/note.txt' })).map(
      ({ aclNodes: _nodes, folderAt: _folders, ...passage }) => ({ ...passage, aclId, schema: 1 }),
    ),
  );
  const { http } = meili;
  await http.request({ method: 'POST', path: 'indexes', body: { uid, primaryKey: 'id' }, schema: z.unknown() });
  await http.request({ method: 'PATCH', path: `indexes/${uid}/settings`, body: settings, schema: z.unknown() });
  const enqueued = z.object({ taskUid: z.int() });
  const { taskUid } = await http.request({ method: 'POST', path: `indexes/${uid}/documents`, body: documents, schema: enqueued });
  await expect
    .poll(() => http.request({ method: 'GET', path: `tasks/${taskUid}`, schema: z.looseObject({ status: z.string() }) }), {
      timeout: 20_000,
    })
    .toMatchObject({ status: 'succeeded' });
}

test('passages that name their access list by a hash get its slot, and nobody’s when the store does not know it', async () => {
  await writeOldIndex();
  const slotOfHash = (source: string, hash: string) => (source === 'library' && hash === HASH ? '3' : undefined);
  const logger = createLogger({ level: 'silent' });
  const index = createMeiliIndex({ http: meili.http, indexPrefix: meili.indexPrefix, logger, slotOfHash });
  await index.prepare(signal);
  await index.close();

  const passages = z.object({ results: z.array(z.looseObject({ documentId: z.string() })) });
  const fetch = (body: object) =>
    meili.http.request({ method: 'POST', path: `indexes/${uid}/documents/fetch`, body, schema: passages });
  const { results } = await fetch({});
  expect(Object.fromEntries(results.map(({ documentId, ...passage }) => [documentId, passage]))).toMatchObject({
    known: { schema: 3, aclId: 3, aclNodes: nodesOf(3), folderAt: { 1: folderCode('Rules') }, text: 'Nothing of interest.' },
    forgotten: { schema: 3, aclId: 0, aclNodes: [] },
    digits: { schema: 3, aclId: 0, aclNodes: [] },
  });
  const set = { slots: Uint32Array.from([1, 2, 3]), highest: 3, has: () => true };
  const readableAcls = { readable: () => set, mayRead: () => true, readsAll: () => true, grants: () => true, leftOut: () => [] };
  const filter = createFilters({ readableAcls, sources: ['library'] }).documents(viewer(), {});
  expect((await fetch({ filter })).results.map(({ documentId }) => documentId)).toEqual(['known']);
});
