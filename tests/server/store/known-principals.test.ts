import { beforeEach, expect, test } from 'vitest';
import type { Principal } from '#indexers/types/access.ts';
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

function putGroup(id: string, principals: Principal[], memberKeys: string[] = []): void {
  store.directory.putGroup('staff', id, { kind: 'group', name: id, key: `group ${id}`, memberKeys, memberUids: [], principals });
}

const close = () => store.directory.closeMemberships('staff');
const knows = (principal: Principal) => store.directory.knows(principal, ['other', 'staff']);

test('people and groups are known by each of their tokens, for as long as they have them', () => {
  putPerson('ada', ['user:ada', 'uid:1000']);
  putGroup('board', ['group:board', 'gid:7']);
  close();
  for (const principal of ['user:ada', 'uid:1000', 'group:board', 'gid:7']) expect(knows(principal)).toBe(true);
  putPerson('ada', ['user:ada', 'uid:2000']);
  putGroup('board', ['group:board', 'gid:8']);
  expect(['uid:1000', 'uid:2000', 'gid:7', 'gid:8'].map(knows)).toEqual([false, true, false, true]);
  store.directory.removePerson('staff', 'ada');
  store.directory.removeGroup('staff', 'board');
  expect(['user:ada', 'uid:2000', 'group:board', 'gid:8'].filter(knows)).toEqual([]);
});

test('a token that two people have is known until both are gone', () => {
  putPerson('ada', ['uid:1000']);
  putPerson('bob', ['uid:1000']);
  store.directory.removePerson('staff', 'ada');
  expect(knows('uid:1000')).toBe(true);
  store.directory.removePerson('staff', 'bob');
  expect(knows('uid:1000')).toBe(false);
});

test('a primary group without an entry of its own is not known: who else is in it cannot be told', () => {
  putPerson('ada', ['uid:1000'], 'gid:1000');
  expect(knows('gid:1000')).toBe(false);
  putGroup('ada', ['gid:1000']);
  close();
  expect(knows('gid:1000')).toBe(true);
});

test('a Windows domain is known by its accounts, and no other whose number begins alike', () => {
  putPerson('ada', ['sid:S-1-5-21-1-2-34-1104']);
  close();
  const domains = ['S-1-5-21-1-2-34', 'S-1-5-21-1-2-3', 'S-1-5-21-1-2-345', '', "'"];
  expect(domains.filter((domain) => store.directory.knowsDomain(domain, ['staff']))).toEqual(['S-1-5-21-1-2-34']);
});

test('what a directory left behind that is not asked for is not known', () => {
  putPerson('ada', ['uid:1000', 'sid:S-1-5-21-1-2-3-1104']);
  putGroup('board', ['group:board']);
  close();
  for (const sources of [['other'], []]) {
    expect(['uid:1000', 'group:board'].filter((principal) => store.directory.knows(principal, sources))).toEqual([]);
    expect(store.directory.knowsDomain('S-1-5-21-1-2-3', sources)).toBe(false);
  }
});

test('a new group is known when its members are told, and a domain when the groups of its accounts are', () => {
  const generations = [store.acls.generation()];
  putPerson('ada', ['uid:1000', 'sid:S-1-5-21-1-2-3-1104']);
  putGroup('board', ['group:board'], ['ada']);
  generations.push(store.acls.generation());
  expect([knows('group:board'), store.directory.knowsDomain('S-1-5-21-1-2-3', ['staff'])]).toEqual([false, false]);
  close();
  expect([knows('group:board'), store.directory.knowsDomain('S-1-5-21-1-2-3', ['staff'])]).toEqual([true, true]);
  // A group without members changes whom a refusal of it means, and nothing else.
  putGroup('empty', ['group:empty']);
  expect(knows('group:empty')).toBe(false);
  const before = store.acls.generation();
  close();
  expect(knows('group:empty')).toBe(true);
  expect(store.acls.generation()).toBeGreaterThan(before);
  expect(before).toBeGreaterThan(generations[1] ?? 0);
});

test('somebody’s groups are told from the first run on that read them to the end, also when the entry is renewed', () => {
  putPerson('ada', ['user:ada']);
  expect(store.directory.person('ada')?.groupsTold).toBe(false);
  close();
  putPerson('ada', ['user:ada', 'uid:1000']);
  expect(store.directory.person('ada')?.groupsTold).toBe(true);
  putPerson('bob', ['user:bob']);
  expect(store.directory.person('bob')?.groupsTold).toBe(false);
});
