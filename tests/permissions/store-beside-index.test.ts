import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReadableAcls } from '#server/access/readable-acls.ts';
import type { Viewer } from '#server/access/viewer.ts';
import { SearchQuery } from '#server/contract/search.ts';
import { createSearchService } from '#server/search/create-search-service.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';
import { knownIn } from '../support/known-principals.ts';
import { createSearchHouse, everyone, readableBy, viewer } from '../support/search-house.ts';

/** Somebody put an older state file beside a newer index: numbers of access lists mean something else in each. */

const house = createSearchHouse();
const { signal } = new AbortController();
const ids = { open: 'b'.repeat(24), secret: 'c'.repeat(24), changed: 'd'.repeat(24) };
const [ada, bob, cleo] = [viewer('user:ada'), viewer('user:bob'), viewer('user:cleo')];
let older: StateStore;
let search: ReturnType<typeof createSearchService>;

const passage = (text: string) => [{ text }];

beforeAll(async () => {
  await house.prepare();
  await house.addDocument({ id: ids.open, path: 'open.txt', passages: passage('the heron is for everybody') }, everyone);
  await house.addDocument(
    { id: ids.changed, path: 'changed.txt', passages: passage('the heron of ada') },
    readableBy('user:ada'),
  );
  older = createSqliteStore({ path: ':memory:' });
  copyAccess(house.store, older);
  // From here on the older file knows of nothing.
  await house.addDocument(
    { id: ids.secret, path: 'secret.txt', passages: passage('the heron is hidden') },
    readableBy('user:bob'),
  );
  await house.addDocument(
    { id: ids.changed, path: 'changed.txt', passages: passage('the heron of bob') },
    readableBy('user:bob'),
  );
  await house.index.flush();
  // It gives the next list the number that the list of bob has in the index.
  expect(older.acls.intern('library', { state: 'known', acl: readableBy('user:cleo') })).toBe(slotOf(ids.secret));
  const readableAcls = createReadableAcls({ acls: older.acls, known: knownIn(older, { directories: ['staff'] }) });
  search = createSearchService({ ...house.options, store: older, readableAcls });
});
afterAll(async () => {
  older.close();
  await house.close();
});

function slotOf(recordId: string): string | null | undefined {
  return house.store.ledger.byRecordId(recordId)?.entry.aclId;
}

function copyAccess(from: StateStore, to: StateStore): void {
  for (const { source, access } of from.acls.all()) to.acls.add(source, access);
  for (const { source, entry } of from.ledger.byRecordIds(Object.values(ids)).values()) to.ledger.put(source, entry);
}

async function found(who: Viewer): Promise<{ ids: string[]; total: number | null }> {
  const { documents, counts } = await search.search(SearchQuery.parse({ q: 'heron' }), who, signal);
  return { ids: documents.items.map(({ id }) => id), total: counts.documents };
}

test('while both are of the same moment, everybody finds their own', async () => {
  const { documents } = await house.ask('heron', bob);
  expect(documents.items.map(({ id }) => id).sort()).toEqual([ids.open, ids.secret, ids.changed].sort());
});

test('nobody finds what the older one does not give them, whatever the number in the index says', async () => {
  for (const who of [ada, bob, cleo]) expect(await found(who), [...who.principals].at(-1)).toEqual({ ids: [ids.open], total: 1 });
});

test('nor is it read by its id', async () => {
  for (const who of [ada, bob, cleo])
    for (const id of [ids.secret, ids.changed])
      expect(await search.documentText({ id, version: '1', query: '' }, who, signal)).toBeUndefined();
});

test('nor told while somebody types, nor among what is alike', async () => {
  for (const who of [ada, bob, cleo]) {
    expect(JSON.stringify(await search.suggest('heron', who, signal))).not.toMatch(/secret|changed/);
    expect((await search.similarDocuments(ids.open, { limit: 6 }, who, signal)).map(({ id }) => id)).toEqual([]);
  }
});
