import { beforeEach, expect, test } from 'vitest';
import type { Principal } from '#indexers/types.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';

let store: StateStore;

beforeEach(() => {
  store = createSqliteStore({ path: ':memory:' });
});

function putPerson(id: string, principals: Principal[], primaryGroup?: Principal): void {
  const lists = { otherNames: [], emails: [], phones: [], skills: [], languages: [] };
  const person = { kind: 'person', uid: id, key: id, name: id, ...lists, principals } as const;
  store.directory.putPerson('staff', id, id, { ...person, ...(primaryGroup !== undefined && { primaryGroup }) });
}

function putGroup(id: string, principals: Principal[]): void {
  store.directory.putGroup('staff', id, { kind: 'group', name: id, key: id, memberKeys: [], memberUids: [], principals });
}

test('people and groups are known by each of their tokens, for as long as they have them', () => {
  putPerson('ada', ['user:ada', 'uid:1000']);
  putGroup('board', ['group:board', 'gid:7']);
  for (const principal of ['user:ada', 'uid:1000', 'group:board', 'gid:7']) expect(store.directory.knows(principal)).toBe(true);
  putPerson('ada', ['user:ada', 'uid:2000']);
  putGroup('board', ['group:board', 'gid:8']);
  expect(['uid:1000', 'uid:2000', 'gid:7', 'gid:8'].map(store.directory.knows)).toEqual([false, true, false, true]);
  store.directory.removePerson('staff', 'ada');
  store.directory.removeGroup('staff', 'board');
  expect(['user:ada', 'uid:2000', 'group:board', 'gid:8'].filter(store.directory.knows)).toEqual([]);
});

test('a token that two people have is known until both are gone', () => {
  putPerson('ada', ['uid:1000']);
  putPerson('bob', ['uid:1000']);
  store.directory.removePerson('staff', 'ada');
  expect(store.directory.knows('uid:1000')).toBe(true);
  store.directory.removePerson('staff', 'bob');
  expect(store.directory.knows('uid:1000')).toBe(false);
});

test('a primary group without an entry of its own is not known: who else is in it cannot be told', () => {
  putPerson('ada', ['uid:1000'], 'gid:1000');
  expect(store.directory.knows('gid:1000')).toBe(false);
  putGroup('ada', ['gid:1000']);
  expect(store.directory.knows('gid:1000')).toBe(true);
});

test('a Windows domain is known by its accounts, and no other whose number begins alike', () => {
  putPerson('ada', ['sid:S-1-5-21-1-2-34-1104']);
  const domains = ['S-1-5-21-1-2-34', 'S-1-5-21-1-2-3', 'S-1-5-21-1-2-345', '', "'"];
  expect(domains.filter(store.directory.knowsDomain)).toEqual(['S-1-5-21-1-2-34']);
});
