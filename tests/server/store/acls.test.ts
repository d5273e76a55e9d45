import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AccessRef } from '#indexers/types/access.ts';
import type { LedgerEntry } from '#indexers/types/ledger.ts';
import { migrations } from '#server/store/migrations/index.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';

const only = (...principals: string[]): AccessRef => ({
  state: 'known',
  acl: { layers: [{ what: 'item', entries: principals.map((principal) => ({ effect: 'allow', principal })) }] },
});
const CREW = only('group:crew');
const BOARD = only('group:board');

let store: StateStore;
beforeEach(() => {
  store = createSqliteStore({ path: ':memory:' });
});
afterEach(() => store.close());

function put(itemId: string, slot: string | undefined, indexed?: string, source = 'library'): void {
  const [aclId, indexedAclId] = [slot ?? null, indexed ?? null];
  const entry: LedgerEntry = {
    ...{ itemId, kind: 'file', path: itemId, state: 'indexed', version: '1', changeMark: null, fingerprint: null },
    ...{ recordId: `${source} ${itemId}`, passages: 1, aclId, indexedAclId, reason: null, cause: null, attempts: 0 },
    ...{ nextTryAt: null, generation: 1, document: null, reader: null },
  };
  store.ledger.put(source, entry);
}

describe('slots', () => {
  test('are numbered in the order of discovery, and found again by what stands in them, each source for itself', () => {
    expect([CREW, BOARD, CREW].map((access) => store.acls.intern('library', access))).toEqual(['1', '2', '1']);
    expect(store.acls.intern('share', CREW)).toBe('3');
    expect(store.acls.find('share', BOARD)).toBeUndefined();
    expect(store.acls.all().map(({ aclId, source }) => [aclId, source])).toEqual([
      ['1', 'library'],
      ['2', 'library'],
      ['3', 'share'],
    ]);
  });

  test('may get another access, and a number is never given twice', () => {
    const slot = store.acls.intern('library', CREW);
    const generation = store.acls.generation();
    store.acls.replace(slot, BOARD);
    expect(store.acls.get(slot)).toEqual(BOARD);
    expect(store.acls.holds(slot, BOARD)).toBe(true);
    expect(store.acls.find('library', CREW)).toBeUndefined();
    expect(store.acls.generation()).toBeGreaterThan(generation);
    expect(store.acls.removeUnused('library')).toBe(1);
    expect(store.acls.get(slot)).toBeUndefined();
    expect(store.acls.intern('library', CREW)).toBe('2');
  });

  test('that an item or the index refers to are not removed, nor are those of another source', () => {
    const slots = ['a', 'b', 'c', 'd'].map((group) => store.acls.intern('library', only(group)));
    const other = store.acls.intern('share', CREW);
    put('one', slots[0], slots[1]);
    put('two', slots[2]);
    expect(store.acls.removeUnused('library')).toBe(1);
    expect(store.acls.all().map(({ aclId }) => aclId)).toEqual([...slots.slice(0, 3), other]);
  });

  test('that are narrowed show less than stands in them, until they are widened or replaced', () => {
    const slot = store.acls.intern('library', CREW);
    const generation = store.acls.generation();
    store.acls.narrow(slot, BOARD);
    store.acls.narrow(slot, BOARD);
    expect(store.acls.generation()).toBe(generation + 1);
    const both = { state: 'known', acl: { layers: [CREW, BOARD].flatMap((a) => (a.state === 'known' ? a.acl.layers : [])) } };
    expect(store.acls.all()).toMatchObject([{ access: CREW, narrowed: both }]);
    expect(store.acls.narrowed('library')).toEqual([slot]);
    store.acls.widen(slot);
    expect(store.acls.all()).toMatchObject([{ access: CREW, narrowed: undefined }]);
    store.acls.narrow(slot, { state: 'unknown', reason: 'it cannot be read' });
    expect(store.acls.all()).toMatchObject([{ narrowed: { state: 'unknown' } }]);
    store.acls.replace(slot, BOARD);
    expect(store.acls.narrowed('library')).toEqual([]);
  });
});

