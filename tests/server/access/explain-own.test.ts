import { expect, test } from 'vitest';
import type { AccessRef } from '#indexers/types/access.ts';
import { explainAccess } from '#server/access/explain-access.ts';
import { createReadableAcls } from '#server/access/readable-acls.ts';
import { acl, createExplainHouse } from './explain-house.ts';

function own(access: AccessRef, uid = 'ada') {
  const house = createExplainHouse();
  house.addDocument('Plans/kestrel.md', access);
  const [found] = house.store.ledger.byPath('Plans/kestrel.md');
  const viewer = house.viewers.ofUid(uid);
  if (found === undefined || viewer === undefined) throw new Error('the house is not furnished');
  return house.explain.own(viewer, found)?.steps;
}

test.each([
  ['everybody may', acl(), ['Everybody may read it: neither the file nor any folder above it restricts anyone.']],
  ['the file names them', acl(['item', 'allow group:board, allow user:ada']), ['The file itself lets you read it.']],
  [
    'a group of theirs may, told without its number',
    acl(['share', 'allow authenticated'], ['parent Plans', 'allow gid:30000'], ['item', 'allow sid:S-1-5-21-1-2-3-1105']),
    [
      'The share admits everybody who is signed in.',
      'You are in the group "project-kestrel", which is in the group "engineering", which is in the group "staff".',
      'The folder "Plans" lets the group "staff" pass.',
      'You are in the group "project-kestrel", which is in the group "engineering".',
      'The file itself lets the group "engineering" read it.',
    ],
  ],
])('an employee is told why they may read it: %s', (_fact, access, steps) => {
  expect(own(access)).toEqual([...steps, 'So you may read it.']);
});

test('an employee learns nothing of others who may read it, or of folders elsewhere', () => {
  const told = own(
    acl(['parent Salaries/2026', 'allow group:board, allow group:staff'], ['item', 'deny user:grace, allow user:ada']),
  );
  expect(told?.join(' ')).not.toMatch(/board|Grace|Salaries/i);
  expect(told?.at(-1)).toBe('So you may read it.');
});

test.each([
  ['is refused', acl(['item', 'deny user:ada'])],
  ['is not named', acl(['item', 'allow group:board'])],
  ['may not be known to anyone', { state: 'unknown', reason: 'EACCES' }],
] satisfies [string, AccessRef][])('whoever %s is told nothing at all', (_fact, access) => {
  expect(own(access)).toBeUndefined();
});

/** A small generator with a seed, so that a failure can be repeated. */
function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

test('an explanation never says anything else than the search goes by: 3,000 random lists for three people', () => {
  const house = createExplainHouse();
  house.addPerson('tomas', 'Tomáš Novák', { principals: ['user:tomas'] });
  const readable = createReadableAcls({ acls: house.store.acls, known: house.known });
  const dice = createDice(7);
  const parties = [
    ...['everyone', 'authenticated', 'user:ada', 'user:grace', 'uid:20001', 'uid:4711', 'gid:30000', 'gid:30001', 'gid:4711'],
    ...['group:staff', 'group:board', 'group:nobody-knows', 'sid:S-1-5-21-1-2-3-1105', 'sid:S-1-5-21-9-9-9-1200', 'uid:0'],
  ];
  const randomLayer = () =>
    Array.from({ length: dice(4) }, () => `${dice(3) === 0 ? 'deny' : 'allow'} ${parties[dice(parties.length)]}`).join(', ');
  const verdicts = { yes: 0, no: 0 };
  for (let number = 0; number < 1000; number++) {
    const access = acl(
      ['share', `${randomLayer()}, allow everyone`],
      ['parent Plans', `${randomLayer()}, allow everyone`],
      ['item', randomLayer()],
    );
    for (const uid of ['ada', 'grace', 'tomas']) {
      const viewer = house.viewers.ofUid(uid);
      const person = viewer?.personId && house.store.directory.person(viewer.personId);
      if (!viewer || !person) throw new Error('the house is not furnished');
      const asker = { name: viewer.name, isSelf: false, principals: viewer.principals, people: [person] };
      const { known, store } = house;
      const question = { asker, access, documentPath: 'Plans/x.md', known, directory: store.directory };
      const { isAllowed, steps } = explainAccess(question);
      expect(isAllowed, JSON.stringify({ uid, access, steps })).toBe(readable.grants(viewer, access));
      verdicts[isAllowed ? 'yes' : 'no'] += 1;
    }
  }
  expect(Math.min(verdicts.yes, verdicts.no)).toBeGreaterThan(300);
});
