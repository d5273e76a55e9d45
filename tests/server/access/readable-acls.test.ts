import { describe, expect, test } from 'vitest';
import type { AccessControlList, AccessRef } from '#indexers/types.ts';
import { createReadableAcls, grantsRead } from '#server/access/readable-acls.ts';
import { createDenyRule } from '#server/access/unknown-principals.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';
import { seededRandom } from '../../support/random.ts';
import { viewer } from '../../support/search-house.ts';

type Entry = ['allow' | 'deny', string];
const layer = (what: 'item' | 'parent' | 'share', ...entries: Entry[]): AccessControlList['layers'][number] => ({
  what,
  entries: entries.map(([effect, principal]) => ({ effect, principal })),
});
const known = (...layers: AccessControlList['layers']): AccessRef => ({ state: 'known', acl: { layers } });
const item = (...entries: Entry[]) => known(layer('item', ...entries));
const ada = viewer('user:ada', 'group:staff', 'uid:1000');

/** A directory with Ada, Bob (whose account has only a SID) and the group of the board. */
function storeWithPeople(): StateStore {
  const store = createSqliteStore({ path: ':memory:' });
  const person = (uid: string, principals: string[]) =>
    store.directory.putPerson('staff', uid, uid, {
      kind: 'person',
      uid,
      key: uid,
      name: uid,
      otherNames: [],
      emails: [],
      phones: [],
      skills: [],
      languages: [],
      principals,
    });
  person('ada', ['user:ada', 'uid:1000']);
  person('bob', ['user:bob', 'sid:S-1-5-21-1-2-3-1104']);
  const group = {
    kind: 'group',
    name: 'board',
    key: 'board',
    memberKeys: ['bob'],
    memberUids: [],
    principals: ['group:board'],
  } as const;
  store.directory.putGroup('staff', 'board', {
    ...group,
    memberKeys: ['bob'],
    memberUids: [],
    principals: ['group:board', 'gid:7'],
  });
  store.directory.putGroup('staff', 'staff', {
    ...group,
    name: 'staff',
    key: 's',
    memberKeys: ['ada'],
    memberUids: [],
    principals: ['group:staff'],
  });
  return store;
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
    const readableAcls = createReadableAcls(store);
    expect(readableAcls.mayRead(ada, aclId)).toBe(readable);
    expect(readableAcls.grants(ada, access)).toBe(readable);
    expect([...readableAcls.readable(ada).slots]).toEqual(readable ? [Number(aclId)] : []);
  });

  test.each(strangers)('a deny of %s', (principal, readableFor) => {
    const store = storeWithPeople();
    const access = item(['deny', principal], ['allow', 'everyone']);
    const aclId = store.acls.intern('library', access);
    const bob = viewer('user:bob', 'group:board', 'gid:7', 'sid:S-1-5-21-1-2-3-1104');
    const readableAcls = createReadableAcls(store);
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
    const readableAcls = createReadableAcls(store);
    expect(readableAcls.grants(ada, item(['allow', 'group:contractors']))).toBe(false);
    expect(readableAcls.grants(ada, item(['allow', 'group:staff'], ['deny', 'group:contractors']))).toBe(true);
  });

  test('a group that the directory comes to know is not unknown any more, and again when it goes', () => {
    const store = storeWithPeople();
    const aclId = store.acls.intern('library', item(['deny', 'group:new'], ['allow', 'everyone']));
    const readableAcls = createReadableAcls(store);
    expect(readableAcls.mayRead(ada, aclId)).toBe(false);
    const group = {
      kind: 'group',
      name: 'new',
      key: 'new',
      memberKeys: ['bob'],
      memberUids: [],
      principals: ['group:new'],
    } as const;
    store.directory.putGroup('staff', 'new', { ...group, memberKeys: ['bob'], memberUids: [], principals: ['group:new'] });
    store.directory.closeMemberships('staff');
    expect(readableAcls.mayRead(ada, aclId)).toBe(true);
    store.directory.removeGroup('staff', 'new');
    expect(readableAcls.mayRead(ada, aclId)).toBe(false);
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
    const readableAcls = createReadableAcls(store);
    const isDenied = createDenyRule(store.directory)(who.principals);
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
    expect(createReadableAcls(store).mayRead(ada, id)).toBe(false);
  },
);

test('an administrator reads what the source lets them read, and no more', () => {
  const store = createSqliteStore({ path: ':memory:' });
  const aclId = store.acls.intern('library', item(['allow', 'group:board']));
  expect(createReadableAcls(store).mayRead({ ...ada, isAdmin: true }, aclId)).toBe(false);
});

test('a list that is stored or replaced later is seen at once', () => {
  const store = createSqliteStore({ path: ':memory:' });
  const readableAcls = createReadableAcls(store);
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
  const readableAcls = createReadableAcls(store);
  store.acls.narrow(aclId, item(['allow', 'user:bob']));
  expect([...readableAcls.readable(ada).slots]).toEqual([]);
  expect(readableAcls.mayRead(ada, aclId)).toBe(true);
  store.acls.widen(aclId);
  expect([...readableAcls.readable(ada).slots]).toEqual([Number(aclId)]);
});

test('the same principals are evaluated once, in whatever order they come', () => {
  const store = createSqliteStore({ path: ':memory:' });
  const readableAcls = createReadableAcls(store);
  const one = readableAcls.readable({ ...ada, principals: new Set(['a', 'b']) });
  expect(readableAcls.readable({ ...ada, principals: new Set(['b', 'a']) })).toBe(one);
  expect(readableAcls.readable({ ...ada, principals: new Set(['a","b']) })).not.toBe(one);
});
