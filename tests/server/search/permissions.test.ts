import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccessRef } from '#indexers/types/access.ts';
import { createSearchHouse, readableBy, viewer } from '../../support/search-house.ts';

const house = createSearchHouse();
const board = viewer('group:board');
const staff = viewer('group:staff');
const injection = 'x"] OR documentId EXISTS OR aclId IN ["';

beforeAll(async () => {
  await house.prepare();
  await Promise.all([
    house.addPerson({ id: 'keeper', name: 'Keeper Secrets' }),
    house.addDocument({ id: 'open', title: 'Open report', label: 'public', texts: ['walrus numbers for all'] }),
    house.addDocument(
      {
        id: 'secret',
        source: 'vault',
        path: 'Mergers/walrus.pdf',
        title: 'Walrus merger',
        label: 'merger',
        mediaType: 'application/pdf',
        language: 'en',
        authors: [{ name: 'Keeper Secrets', personId: 'keeper' }],
        texts: ['walrus numbers for the board: narwhal acquisition'],
      },
      readableBy('group:board'),
    ),
    house.addDocument({ id: 'unknown', title: 'Walrus unknown', texts: ['walrus numbers'] }, 'unknown'),
    house.addDocument({ id: 'odd', title: 'Walrus odd', texts: ['walrus numbers'] }, readableBy(`group:${injection}`)),
  ]);
});

afterAll(() => house.close());

