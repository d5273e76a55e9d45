import { describe, expect, test } from 'vitest';
import type { AccessControlList, AccessRef } from '#indexers/types/access.ts';
import { createReadableAcls, grantsRead } from '#server/access/readable-acls.ts';
import { createDenyRule } from '#server/access/unknown-principals.ts';
import { createViewers } from '#server/access/viewers.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';
import { knownIn } from '../../support/known-principals.ts';
import { seededRandom } from '../../support/random.ts';
import { viewer } from '../../support/search-house.ts';

type Entry = ['allow' | 'deny', string];
const layer = (what: 'item' | 'parent' | 'share', ...entries: Entry[]): AccessControlList['layers'][number] => ({
  what,
  entries: entries.map(([effect, principal]) => ({ effect, principal })),
});
const known = (...layers: AccessControlList['layers']): AccessRef => ({ state: 'known', acl: { layers } });
const item = (...entries: Entry[]) => known(layer('item', ...entries));
const readableIn = (store: StateStore) => createReadableAcls({ acls: store.acls, known: knownIn(store) });
const ada = viewer('user:ada', 'group:staff', 'uid:1000');
const bob = viewer('user:bob', 'group:board', 'gid:7', 'sid:S-1-5-21-1-2-3-1104');

/** A directory with Ada, Bob (whose account has only a SID) and the group of the board. */
function storeWithPeople(): StateStore {
  const store = createSqliteStore({ path: ':memory:' });
  putPerson(store, 'ada', ['user:ada', 'uid:1000']);
  putPerson(store, 'bob', ['user:bob', 'sid:S-1-5-21-1-2-3-1104']);
  putGroup(store, 'board', ['bob'], ['group:board', 'gid:7']);
  putGroup(store, 'staff', ['ada'], ['group:staff']);
  store.directory.closeMemberships('staff');
  return store;
}

function putPerson({ directory }: StateStore, uid: string, principals: string[]): void {
  const lists = { otherNames: [], emails: [], phones: [], skills: [], languages: [] };
  directory.putPerson('staff', uid, uid, { kind: 'person', uid, key: uid, name: uid, ...lists, principals });
}

function putGroup({ directory }: StateStore, name: string, memberKeys: string[], principals: string[]): void {
  const key = `group ${name}`;
  directory.putGroup('staff', name, { kind: 'group', name, key, memberKeys, memberUids: [], principals });
}

const rules: [fact: string, access: AccessRef, readable: boolean][] = [
  ['no layer restricts anybody', known(), true],
  ['an entry allows one of the groups', item(['allow', 'group:staff']), true],
  ['no entry names the viewer', item(['allow', 'group:board']), false],
  ['a layer without entries lets nobody through', item(), false],
  ['a deny before an allow wins', item(['deny', 'user:ada'], ['allow', 'group:staff']), false],
  ['an allow before a deny wins', item(['allow', 'user:ada'], ['deny', 'group:staff']), true],
  ['a deny of somebody else does not matter', item(['deny', 'user:bob'], ['allow', 'group:staff']), true],
  ['a parent that says no closes what is in it', known(layer('item', ['allow', 'everyone']), layer('parent')), false],
  ['every layer says yes', known(layer('item', ['allow', 'everyone']), layer('share', ['allow', 'group:staff'])), true],
  ['the share says no', known(layer('item', ['allow', 'everyone']), layer('share', ['deny', 'user:ada'])), false],
  ['the permissions are unknown', { state: 'unknown', reason: 'EACCES' }, false],
];

