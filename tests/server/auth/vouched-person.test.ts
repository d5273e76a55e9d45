import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFindVouched } from '#server/auth/vouched-person.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';

/** To whom of the directory the name leads that a provider or a proxy gives. */

let store: StateStore;
beforeEach(() => {
  store = createSqliteStore({ path: ':memory:' });
});
afterEach(() => store.close());

function putPerson(source: string, uid: string, email = `${uid}@example.test`): string {
  const id = `${source}-${uid}`;
  const empty = { otherNames: [], phones: [], skills: [], languages: [], principals: [] };
  store.directory.putPerson(source, id, id, { kind: 'person', uid, name: uid, key: id, emails: [email], ...empty });
  return id;
}

function found(uid: string, by: 'username' | 'email' = 'username') {
  const find = createFindVouched({
    directory: store.directory,
    directories: ['staff', 'branch', 'guests'],
    partners: ['guests'],
  });
  const claims = { uid, name: uid, groups: [], groupsIncomplete: false };
  const outcome = find(claims, by === 'username' ? { by } : { by, address: `${uid}@example.test` });
  return outcome.state === 'signed-in' ? outcome.personId : outcome.problem;
}

test('a name leads to the person who has it, whatever its letter case', () => {
  const id = putPerson('staff', 'Kåre');
  expect([found('KÅRE'), found('kåre'), found('kåre', 'email')]).toEqual([id, id, id]);
});

test('a letter that only looks like another one makes nobody somebody else', () => {
  putPerson('staff', 'kåre');
  // The Kelvin and the Ångström sign; in lower case they are the letters k and å.
  for (const by of ['username', 'email'] as const)
    expect([found('\u212aåre', by), found('k\u212bre', by)]).toEqual(['not-in-directory', 'not-in-directory']);
});

test('a name whose account has ended in one directory does not lead to a namesake in another', () => {
  const id = putPerson('staff', 'ada');
  putPerson('branch', 'ada', 'namesake@example.test');
  expect(found('ada')).toBe('ambiguous');
  store.directory.setDisabled('staff', id, true);
  expect([found('ada'), found('ada', 'email')]).toEqual(['ambiguous', 'not-in-directory']);
});

test('somebody whose account has ended in one directory and goes on in another is still found', () => {
  const [old, id] = [putPerson('staff', 'ada'), putPerson('branch', 'ada')];
  store.directory.setDisabled('staff', old, true);
  expect([found('ada'), found('ada', 'email')]).toEqual([id, id]);
});

test('a name leads to nobody in a directory of somebody else, and none there makes it uncertain', () => {
  putPerson('guests', 'ada', 'guest@example.test');
  expect([found('ada'), found('guest', 'email')]).toEqual(['not-in-directory', 'not-in-directory']);
  const id = putPerson('staff', 'ada');
  expect(found('ada')).toBe(id);
});

test('a name whose only account has ended leads to nobody', () => {
  store.directory.setDisabled('staff', putPerson('staff', 'ada'), true);
  expect([found('ada'), found('ada', 'email')]).toEqual(['not-in-directory', 'not-in-directory']);
});