describe('changes of access that the index does not carry yet', () => {
  test('are counted and paged by what it holds and what is right', () => {
    const [crew, board] = [store.acls.intern('library', CREW), store.acls.intern('library', BOARD)];
    for (const id of ['a', 'b', 'c']) put(id, board, crew);
    for (const id of ['d', 'e']) put(id, crew);
    const pair = { indexedAclId: crew, aclId: board };
    expect(store.ledger.openAccess('library')).toEqual([{ ...pair, items: 3 }]);
    expect(store.ledger.openAccess('share')).toEqual([]);
    const page = (o: { indexedAclId: string; aclId: string }, after: string) =>
      store.ledger.withAccess('library', { ...o, after, limit: 2 }).map(({ itemId }) => itemId);
    expect([page(pair, ''), page(pair, 'b'), page({ indexedAclId: crew, aclId: crew }, '')]).toEqual([
      ['a', 'b'],
      ['c'],
      ['d', 'e'],
    ]);
    expect([store.ledger.holdersOf(crew), store.ledger.holdersOf(board)]).toEqual([5, 0]);
    expect(store.ledger.get('library', 'a')).toMatchObject(pair);
    store.ledger.setAccess('library', 'a', { aclId: board, indexedAclId: board });
    expect(store.ledger.get('library', 'a')).toMatchObject({ aclId: board, indexedAclId: null });
    expect([store.ledger.holdersOf(crew), store.ledger.holdersOf(board)]).toEqual([4, 1]);
  });

  test('are listed for searches with the slot that is right, unless a narrowed slot covers them', () => {
    expect(store.acls.openChanges()).toEqual([]);
    const [crew, board, club] = [CREW, BOARD, only('group:club')].map((access) => store.acls.intern('library', access));
    const theirs = store.acls.intern('share', CREW);
    put('a', board, crew);
    put('b', crew, club);
    put('c', crew);
    put('d', crew, theirs, 'share');
    const ids = () => store.acls.openChanges().map(({ recordId, aclId }) => [recordId, aclId]);
    expect(ids()).toEqual([
      ['library a', board],
      ['library b', crew],
      ['share d', crew],
    ]);
    store.acls.narrow(club ?? '', CREW);
    expect(ids()).toEqual([
      ['library a', board],
      ['share d', crew],
    ]);
  });

  test('may be named anew, here or wherever else they belong to a slot', () => {
    const [crew, board, club] = ['c', 'b', 'l'].map((group) => store.acls.intern('library', only(group)));
    if (crew === undefined || board === undefined || club === undefined) throw new Error('three slots were made');
    for (const id of ['a', 'b', 'c']) put(id, board, crew);
    put('d', crew, board);
    put('e', crew);
    const relabelled = () => store.ledger.relabel('library', { indexedAclId: crew, aclId: board, to: crew, limit: 2 });
    expect([relabelled(), relabelled(), relabelled()]).toEqual([2, 1, 0]);
    expect(store.ledger.relabelElsewhere('library', { from: crew, to: club })).toBe(1);
    expect(['a', 'd', 'e'].map((id) => store.ledger.get('library', id)?.aclId)).toEqual([crew, club, crew]);
  });
});

test('a store that knew access lists by their hash gives them numbers, and tells an older index which', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'atrium-acls-'));
  const file = path.join(folder, 'old.sqlite');
  const old = new DatabaseSync(file);
  old.exec(`${migrations.slice(0, 4).join('')} PRAGMA user_version = 4;`);
  const acl = old.prepare('INSERT INTO acls VALUES (?, ?)');
  for (const [hash, access] of Object.entries({ ffff: CREW, aaaa: BOARD, cccc: only('group:unused') }))
    acl.run(hash, JSON.stringify(access));
  const item = old.prepare(
    `INSERT INTO ledger (source, item_id, kind, path, state, version, record_id, passages, acl_id, attempts, updated_at)
     VALUES (?1, ?2, 'file', ?2, 'indexed', '1', ?1 || ?2, 1, ?3, 0, 0)`,
  );
  const seen = old.prepare('INSERT INTO seen VALUES (?, ?, 1)');
  for (const [source, id, hash] of [
    ['library', 'a', 'ffff'],
    ['library', 'b', 'aaaa'],
    ['library', 'c', 'ffff'],
    ['share', 'a', 'aaaa'],
    ['share', 'b', null],
  ] as const) {
    item.run(source, id, hash);
    seen.run(source, id);
  }
  old.close();
  const migrated = createSqliteStore({ path: file });
  const slots = (source: string, ...ids: string[]) => ids.map((id) => migrated.ledger.get(source, id)?.aclId);
  expect([slots('library', 'a', 'b', 'c'), slots('share', 'a', 'b')]).toEqual([
    ['1', '2', '1'],
    ['3', null],
  ]);
  expect(['1', '2', '3'].map((slot) => migrated.acls.get(slot))).toEqual([CREW, BOARD, BOARD]);
  expect([migrated.acls.byHash('library', 'ffff'), migrated.acls.byHash('share', 'aaaa')]).toEqual(['1', '3']);
  expect(migrated.acls.byHash('share', 'ffff')).toBeUndefined();
  expect(migrated.ledger.openAccess('library')).toEqual([]);
  migrated.close();
  rmSync(folder, { recursive: true, force: true });
});
