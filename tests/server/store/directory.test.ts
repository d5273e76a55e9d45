import { beforeEach, describe, expect, test } from 'vitest';
import type { GroupContent, PersonContent } from '#indexers/types/content.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore, StoredPerson } from '#server/store/state-store.ts';

let store: StateStore;
beforeEach(() => {
  store = createSqliteStore({ path: ':memory:' });
});

/** A person whose key is `uid=<uid>`; `id` is `p-<uid>`. */
function put(uid: string, o: Partial<PersonContent> & { source?: string } = {}): void {
  const { source = 'staff', ...content } = o;
  store.directory.putPerson(source, `p-${uid}`, `item-${uid}`, {
    kind: 'person',
    uid,
    name: uid,
    otherNames: [],
    emails: [],
    phones: [],
    skills: [],
    languages: [],
    key: `uid=${uid}`,
    principals: [`user:${uid}`],
    ...content,
  });
}

/** A group whose key is `cn=<name>`; members that begin with `cn=` are groups, others are people. */
function putGroup(name: string, members: string[], o: Partial<GroupContent> = {}): void {
  const memberKeys = members.map((member) => (member.startsWith('cn=') ? member : `uid=${member}`));
  const content: GroupContent = {
    kind: 'group',
    name,
    key: `cn=${name}`,
    memberKeys,
    memberUids: [],
    principals: [`group:${name}`],
    ...o,
  };
  store.directory.putGroup('staff', `item-${name}`, content);
}

function person(uid: string): StoredPerson {
  const found = store.directory.personByUid(uid);
  if (found === undefined) throw new Error(`${uid} is not there`);
  return found;
}

/** The groups of a person after closing. */
function groupsOf(uid: string): string[] {
  store.directory.closeMemberships('staff');
  return store.directory
    .principalsOf(person(uid))
    .filter((token) => token.startsWith('group:'))
    .map((token) => token.slice('group:'.length))
    .sort();
}

describe('memberships', () => {
  test('are closed over nested groups to any depth', () => {
    put('ada');
    putGroup('g0', ['ada']);
    for (let n = 1; n <= 60; n++) putGroup(`g${n}`, [`cn=g${n - 1}`]);
    expect(groupsOf('ada')).toHaveLength(61);
  });

  test('end in spite of circles, in which everybody is a member of all', () => {
    for (const uid of ['ada', 'bob', 'eve']) put(uid);
    putGroup('a', ['ada', 'cn=c']);
    putGroup('b', ['bob', 'cn=a']);
    putGroup('c', ['cn=b', 'cn=c']);
    expect(groupsOf('ada')).toEqual(['a', 'b', 'c']);
    expect(groupsOf('bob')).toEqual(['a', 'b', 'c']);
    expect(groupsOf('eve')).toEqual([]);
  });

  test('of a group of 12,345 are all there', () => {
    const uids = Array.from({ length: 12_345 }, (_, n) => `u${n}`);
    store.transaction(() => {
      for (const uid of uids) put(uid);
    });
    putGroup('everybody', uids);
    putGroup('outer', ['cn=everybody']);
    expect(groupsOf('u12344')).toEqual(['everybody', 'outer']);
    expect(store.directory.group('EVERYBODY')?.memberKeys).toHaveLength(12_345);
    putGroup('everybody', uids.slice(1));
    expect(groupsOf('u0')).toEqual([]);
    expect(groupsOf('u1')).toEqual(['everybody', 'outer']);
  });

  test('are found by key, by sign-in name and by primary group, also in groups that come before their members', () => {
    putGroup('by-key', ['ada']);
    putGroup('by-uid', [], { memberUids: ['ADA'] });
    putGroup('users', [], { principals: ['group:users', 'gid:100'] });
    put('ada', { primaryGroup: 'gid:100' });
    expect(groupsOf('ada')).toEqual(['by-key', 'by-uid', 'users']);
    expect(store.directory.principalsOf(person('ada'))).toContain('gid:100');
  });

  test('do not reach into another source', () => {
    put('ada', { source: 'partners' });
    putGroup('crew', ['ada']);
    expect(groupsOf('ada')).toEqual([]);
  });

  test('follow a person who is renamed and a group that is left', () => {
    put('ada');
    putGroup('crew', ['ada']);
    putGroup('board', ['ada']);
    expect(groupsOf('ada')).toEqual(['board', 'crew']);
    put('ada', { key: 'uid=ada,ou=elsewhere' });
    putGroup('crew', [], { memberKeys: ['uid=ada,ou=elsewhere'] });
    expect(groupsOf('ada')).toEqual(['crew']);
  });

  test('by way of a group that is removed end with it', () => {
    put('ada');
    putGroup('inner', ['ada']);
    putGroup('outer', ['cn=inner']);
    expect(groupsOf('ada')).toEqual(['inner', 'outer']);
    store.directory.removeGroup('staff', 'item-inner');
    expect(groupsOf('ada')).toEqual([]);
  });

  test('come back with a nested group that is removed and added again, and both change who may read', () => {
    put('ada');
    putGroup('g0', ['ada']);
    for (let n = 1; n <= 6; n++) putGroup(`g${n}`, [`cn=g${n - 1}`]);
    expect(groupsOf('ada')).toHaveLength(7);
    const before = store.acls.generation();
    store.directory.removeGroup('staff', 'item-g3');
    expect(groupsOf('ada')).toEqual(['g0', 'g1', 'g2']);
    const without = store.acls.generation();
    expect(without).toBeGreaterThan(before);
    putGroup('g3', ['cn=g2']);
    expect(groupsOf('ada')).toHaveLength(7);
    expect(store.acls.generation()).toBeGreaterThan(without);
  });

  test('are told as ways from the person to the group, the shortest one', () => {
    put('ada');
    putGroup('kestrel', ['ada']);
    putGroup('projects', ['cn=kestrel']);
    putGroup('leadership', ['cn=projects', 'cn=kestrel'], { principals: ['group:leadership', 'gid:7'] });
    store.directory.closeMemberships('staff');
    expect(store.directory.membershipPaths(person('ada'), 'gid:7')).toEqual([['kestrel', 'leadership']]);
    expect(store.directory.membershipPaths(person('ada'), 'group:projects')).toEqual([['kestrel', 'projects']]);
    expect(store.directory.membershipPaths(person('ada'), 'group:kestrel')).toEqual([['kestrel']]);
    expect(store.directory.membershipPaths(person('ada'), 'group:nobody')).toEqual([]);
  });
});

