import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LedgerEntry } from '#indexers/types/ledger.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';

let store: StateStore;
beforeEach(() => {
  store = createSqliteStore({ path: ':memory:' });
});
afterEach(() => store.close());

function put(overrides: Partial<LedgerEntry> = {}): void {
  store.ledger.put('library', {
    itemId: 'a.txt',
    kind: 'file',
    path: 'a.txt',
    state: 'indexed',
    version: '1',
    changeMark: null,
    fingerprint: null,
    recordId: 'd1',
    passages: 2,
    aclId: '1',
    indexedAclId: null,
    reason: null,
    cause: null,
    reader: null,
    attempts: 0,
    nextTryAt: null,
    generation: 1,
    document: null,
    ...overrides,
  });
}

const due = () => store.vectors.due(10).map(({ recordId }) => recordId);
const settleAll = () => store.vectors.settle(store.vectors.due(10));

describe('the vectors of a document are due', () => {
  test('when its row says that it is in the index, and not before', () => {
    put({ state: 'pending' });
    expect(due()).toEqual([]);
    put();
    expect(due()).toEqual(['d1']);
  });

  test.each([
    ['its version', { version: '2' }],
    ['its length', { passages: 3 }],
    ['its path', { path: 'b.txt' }],
    ['who may read it', { aclId: '2' }],
    ['what is shown of it', { document: { authors: [] } as unknown as LedgerEntry['document'] }],
  ])('when %s changes', (_what, change) => {
    put();
    settleAll();
    put(change);
    expect(due()).toEqual(['d1']);
  });

  test('when it is gone, so that they go too', () => {
    put();
    settleAll();
    store.ledger.remove('library', 'a.txt');
    expect(due()).toEqual(['d1']);
  });

  test('when its row is another document’s now', () => {
    put();
    settleAll();
    put({ recordId: 'd2' });
    expect(due().toSorted()).toEqual(['d1', 'd2']);
  });

  test('never for a person or a folder, nor when a run only looked', () => {
    put({ itemId: 'ada', kind: 'person', recordId: 'p1' });
    put({ itemId: 'folder', kind: 'folder', recordId: null });
    put();
    settleAll();
    put({ generation: 2, attempts: 1, reason: 'looked at' });
    store.ledger.touch('library', 'a.txt', 3);
    expect(due()).toEqual([]);
  });

  test('again when it changes while they are computed', () => {
    put();
    const taken = store.vectors.due(10);
    put({ version: '2' });
    store.vectors.settle(taken);
    expect(due()).toEqual(['d1']);
    settleAll();
    expect(due()).toEqual([]);
  });
});

test('vectors that were computed are kept by the digest of their text, the newest only', () => {
  const entries = [1, 2, 3].map((n) => ({ digest: Uint8Array.of(n), vector: Uint8Array.of(n, n) }));
  store.vectors.cache(entries.slice(0, 2), 2);
  store.vectors.cache(entries.slice(2), 2);
  expect(store.vectors.cached(Uint8Array.of(3))).toEqual(Uint8Array.of(3, 3));
  expect(store.vectors.cached(Uint8Array.of(2))).toEqual(Uint8Array.of(2, 2));
  expect(store.vectors.cached(Uint8Array.of(1))).toBeUndefined();
});