/** Of denies that come before “everyone may”. */
const strangers: [denied: string, readableFor: { ada: boolean; bob: boolean }][] = [
  ['group:contractors', { ada: false, bob: false }],
  ['user:long-gone', { ada: false, bob: false }],
  ['gid:4711', { ada: false, bob: false }],
  ['sid:S-1-5-32-544', { ada: false, bob: false }],
  ['sid:S-1-5-2', { ada: false, bob: false }],
  ['sid:S-1-5-21-9-9-9-1104', { ada: false, bob: false }],
  ['something new', { ada: false, bob: false }],
  // Who knows their own Unix number knows that they are not this one.
  ['uid:4711', { ada: true, bob: false }],
  ['uid:0', { ada: true, bob: true }],
  ['gid:0', { ada: true, bob: true }],
  ['sid:S-1-5-7', { ada: true, bob: true }],
  ['sid:S-1-5-4', { ada: true, bob: true }],
  // An account that is gone from a domain whose accounts we hold.
  ['sid:S-1-5-21-1-2-3-9999', { ada: true, bob: true }],
  ['sid:S-1-5-21-1-2-33-9999', { ada: false, bob: false }],
  ['group:board', { ada: true, bob: false }],
  ['gid:7', { ada: true, bob: false }],
  ['everyone', { ada: false, bob: false }],
];

describe('an access list lets its reader read', () => {
  test.each(rules)('%s', (_fact, access, readable) => {
    const store = storeWithPeople();
    const aclId = store.acls.intern('library', access);
    const readableAcls = readableIn(store);
    expect(readableAcls.mayRead(ada, aclId)).toBe(readable);
    expect(readableAcls.grants(ada, access)).toBe(readable);
    expect([...readableAcls.readable(ada).slots]).toEqual(readable ? [Number(aclId)] : []);
  });

  test.each(strangers)('a deny of %s', (principal, readableFor) => {
    const store = storeWithPeople();
    const access = item(['deny', principal], ['allow', 'everyone']);
    const aclId = store.acls.intern('library', access);
    const readableAcls = readableIn(store);
    for (const [who, readable] of [
      [ada, readableFor.ada],
      [bob, readableFor.bob],
    ] as const) {
      expect(readableAcls.mayRead(who, aclId)).toBe(readable);
      expect(readableAcls.grants(who, access)).toBe(readable);
    }
  });

  test('an allow of somebody unknown lets nobody in, and one that comes first is not undone by an unknown deny', () => {
    const store = storeWithPeople();
    const readableAcls = readableIn(store);
    expect(readableAcls.grants(ada, item(['allow', 'group:contractors']))).toBe(false);
    expect(readableAcls.grants(ada, item(['allow', 'group:staff'], ['deny', 'group:contractors']))).toBe(true);
  });

  test('a group that the directory comes to know is not unknown any more, and again when it goes', () => {
    const store = storeWithPeople();
    const aclId = store.acls.intern('library', item(['deny', 'group:new'], ['allow', 'everyone']));
    const readableAcls = readableIn(store);
    expect(readableAcls.mayRead(ada, aclId)).toBe(false);
    putGroup(store, 'new', ['bob'], ['group:new']);
    store.directory.closeMemberships('staff');
    expect(readableAcls.mayRead(ada, aclId)).toBe(true);
    store.directory.removeGroup('staff', 'new');
    expect(readableAcls.mayRead(ada, aclId)).toBe(false);
  });
});

describe('a deny of a SID that is gone from its domain', () => {
  const gone = item(['deny', 'sid:S-1-5-21-1-2-3-9999'], ['allow', 'everyone']);
  const readableBy = (store: StateStore, o: Parameters<typeof knownIn>[1]) =>
    createReadableAcls({ acls: store.acls, known: knownIn(store, o) }).grants(ada, gone);

  test('means nobody when a directory tells all groups of that domain', () => {
    expect(readableBy(storeWithPeople(), { directories: ['staff'], whole: ['staff'] })).toBe(true);
  });

  test('may be a group of it that is not read, and means everybody', () => {
    expect(readableBy(storeWithPeople(), { directories: ['staff'], whole: [] })).toBe(false);
    expect(readableBy(storeWithPeople(), { directories: ['staff', 'other'], whole: ['other'] })).toBe(false);
  });

  test('means everybody before the first reading of the directory has come to the groups', () => {
    const store = createSqliteStore({ path: ':memory:' });
    putPerson(store, 'bob', ['user:bob', 'sid:S-1-5-21-1-2-3-1104']);
    expect(readableBy(store, {})).toBe(false);
    store.directory.closeMemberships('staff');
    expect(readableBy(store, {})).toBe(true);
  });
});