describe('the generation of access', () => {
  const changes = (work: () => void) => {
    const before = store.acls.generation();
    work();
    store.directory.closeMemberships('staff');
    return store.acls.generation() > before;
  };

  beforeEach(() => {
    put('ada');
    putGroup('crew', ['ada']);
    store.directory.closeMemberships('staff');
  });

  test('rises when somebody is new, because a refusal of strangers does not mean them any more', () => {
    expect(changes(() => put('bob'))).toBe(true);
    expect(changes(() => put('bob'))).toBe(false);
  });

  test('rises when somebody joins or leaves a group, directly or by nesting', () => {
    changes(() => put('bob'));
    expect(changes(() => putGroup('crew', ['ada', 'bob']))).toBe(true);
    expect(changes(() => putGroup('outer', ['cn=crew']))).toBe(true);
    expect(changes(() => putGroup('crew', ['ada']))).toBe(true);
  });

  test('rises at once when the tokens of a person or a group change, or one is removed', () => {
    expect(changes(() => put('ada', { principals: ['user:ada', 'uid:20001'] }))).toBe(true);
    expect(changes(() => putGroup('crew', ['ada'], { principals: ['group:crew', 'gid:5'] }))).toBe(true);
    expect(changes(() => store.directory.removePerson('staff', 'item-ada'))).toBe(true);
    expect(changes(() => store.directory.removeGroup('staff', 'item-crew'))).toBe(true);
    expect(changes(() => store.directory.removeGroup('staff', 'item-crew'))).toBe(false);
  });

  test('stays when a telephone number changes, when the same is put again, and when there is only another way', () => {
    expect(changes(() => put('ada', { phones: [{ kind: 'work', number: '1' }] }))).toBe(false);
    expect(changes(() => putGroup('crew', ['ada']))).toBe(false);
    putGroup('outer', ['cn=crew']);
    store.directory.closeMemberships('staff');
    expect(changes(() => putGroup('outer', ['cn=crew', 'ada']))).toBe(false);
    expect(store.directory.membershipPaths(person('ada'), 'group:outer')).toEqual([['outer']]);
  });

  test('rises with a new access and not with a known one', () => {
    const access = { state: 'known' as const, acl: { layers: [{ what: 'item' as const, entries: [] }] } };
    expect(changes(() => store.acls.intern('library', access))).toBe(true);
    expect(changes(() => store.acls.intern('library', access))).toBe(false);
  });
});

