import { beforeEach, describe, expect, test } from 'vitest';
import type { LedgerEntry } from '#indexers/types/ledger.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';

let store: StateStore;
beforeEach(() => {
  store = createSqliteStore({ path: ':memory:' });
});

function entry(itemId: string, overrides: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    itemId,
    kind: 'file',
    path: itemId,
    state: 'indexed',
    version: '1',
    changeMark: null,
    fingerprint: null,
    recordId: `record of ${itemId}`,
    passages: 1,
    aclId: '1',
    indexedAclId: null,
    reason: null,
    cause: null,
    attempts: 0,
    nextTryAt: null,
    generation: 1,
    reader: null,
    document: null,
    ...overrides,
  };
}

function put(...entries: LedgerEntry[]): void {
  for (const one of entries) store.ledger.put('library', one);
}

const unseen = (generation: number) => store.ledger.unseen('library', generation, '', 100).map(({ itemId }) => itemId);

test('a row that is put again under another path, record or fingerprint is found by the new one only', () => {
  const first = entry('a', { path: 'old', recordId: 'r1', fingerprint: 'f1' });
  for (const change of [{ path: 'new' }, { recordId: 'r2' }, { fingerprint: 'f2' }, { recordId: null, fingerprint: null }]) {
    const second = { ...first, ...change, state: 'partial' as const };
    put(first, second);
    expect(store.ledger.get('library', 'a')).toEqual(second);
    expect(store.ledger.byPath('old')).toHaveLength(second.path === 'old' ? 1 : 0);
    expect(store.ledger.byRecordId('r1') !== undefined).toBe(second.recordId === 'r1');
    expect(store.ledger.byFingerprint('library', 'f1')).toHaveLength(second.fingerprint === 'f1' ? 1 : 0);
  }
});

test('a row comes back as it was put, in its last version', () => {
  const full = entry('a', {
    state: 'failed',
    changeMark: 'c',
    fingerprint: 'f',
    reason: 'why',
    cause: 'timeout',
    attempts: 3,
    nextTryAt: 5,
    document: {
      id: 'r',
      source: 'library',
      path: 'a',
      name: 'a',
      title: 'A',
      mediaType: 'text/plain',
      size: 1,
      modifiedAt: 2,
      authors: [{ name: 'Ada', personId: null }],
      warnings: [],
    },
  });
  put(entry('a'), full);
  expect(store.ledger.get('library', 'a')).toEqual(full);
  expect(store.ledger.get('elsewhere', 'a')).toBeUndefined();
  store.ledger.remove('library', 'a');
  expect(store.ledger.get('library', 'a')).toBeUndefined();
});

describe('what a generation has seen', () => {
  const ids = ['a', 'a-b', 'a.txt', 'a/b', 'a/b/c', 'a/ü', 'a0', 'ab'];
  beforeEach(() => put(...ids.map((id) => entry(id))));

  test('is marked one by one', () => {
    store.ledger.touch('library', 'a/b', 2);
    store.ledger.touch('library', 'not there', 2);
    expect(unseen(2)).toEqual(ids.filter((id) => id !== 'a/b'));
    expect(unseen(1)).toEqual([]);
  });

  test('is marked with all below it, and not what only begins alike', () => {
    store.ledger.touchSubtree('library', 'a', 2);
    expect(unseen(2)).toEqual(['a-b', 'a.txt', 'a0', 'ab']);
  });

  test('is everything when it is the root, of this source only', () => {
    store.ledger.put('other', entry('a'));
    store.ledger.touchSubtree('library', '', 2);
    expect(unseen(2)).toEqual([]);
    expect(store.ledger.unseen('other', 2, '', 10)).toHaveLength(1);
  });

  test('is left out of pages that go on where the last ended', () => {
    store.ledger.touch('library', 'a.txt', 2);
    const first = store.ledger.unseen('library', 2, '', 3).map(({ itemId }) => itemId);
    expect(first).toEqual(['a', 'a-b', 'a/b']);
    expect(store.ledger.unseen('library', 2, 'a/b', 3).map(({ itemId }) => itemId)).toEqual(['a/b/c', 'a/ü', 'a0']);
  });
});

test('the files of a folder are counted as far as is wanted, without what is excluded and without its neighbours', () => {
  put(
    entry('x'),
    entry('a/1'),
    entry('a/b/2'),
    entry('a-b/1'),
    entry('a0/1'),
    entry('a/3', { state: 'excluded' }),
    entry('a/c', { kind: 'folder' }),
  );
  store.ledger.put('other', entry('a/1', { recordId: 'r9' }));
  expect(store.ledger.countFiles('library', 'a', 100)).toBe(2);
  expect(store.ledger.countFiles('library', 'a', 1)).toBe(1);
  expect(store.ledger.countFiles('library', 'nothing', 100)).toBe(0);
});

test('rows are found by fingerprint, record and path', () => {
  put(entry('a', { fingerprint: 'f' }), entry('b', { fingerprint: 'f' }), entry('c'));
  store.ledger.put('other', entry('a', { recordId: 'r2', path: 'c' }));
  expect(store.ledger.byFingerprint('library', 'f').map(({ itemId }) => itemId)).toEqual(['a', 'b']);
  expect(store.ledger.byRecordId('r2')).toMatchObject({ source: 'other', entry: { itemId: 'a' } });
  expect([...store.ledger.byRecordIds(['r2', 'record of b', 'nothing']).keys()].sort()).toEqual(['r2', 'record of b']);
  expect(store.ledger.byPath('c').map(({ source }) => source)).toEqual(['library', 'other']);
});

test('failures are listed by state and source, with their number', () => {
  put(entry('a', { state: 'failed' }), entry('b', { state: 'partial' }), entry('c'), entry('d', { state: 'excluded' }));
  store.ledger.put('other', entry('e', { state: 'failed' }));
  const list = (o: Parameters<typeof store.ledger.failures>[0]) => {
    const { total, items } = store.ledger.failures(o);
    return [total, ...items.map((item) => item.entry.itemId).sort()];
  };
  expect(list({ states: ['failed', 'partial'], offset: 0, limit: 10 })).toEqual([3, 'a', 'b', 'e']);
  expect(list({ source: 'library', states: ['failed'], offset: 0, limit: 10 })).toEqual([1, 'a']);
  expect(store.ledger.failures({ states: ['failed', 'partial'], offset: 2, limit: 10 }).items).toHaveLength(1);
  expect(store.ledger.counts('library')).toEqual({ indexed: 1, partial: 1, excluded: 1, failed: 1, pending: 0 });
});

test('a transaction that throws leaves nothing behind, one within another is part of it', () => {
  expect(() =>
    store.transaction(() => {
      store.transaction(() => put(entry('a')));
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(store.ledger.get('library', 'a')).toBeUndefined();
  store.transaction(() => store.transaction(() => put(entry('a'))));
  expect(store.ledger.get('library', 'a')).toBeDefined();
});
