import { expect, test } from 'vitest';
import type { AccessControlList, AccessRef } from '#indexers/types.ts';
import { createReadableAcls } from '#server/access/readable-acls.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import { viewer } from '../../support/search-house.ts';

type Entry = ['allow' | 'deny', string];
const layer = (what: 'item' | 'parent' | 'share', ...entries: Entry[]): AccessControlList['layers'][number] => ({
  what,
  entries: entries.map(([effect, principal]) => ({ effect, principal })),
});
const known = (...layers: AccessControlList['layers']): AccessRef => ({ state: 'known', acl: { layers } });
const ada = viewer('user:ada', 'group:staff');

test.each<[fact: string, access: AccessRef, readable: boolean]>([
  ['no layer restricts anybody', known(), true],
  ['an entry allows one of the groups', known(layer('item', ['allow', 'group:staff'])), true],
  ['no entry names the viewer', known(layer('item', ['allow', 'group:board'])), false],
  ['a layer without entries lets nobody through', known(layer('item')), false],
  ['a deny before an allow wins', known(layer('item', ['deny', 'user:ada'], ['allow', 'group:staff'])), false],
  ['an allow before a deny wins', known(layer('item', ['allow', 'user:ada'], ['deny', 'group:staff'])), true],
  ['a deny of somebody else does not matter', known(layer('item', ['deny', 'user:bob'], ['allow', 'group:staff'])), true],
  ['a parent that says no closes what is in it', known(layer('item', ['allow', 'everyone']), layer('parent')), false],
  ['every layer says yes', known(layer('item', ['allow', 'everyone']), layer('share', ['allow', 'group:staff'])), true],
  ['the share says no', known(layer('item', ['allow', 'everyone']), layer('share', ['deny', 'user:ada'])), false],
  ['the permissions are unknown', { state: 'unknown', reason: 'EACCES' }, false],
])('%s', (_fact, access, readable) => {
  const { acls } = createSqliteStore({ path: ':memory:' });
  const aclId = acls.intern(access);
  const readableAcls = createReadableAcls({ acls });
  expect(readableAcls.mayRead(ada, aclId)).toBe(readable);
  expect(readableAcls.readable(ada).aclIds).toEqual(readable ? [aclId] : []);
});

test('an id that the store does not know is readable by nobody', () => {
  const { acls } = createSqliteStore({ path: ':memory:' });
  expect(createReadableAcls({ acls }).mayRead(ada, 'never-heard-of')).toBe(false);
});

test('an administrator reads what the source lets them read, and no more', () => {
  const { acls } = createSqliteStore({ path: ':memory:' });
  const aclId = acls.intern(known(layer('item', ['allow', 'group:board'])));
  expect(createReadableAcls({ acls }).mayRead({ ...ada, isAdmin: true }, aclId)).toBe(false);
});

test('a list that is stored later is seen at once', () => {
  const { acls } = createSqliteStore({ path: ':memory:' });
  const readableAcls = createReadableAcls({ acls });
  expect(readableAcls.readable(ada).aclIds).toEqual([]);
  const aclId = acls.intern(known(layer('item', ['allow', 'user:ada'])));
  expect(readableAcls.readable(ada).aclIds).toEqual([aclId]);
});

test('the same principals are evaluated once, in whatever order they come', () => {
  const { acls } = createSqliteStore({ path: ':memory:' });
  const readableAcls = createReadableAcls({ acls });
  const one = readableAcls.readable({ ...ada, principals: new Set(['a', 'b']) });
  expect(readableAcls.readable({ ...ada, principals: new Set(['b', 'a']) })).toBe(one);
  expect(readableAcls.readable({ ...ada, principals: new Set(['a","b']) })).not.toBe(one);
});