test('a directory that is not configured any more tells nothing: a deny of its groups means everybody', () => {
  const store = storeWithPeople();
  const access = item(['deny', 'group:board'], ['allow', 'everyone']);
  const readableWith = (...directories: string[]) =>
    createReadableAcls({ acls: store.acls, known: knownIn(store, { directories }) }).grants(ada, access);
  expect([readableWith('staff'), readableWith('renamed')]).toEqual([true, false]);
});

test('a new group is denied to everybody until its members are known, however its run ends', () => {
  const store = storeWithPeople();
  const aclId = store.acls.intern('library', item(['deny', 'group:new'], ['allow', 'everyone']));
  const readableAcls = readableIn(store);
  const mayRead = () => [ada, bob].map((who) => readableAcls.mayRead(who, aclId));
  putGroup(store, 'new', ['bob'], ['group:new']);
  // Something else changed meanwhile.
  store.acls.intern('library', item(['allow', 'group:other']));
  expect(mayRead()).toEqual([false, false]);
  store.directory.closeMemberships('staff');
  expect(mayRead()).toEqual([true, true]);
  expect(readableAcls.mayRead(viewer(...bob.principals, 'group:new'), aclId)).toBe(false);
});

describe('somebody of whom too little is known', () => {
  const access = item(['deny', 'group:board'], ['allow', 'everyone']);

  test('is refused by a deny that may mean them: a visitor may be anybody', () => {
    const store = storeWithPeople();
    const readableAcls = readableIn(store);
    const aclId = store.acls.intern('library', access);
    for (const who of [viewer(), createViewers({ store, sources: ['staff'], admins: [] }).anonymous()]) {
      expect([readableAcls.grants(who, access), readableAcls.mayRead(who, aclId)]).toEqual([false, false]);
      expect(readableAcls.grants(who, item(['deny', 'uid:0'], ['allow', 'everyone']))).toBe(true);
      expect(readableAcls.grants(who, item(['allow', 'everyone'], ['deny', 'group:board']))).toBe(true);
    }
  });

  test('is refused by a deny of a group until a run has told their groups', () => {
    const store = storeWithPeople();
    const readableAcls = readableIn(store);
    const viewers = createViewers({ store, sources: ['staff'], admins: [] });
    const mayRead = (one: AccessRef) => {
      const who = viewers.ofUid('new');
      if (who === undefined) throw new Error('nobody');
      return readableAcls.grants(who, one);
    };
    putPerson(store, 'new', ['user:new', 'uid:3000']);
    expect([mayRead(access), mayRead(item(['allow', 'user:new']))]).toEqual([false, true]);
    putGroup(store, 'board', ['bob', 'new'], ['group:board', 'gid:7']);
    store.directory.closeMemberships('staff');
    expect(mayRead(access)).toBe(false);
    putGroup(store, 'board', ['bob'], ['group:board', 'gid:7']);
    store.directory.closeMemberships('staff');
    expect(mayRead(access)).toBe(true);
  });
});

test.each(Array.from({ length: 20 }, (_, n) => n + 1))(
  'lists that are compiled say what the lists say, random case %i',
  (seed) => {
    const store = storeWithPeople();
    const random = seededRandom(seed);
    const one = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
    const principals = [...strangers.map(([principal]) => principal), 'user:ada', 'group:staff', 'authenticated', 'uid:1000'];
    const entry = (): Entry => [one(['allow', 'allow', 'deny'] as const), one(principals)];
    const many = (most: number) => Math.floor(random() * (most + 1));
    const access = (): AccessRef =>
      random() < 0.05
        ? { state: 'unknown', reason: 'EIO' }
        : known(...Array.from({ length: many(3) }, () => layer('item', ...Array.from({ length: many(4) }, entry))));
    const slots = Array.from({ length: 200 }, () => store.acls.intern('library', access()));
    const who = viewer(...Array.from({ length: many(5) }, () => one(principals)));
    const readableAcls = readableIn(store);
    const isDenied = createDenyRule(knownIn(store))(who.principals);
    for (const aclId of new Set(slots)) {
      const stored = store.acls.get(aclId);
      expect(readableAcls.mayRead(who, aclId)).toBe(stored !== undefined && grantsRead(stored, who.principals, isDenied));
    }
  },
);

