import { expect, test } from 'vitest';
import type { AccessRef } from '#indexers/types/access.ts';
import { affectedBy } from '#server/jobs/canary-people.ts';
import { acl, createExplainHouse, signal } from '../access/explain-house.ts';

const EVERYONE = acl();
const NOBODY = acl(['item', '']);

/** Ada is in staff, Grace in board; both have no Unix number but Ada. */
async function affected(ours: AccessRef, theirs: AccessRef) {
  const { store, viewers, known } = createExplainHouse();
  const house = { viewers, known, directory: store.directory, sources: ['staff'] };
  const [answer] = await affectedBy([{ ours, theirs }], { ...house, signal });
  store.close();
  return answer;
}

test.each([
  ['closed to all but those who are signed in', EVERYONE, acl(['item', 'allow authenticated']), 'visitors', undefined],
  ['opened to visitors', acl(['item', 'allow authenticated']), EVERYONE, undefined, 'visitors'],
  [
    'taken from one of two groups',
    acl(['item', 'allow group:staff, allow group:board']),
    acl(['item', 'allow group:staff']),
    'Grace Hopper (grace)',
    undefined,
  ],
  [
    'given to one and taken from another',
    acl(['item', 'allow user:grace']),
    acl(['item', 'allow user:ada']),
    'Grace Hopper (grace)',
    'Ada Lovelace (ada)',
  ],
  [
    'taken from a group that only a provider vouches for',
    acl(['item', 'allow group:partners']),
    NOBODY,
    'members of group:partners',
    undefined,
  ],
  [
    'a deny of a number that only those without one could have',
    acl(['item', 'allow authenticated']),
    acl(['item', 'deny uid:4711, allow authenticated']),
    'Grace Hopper (grace)',
    undefined,
  ],
  [
    'permissions that cannot be read any more',
    acl(['item', 'allow user:ada']),
    { state: 'unknown', reason: 'EACCES' },
    'Ada Lovelace (ada)',
    undefined,
  ],
  [
    'another order that decides nothing',
    acl(['item', 'allow user:ada, allow user:grace']),
    acl(['item', 'allow user:grace, allow user:ada']),
    undefined,
    undefined,
  ],
] satisfies [string, AccessRef, AccessRef, string | undefined, string | undefined][])(
  'tells who is affected: %s',
  async (_fact, ours, theirs, seesTooMuch, seesTooLittle) => {
    expect(await affected(ours, theirs)).toEqual({ seesTooMuch, seesTooLittle });
  },
);
