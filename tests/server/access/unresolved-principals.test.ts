import { expect, test } from 'vitest';
import type { AccessRef } from '#indexers/types/access.ts';
import { presentUnresolved, unresolvedInWords, unresolvedPrincipals } from '#server/access/unresolved-principals.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import { knownIn } from '../../support/known-principals.ts';

const store = createSqliteStore({ path: ':memory:' });
const house = { store, known: knownIn(store) };
const item = (...principals: string[]): AccessRef => ({
  state: 'known',
  acl: { layers: [{ what: 'item', entries: principals.map((principal) => ({ effect: 'allow', principal })) }] },
});

store.directory.putPerson('staff', 'ada', 'ada', {
  kind: 'person',
  uid: 'ada',
  key: 'ada',
  name: 'Ada',
  otherNames: [],
  emails: [],
  phones: [],
  skills: [],
  languages: [],
  principals: ['user:ada', 'uid:1000'],
  primaryGroup: 'gid:1000',
});
store.acls.intern('library', item('uid:1000', 'gid:1000', 'everyone', 'authenticated', 'uid:0', 'sid:S-1-5-7'));
store.acls.intern('library', item('group:gone', 'gid:4711', 'group:gone'));
store.acls.intern('library', item('group:gone', 'user:ada'));
store.acls.intern('other', item('group:elsewhere'));

test('names and counts what no directory knows in the lists of a source', () => {
  expect(unresolvedPrincipals(house, 'library')).toEqual([
    { principal: 'group:gone', acls: 2 },
    { principal: 'gid:4711', acls: 1 },
  ]);
  expect(unresolvedPrincipals(house, 'other')).toEqual([{ principal: 'group:elsewhere', acls: 1 }]);
  expect(unresolvedPrincipals(house, 'staff')).toEqual([]);
});

test('administrators are told how many they are, with examples', () => {
  expect(presentUnresolved(house, 'library')).toEqual({ count: 2, examples: ['group:gone', 'gid:4711'] });
  expect(presentUnresolved(house, 'staff')).toBeUndefined();
  expect(unresolvedInWords({ count: 2, examples: ['group:gone', 'gid:4711'] })).toMatch(
    /name 2 users and groups .* such as a group "gone":/,
  );
});

test('what is counted follows the lists and the directory', () => {
  const { acls } = store;
  const slot = acls.intern('later', item('group:later'));
  expect(unresolvedPrincipals(house, 'later')).toEqual([{ principal: 'group:later', acls: 1 }]);
  acls.replace(slot, item('user:ada'));
  expect(unresolvedPrincipals(house, 'later')).toEqual([]);
});