describe('managers', () => {
  beforeEach(() => {
    put('ceo', { name: 'Zoe' });
    put('vp', { name: 'Yan', managerKey: 'uid=ceo' });
    put('ada', { name: 'Ada', managerKey: 'uid=vp' });
    put('bob', { name: 'Bob', managerKey: 'uid=vp' });
  });
  const names = (people: StoredPerson[]) => people.map((one) => one.person.name);

  test('are followed to the top, reports to the bottom', () => {
    expect(names(store.directory.managerChain(person('ada')).managers)).toEqual(['Yan', 'Zoe']);
    expect(store.directory.managerChain(person('ada')).problem).toBeUndefined();
    expect(names(store.directory.reportsOf(person('vp')))).toEqual(['Ada', 'Bob']);
    expect(store.directory.organisationSize(person('ceo'))).toBe(3);
    expect(store.directory.organisationSize(person('ada'))).toBe(0);
    expect(store.directory.reportCounts([person('ceo'), person('vp'), person('ada')])).toEqual(
      new Map([
        ['p-ceo', 1],
        ['p-vp', 2],
      ]),
    );
    expect(store.directory.managersOf([person('ada'), person('ceo')]).get('p-ada')?.person.name).toBe('Yan');
  });

  test('who go in a circle are told once, and the circle is named', () => {
    put('ceo', { name: 'Zoe', managerKey: 'uid=vp' });
    const { managers, problem } = store.directory.managerChain(person('ada'));
    expect(names(managers)).toEqual(['Yan', 'Zoe']);
    expect(problem).toBe('Managers go in a circle: Yan → Zoe → Yan');
    expect(store.directory.organisationSize(person('ceo'))).toBe(3);
    expect(store.directory.organisationSize(person('vp'))).toBe(3);
  });

  test('who are their own are nobody’s report', () => {
    put('ceo', { name: 'Zoe', managerKey: 'uid=ceo' });
    expect(store.directory.managerChain(person('ceo'))).toEqual({ managers: [], problem: 'Zoe is given as their own manager' });
    expect(names(store.directory.reportsOf(person('ceo')))).toEqual(['Yan']);
    expect(store.directory.organisationSize(person('ceo'))).toBe(3);
    expect(store.directory.reportCounts([person('ceo')])).toEqual(new Map([['p-ceo', 1]]));
  });

  test('who are not in the directory are a problem, and so far the chain is right', () => {
    put('vp', { name: 'Yan', managerKey: 'uid=gone' });
    const { managers, problem } = store.directory.managerChain(person('ada'));
    expect(names(managers)).toEqual(['Yan']);
    expect(problem).toBe('The manager of Yan is not in the directory');
  });
});

describe('an author', () => {
  beforeEach(() => {
    put('jmueller', {
      name: 'Jörg Müller',
      givenName: 'Jörg',
      surname: 'Müller',
      emails: ['J.Mueller@example.com'],
      otherNames: ['Jörg Schmidt'],
    });
    put('ada', { name: 'Ada King', otherNames: ['Ada Lovelace'] });
    put('grace1', { name: 'Grace Hopper', emails: ['grace@example.com'] });
    put('grace2', { name: 'Grace Hopper' });
  });

  test.each([
    ['jörg  müller', 'p-jmueller'],
    ['Joerg Mueller', 'p-jmueller'],
    ['MÜLLER, Jörg', 'p-jmueller'],
    ['Schmidt, Jorg', 'p-jmueller'],
    ['j.mueller@EXAMPLE.com', 'p-jmueller'],
    ['Somebody Else <j.mueller@example.com>', 'p-jmueller'],
    ['Ada Lovelace (unknown@example.org)', 'p-ada'],
    ['EXAMPLE\\ada', 'p-ada'],
    ['Lovelace', undefined],
    ['Grace Hopper', undefined],
    ['grace@example.com', 'p-grace1'],
    ['', undefined],
    ['%', undefined],
  ])('"%s" is %s', (author, id) => {
    expect(store.directory.resolveAuthor(author)?.id).toBe(id);
  });

  test('is not found any more by a name that is given up', () => {
    put('ada', { name: 'Ada King' });
    expect(store.directory.resolveAuthor('Ada Lovelace')).toBeUndefined();
    store.directory.removePerson('staff', 'item-grace2');
    expect(store.directory.resolveAuthor('Grace Hopper')?.id).toBe('p-grace1');
  });
});

test('a photo changes its version with its bytes and goes with its person', () => {
  put('ada');
  store.directory.putPhoto('p-ada', new Uint8Array([1]));
  const version = person('ada').photoVersion;
  expect(store.directory.photo('p-ada')).toEqual({ bytes: new Uint8Array([1]), version });
  put('ada', { title: 'Countess' });
  expect(person('ada')).toMatchObject({ photoVersion: version, person: { title: 'Countess' } });
  store.directory.putPhoto('p-ada', new Uint8Array([2]));
  expect(person('ada').photoVersion).not.toBe(version);
  store.directory.removePerson('staff', 'item-ada');
  expect(store.directory.photo('p-ada')).toBeUndefined();
});

test('sign-in names are found in any case, many people in one question', () => {
  put('Ada');
  put('bob');
  expect(store.directory.personByUid('aDA')?.id).toBe('p-Ada');
  expect([...store.directory.people(['p-bob', 'p-nobody', 'p-Ada']).keys()].sort()).toEqual(['p-Ada', 'p-bob']);
  expect(store.directory.counts()).toEqual({ people: 2, groups: 0 });
});