test.each(['never-heard-of', '', '0', '-1', '99', '1 OR 1'])(
  '“%s” is no list that the store knows, and readable by nobody',
  (id) => {
    const store = createSqliteStore({ path: ':memory:' });
    store.acls.intern('library', known());
    expect(readableIn(store).mayRead(ada, id)).toBe(false);
  },
);

test('an administrator reads what the source lets them read, and no more', () => {
  const store = createSqliteStore({ path: ':memory:' });
  const aclId = store.acls.intern('library', item(['allow', 'group:board']));
  expect(readableIn(store).mayRead({ ...ada, isAdmin: true }, aclId)).toBe(false);
});

test('a list that is stored or replaced later is seen at once', () => {
  const store = createSqliteStore({ path: ':memory:' });
  const readableAcls = readableIn(store);
  expect([...readableAcls.readable(ada).slots]).toEqual([]);
  const aclId = store.acls.intern('library', item(['allow', 'user:ada']));
  expect([...readableAcls.readable(ada).slots]).toEqual([Number(aclId)]);
  store.acls.replace(aclId, item(['allow', 'user:bob']));
  expect([...readableAcls.readable(ada).slots]).toEqual([]);
  const second = store.acls.intern('library', item(['allow', 'group:staff']));
  const same = store.acls.intern('other', item(['allow', 'group:staff']));
  expect([...readableAcls.readable(ada).slots]).toEqual([Number(second), Number(same)]);
  store.acls.replace(aclId, item(['allow', 'everyone']));
  expect([...readableAcls.readable(ada).slots]).toEqual([Number(aclId), Number(second), Number(same)]);
});

test('under a narrowed slot documents are shown to fewer, while who may read them stays as it is', () => {
  const store = createSqliteStore({ path: ':memory:' });
  const aclId = store.acls.intern('library', item(['allow', 'user:ada'], ['allow', 'user:bob']));
  const readableAcls = readableIn(store);
  store.acls.narrow(aclId, item(['allow', 'user:bob']));
  expect([...readableAcls.readable(ada).slots]).toEqual([]);
  expect(readableAcls.mayRead(ada, aclId)).toBe(true);
  store.acls.widen(aclId);
  expect([...readableAcls.readable(ada).slots]).toEqual([Number(aclId)]);
});

test('the same principals are evaluated once, in whatever order they come', () => {
  const store = createSqliteStore({ path: ':memory:' });
  const readableAcls = readableIn(store);
  const one = readableAcls.readable({ ...ada, principals: new Set(['a', 'b']) });
  expect(readableAcls.readable({ ...ada, principals: new Set(['b', 'a']) })).toBe(one);
  expect(readableAcls.readable({ ...ada, principals: new Set(['a","b']) })).not.toBe(one);
});

test('somebody reads all as long as there is no list that keeps them out, also one that a slot is narrowed to', () => {
  const store = createSqliteStore({ path: ':memory:' });
  const readableAcls = readableIn(store);
  const open = store.acls.intern('library', item(['allow', 'group:staff']));
  expect(readableAcls.readsAll(ada)).toBe(true);
  store.acls.narrow(open, item(['allow', 'user:bob']));
  expect(readableAcls.readsAll(ada)).toBe(false);
  store.acls.widen(open);
  expect(readableAcls.readsAll(ada)).toBe(true);
  store.acls.intern('library', item(['allow', 'group:board']));
  expect(readableAcls.readsAll(ada)).toBe(false);
});