describe('a document that the viewer may not read', () => {
  test.each(['walrus', 'walrus numbers', '"walrus numbers"', 'narwhal', '', 'walrus merger', 'merger acquisition'])(
    'is in no part of the answer to “%s”',
    async (q) => {
      for (const sort of ['relevance', 'newest'] as const) {
        const answer = await house.ask({ q, sort }, staff);
        expect(answer.documents.items.map((document) => document.id).filter((id) => id !== 'open')).toEqual([]);
        expect(answer.documents.total).toBe(answer.documents.items.length);
        // What was asked is told again.
        const { query: _asked, understood: _understood, ...rest } = answer;
        const told = { ...rest, notices: rest.notices.map(({ words: _words, ...notice }) => notice) };
        expect(JSON.stringify(told)).not.toMatch(/vault|Mergers|merger"|narwhal acquisition|application\/pdf/);
      }
    },
  );

  test('is not counted in a facet that is in use', async () => {
    const { facets } = await house.ask({ q: 'walrus', type: 'documents', label: ['public'] }, staff);
    expect(facets.label).toEqual([{ value: 'public', count: 1, selected: true }]);
  });

  test('is not suggested', async () => {
    expect((await house.suggest('walrus', staff)).documents.map((document) => document.id)).toEqual(['open']);
    expect((await house.suggest('narwh', staff)).documents).toEqual([]);
  });

  test('makes nobody an expert', async () => {
    expect(await house.experts('walrus', staff)).toEqual([]);
    expect((await house.experts('walrus', board)).map((expert) => expert.person.id)).toEqual(['keeper']);
    expect((await house.ask('walrus numbers', staff)).experts).toEqual([]);
  });

  test('has no text and no author', async () => {
    expect(await house.text({ id: 'secret', query: '' }, staff)).toBeUndefined();
    expect(await house.documentsBy('keeper', staff)).toEqual({ total: 0, items: [] });
    expect(await house.text({ id: 'secret', query: '' }, board)).toBeDefined();
  });
});

test('a document whose permissions are unknown is visible to nobody, administrators included', async () => {
  const admin = { ...viewer('group:board', 'group:staff'), isAdmin: true };
  expect((await house.ask('walrus', admin)).documents.items.map((document) => document.id).sort()).toEqual(['open', 'secret']);
});

test('a group whose name tries to break out of the filter reads what it may, and nothing else', async () => {
  const { documents } = await house.ask('walrus', viewer(`group:${injection}`));
  expect(documents.items.map((document) => document.id).sort()).toEqual(['odd', 'open']);
});

test.each(['label', 'source', 'author', 'mediaType', 'language', 'department', 'location'] as const)(
  'a value of %s that tries to break out of the filter finds nothing',
  async (facet) => {
    const answer = await house.ask({ q: 'walrus', [facet]: [`${injection}`, '\\", "'] }, staff);
    expect(answer.documents.items.concat()).toEqual([]);
    expect(answer.people.items).toEqual([]);
  },
);

test('a viewer who may read nothing gets nothing', async () => {
  const nobody = { ...viewer(), principals: new Set<string>() };
  const acl = readableBy('group:nobody-else');
  await house.addDocument({ id: 'only', source: 'only', title: 'Only', texts: ['manatee'] }, acl);
  expect((await house.ask('manatee', nobody)).documents).toMatchObject({ total: 0, items: [] });
});

test('hundreds of documents that may not be read are in no total and no facet of a broad question', async () => {
  const hidden = readableBy('group:board');
  const bulk = { texts: ['capybara'], source: 'vault', label: 'merger' };
  await Promise.all([
    ...Array.from({ length: 230 }, (_, n) => house.addDocument({ ...bulk, id: `hidden-${n}` }, hidden)),
    ...Array.from({ length: 220 }, (_, n) => house.addDocument({ id: `shown-${n}`, label: 'public', texts: ['capybara'] })),
  ]);
  const { documents, facets } = await house.ask({ q: 'capybara', type: 'documents', label: ['public', 'merger'] }, staff);
  expect(documents.total).toBe(220);
  expect(facets).toMatchObject({
    source: [{ value: 'library', count: 220 }],
    label: [
      { value: 'public', count: 220 },
      { value: 'merger', count: 0, selected: true },
    ],
  });
  expect((await house.ask({ q: 'capybara', type: 'documents' }, board)).documents.total).toBe(450);
  const deep = await house.ask({ q: 'capybara', type: 'documents', page: 5, pageSize: 50 }, staff);
  expect(deep.documents.items).toHaveLength(20);
  expect(deep.documents.items.every((document) => document.id.startsWith('shown-'))).toBe(true);
});

describe('documents that wait for a narrower slot in the index', () => {
  const everybody: AccessRef = { state: 'known', acl: { layers: [] } };
  const boardOnly: AccessRef = { state: 'known', acl: readableBy('group:board') };

  test('are in no total, no facet and no suggestion of whoever may not read them any more', async () => {
    const shared = { texts: ['axolotl'], label: 'pond' };
    await Promise.all(Array.from({ length: 230 }, (_, n) => house.addDocument({ ...shared, id: `axolotl-${n}` })));
    const boardSlot = house.store.acls.intern('library', boardOnly);
    for (const n of [3, 4]) {
      const row = house.store.ledger.byRecordId(`axolotl-${n}`);
      if (row) house.store.ledger.put('library', { ...row.entry, aclId: boardSlot, indexedAclId: row.entry.aclId });
    }
    const question = { q: 'axolotl', type: 'documents', label: ['pond'] } as const;
    const answer = await house.ask({ ...question, label: ['pond'] }, staff);
    expect(answer.documents.total).toBe(228);
    expect(answer.facets).toMatchObject({ source: [{ count: 228 }], label: [{ value: 'pond', count: 228 }] });
    expect((await house.ask({ ...question, label: ['pond'] }, board)).documents.total).toBe(230);
  });

  test('are shown by what their slot is narrowed to when they are many', async () => {
    await house.addDocument({ id: 'olm', source: 'bulk', texts: ['olm olm'] });
    const slot = house.store.acls.find('bulk', everybody) ?? '';
    house.store.acls.narrow(slot, boardOnly);
    const { documents, facets } = await house.ask({ q: 'olm', type: 'documents' }, staff);
    expect(documents).toMatchObject({ total: 0, items: [] });
    expect(facets.source ?? []).toEqual([]);
    expect((await house.ask({ q: 'olm', type: 'documents' }, board)).documents.total).toBe(1);
    house.store.acls.widen(slot);
    expect((await house.ask({ q: 'olm', type: 'documents' }, staff)).documents.total).toBe(1);
  });
});

describe('the last check before anything leaves', () => {
  test('withholds a document whose access was taken away while the index does not know it yet', async () => {
    await house.addDocument({ id: 'revoked', title: 'Dugong', texts: ['dugong'] });
    expect((await house.ask('dugong', staff)).documents.total).toBe(1);
    const row = house.store.ledger.byRecordId('revoked');
    const aclId = house.store.acls.intern('library', { state: 'known', acl: readableBy('group:board') });
    if (row) house.store.ledger.put('library', { ...row.entry, aclId });
    const answer = await house.ask('dugong', staff);
    expect(answer.documents).toMatchObject({ total: 0, items: [] });
    expect(answer.facets.source ?? []).toEqual([]);
    expect((await house.suggest('dugong', staff)).documents).toEqual([]);
    expect(await house.text({ id: 'revoked', query: '' }, staff)).toBeUndefined();
  });

  test('withholds a document that the ledger no longer has', async () => {
    await house.addDocument({ id: 'dropped', title: 'Beluga', texts: ['beluga'] });
    house.store.ledger.remove('library', 'dropped');
    expect((await house.ask('beluga', staff)).documents).toMatchObject({ total: 0, items: [] });
  });
});
