import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { recordIdOf } from '#indexers/sync/record-id.ts';
import type { DirectoryAuthenticator, SignInAttempt } from '#server/auth/authenticator.ts';
import { createDirectoryAuthenticator } from '#server/auth/directory.ts';
import type { ConfiguredSource } from '#server/configured-source.ts';
import { AppError } from '#server/errors.ts';
import { createLogger } from '#server/logger.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';
import { operationsIn } from '../../indexers/ldap/ldap-operations.ts';
import { PEOPLE, person, SUFFIX, TREE, toLdif, uuidOf } from '../../indexers/ldap/ldif.ts';
import { startTcpProxy } from '../../indexers/ldap/tcp-proxy.ts';
import { readAll, testSource } from '../../indexers/ldap/test-source.ts';
import { type Slapd, startSlapd } from '../../support/slapd.ts';

const BRANCH = `ou=branch,${SUFFIX}`;
const POLICY = `cn=default,${SUFFIX}`;
const ENTRIES = [
  ...TREE,
  { dn: BRANCH, attributes: { objectClass: 'organizationalUnit', ou: 'branch' } },
  {
    dn: POLICY,
    attributes: {
      objectClass: ['organizationalRole', 'pwdPolicy'],
      cn: 'default',
      pwdAttribute: 'userPassword',
      pwdLockout: 'TRUE',
      pwdMaxFailure: '5',
      pwdFailureCountInterval: '1800',
      pwdLockoutDuration: '0',
    },
  },
  ...['ada', 'bob', 'newcomer', 'victim', 'hasty'].map((uid) => person(uid, { userPassword: `${uid}-secret` })),
  person('svc-backup', { userPassword: 'service-secret' }),
  // The same name for somebody else, in the directory of a branch.
  { ...person('bob', { userPassword: 'other-secret', entryUUID: uuidOf('other bob') }), dn: `uid=bob,${BRANCH}` },
];

const id = (uid: string) => recordIdOf('staff', uuidOf(uid));

let slapd: Slapd;
let store: StateStore;
beforeAll(async () => {
  slapd = await startSlapd({
    ldif: toLdif(ENTRIES),
    config: {
      global: 'moduleload ppolicy',
      database: `access to attrs=userPassword by anonymous auth\naccess to * by users read\noverlay ppolicy\nppolicy_default "${POLICY}"`,
    },
  });
  store = createSqliteStore({ path: ':memory:' });
  for (const source of ['staff', 'branch']) {
    const { people } = await readAll({ source: sourceOf(source) });
    for (const { id: itemId, content } of people.values())
      if (content.uid !== 'newcomer') store.directory.putPerson(source, recordIdOf(source, itemId), itemId, content);
  }
});
afterAll(async () => {
  store?.close();
  await slapd?.stop();
});

function sourceOf(id: string, place: { url: string; bindDn?: string; bindPassword?: string } = slapd) {
  const base = id === 'branch' ? { peopleBase: BRANCH } : { serviceAccounts: ['svc-*'] };
  return { ...testSource(place, base).source, id };
}

type Place = Parameters<typeof sourceOf>[1];

function authenticatorOf(places: Record<string, Place> = { staff: slapd, branch: slapd }): DirectoryAuthenticator {
  const configured = Object.entries(places).map(([id, place]): [string, ConfiguredSource] => [
    id,
    { source: sourceOf(id, place), holds: 'people', location: id, schedule: undefined },
  ]);
  return createDirectoryAuthenticator({
    people: store.directory,
    sources: new Map(configured),
    limits: { attemptsPerAccount: 4, attemptsPerAddress: 10, windowMinutes: 30 },
    logger: createLogger({ level: 'silent' }),
  });
}

let authenticator: DirectoryAuthenticator;
beforeEach(() => {
  authenticator = authenticatorOf();
});

let addresses = 0;
const otherAddress = () => `203.0.${addresses >> 8}.${addresses++ & 255}`;

function attempt(username: string, password: string, more: Partial<SignInAttempt> = {}): SignInAttempt {
  return { username, password, address: otherAddress(), browserOf: undefined, isKnownDevice: () => false, ...more };
}

function signIn(username: string, password: string, more: Partial<SignInAttempt> = {}) {
  return authenticator.signIn(attempt(username, password, more), AbortSignal.timeout(20_000));
}

const WRONG = { state: 'refused', code: 'wrong-credentials' };

describe('signing in with the directory’s password', () => {
  test('makes one the person of the directory’s copy that has the entry’s stable id', async () => {
    expect(await signIn(' Ada ', 'ada-secret')).toEqual({ state: 'signed-in', personId: id('ada') });
    expect(await signIn('ada@example.test', 'ada-secret')).toEqual({ state: 'signed-in', personId: id('ada') });
  });

  test('asks each directory in turn, and two people of one name are each let in by their own password', async () => {
    expect(await signIn('bob', 'bob-secret')).toEqual({ state: 'signed-in', personId: id('bob') });
    const other = { state: 'signed-in', personId: recordIdOf('branch', uuidOf('other bob')) };
    expect(await signIn('bob', 'other-secret')).toEqual(other);
    expect(await signIn('bob', 'ada-secret')).toMatchObject(WRONG);
  });

  test('is refused in the same words to a wrong password, a wrong name, an empty one and a pattern', async () => {
    const answers = await Promise.all(
      [
        ['ada', 'wrong'],
        ['nobody', 'ada-secret'],
        ['*', 'ada-secret'],
        ['', 'ada-secret'],
        ['   ', 'ada-secret'],
        ['ada', ''],
        ['ada', '\0'],
        ['svc-backup', 'wrong'],
      ].map(([name = '', password = '']) => signIn(name, password)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject(WRONG);
  });

  test('sends no empty name or password to any directory', async () => {
    const proxy = await startTcpProxy({ port: slapd.port });
    onTestFinished(() => proxy.close());
    authenticator = authenticatorOf({ staff: { ...slapd, url: proxy.url } });
    for (const [name, password] of [
      ['', 'x'],
      [' ', 'x'],
      ['ada', ''],
      ['ada\0', 'x'],
      ['ada', 'x\0'],
    ] as const)
      expect(await signIn(name, password)).toMatchObject(WRONG);
    expect(proxy.connections()).toBe(0);
  });

  test('says what is wrong with the account only to whoever has its password', async () => {
    expect(await signIn('svc-backup', 'service-secret')).toMatchObject({ state: 'refused', code: 'account-excluded' });
    expect(await signIn('newcomer', 'newcomer-secret')).toMatchObject({ state: 'refused', code: 'not-in-directory' });
    expect(await signIn('newcomer', 'wrong')).toMatchObject(WRONG);
  });

  test('is refused to whom the last reading found disabled', async () => {
    store.directory.setDisabled('staff', uuidOf('ada'), true);
    onTestFinished(() => store.directory.setDisabled('staff', uuidOf('ada'), false));
    expect(await signIn('ada', 'ada-secret')).toMatchObject({ state: 'refused', code: 'not-in-directory' });
  });
});

describe('a directory that cannot be asked', () => {
  const failure = (username: string, password: string) =>
    signIn(username, password).then(
      (outcome) => outcome,
      (error: unknown) => (error instanceof AppError ? error.code : error),
    );

  test('is neither a wrong password nor a way in, and the others still let people in', async () => {
    authenticator = authenticatorOf({ staff: { url: 'ldap://127.0.0.1:1' }, branch: slapd });
    expect(await failure('bob', 'other-secret')).toMatchObject({ state: 'signed-in' });
    expect(await failure('bob', 'wrong')).toBe('directory-unavailable');
    expect(await failure('nobody', 'wrong')).toBe('directory-unavailable');
  });

  test('because it refuses Atrium itself is told from one that is away', async () => {
    authenticator = authenticatorOf({ staff: { ...slapd, bindPassword: 'not it' } });
    expect(await failure('ada', 'ada-secret')).toBe('directory-misconfigured');
    authenticator = authenticatorOf({ staff: { url: 'ldap://127.0.0.1:1' } });
    expect(await failure('ada', 'ada-secret')).toBe('directory-unavailable');
  });
});

describe('guessing', () => {
  test('does not lock the account at the directory, however often and from wherever it is tried', async () => {
    const proxy = await startTcpProxy({ port: slapd.port });
    onTestFinished(() => proxy.close());
    authenticator = authenticatorOf({ staff: { ...slapd, url: proxy.url } });
    const spellings = ['victim', 'VICTIM', ' victim', 'victim@example.test'];
    const guesses = Array.from({ length: 50 }, (_, n) => signIn(spellings[n % spellings.length] ?? '', `guess ${n}`));
    const states = (await Promise.all(guesses)).map(({ state }) => state);
    // Three as the sign-in name and three as the address; for the rest nobody asks the directory anything.
    expect(states.filter((state) => state === 'refused')).toHaveLength(6);
    expect(states.filter((state) => state === 'limited')).toHaveLength(44);
    await expect.poll(() => proxy.open()).toBe(0);
    // Six times the indexer to look the name up, three times the guess, three times nobody.
    expect(operationsIn(proxy.sent()).filter((operation) => operation === 'bind')).toHaveLength(12);
    expect(proxy.sent().toString('latin1').split(`uid=victim,${PEOPLE}`).length - 1).toBe(3);

    const anew = authenticatorOf();
    expect(await anew.signIn(attempt('victim', 'victim-secret'), AbortSignal.timeout(20_000))).toMatchObject({
      state: 'signed-in',
    });
  });

  test('by a stranger leaves the owner a way in from a browser used before, and that opens the limit again', async () => {
    for (let n = 0; n < 4; n++) await signIn('hasty', 'guess');
    expect(await signIn('hasty', 'hasty-secret')).toMatchObject({ state: 'limited' });
    const isKnownDevice = (personId: string) => personId === id('hasty');
    expect(await signIn('hasty', 'hasty-secret', { browserOf: id('hasty'), isKnownDevice })).toMatchObject({
      state: 'signed-in',
    });
    expect(await signIn('hasty', 'hasty-secret')).toMatchObject({ state: 'signed-in' });
  });

  test('meets the same limit at a name that nobody has', async () => {
    const tries = async (name: string) => {
      const states: string[] = [];
      for (let n = 0; n < 5; n++) states.push((await signIn(name, 'guess')).state);
      return states;
    };
    expect(await tries('nobody')).toEqual(await tries('bob'));
  });

  test('under one name and then another tells not that both are one account', async () => {
    const tries = async (first: string, second: string) => {
      const states: string[] = [];
      for (const name of [first, first, first, first, second, second, second, second])
        states.push((await signIn(name, 'guess')).state);
      return states;
    };
    expect(await tries('bob', 'bob@example.test')).toEqual(await tries('nobody', 'nobody@example.test'));
    // The directory takes a soft hyphen for nothing (RFC 4518 §2.2).
    expect(await tries('newcomer', 'new\u00adcomer')).toEqual(await tries('notcomer', 'not\u00adcomer'));
  });

  test('at many names from one address ends after ten', async () => {
    const states: string[] = [];
    for (let n = 0; n < 12; n++) states.push((await signIn(`name ${n}`, 'guess', { address: '198.51.100.1' })).state);
    expect(states).toEqual([...Array(10).fill('refused'), 'limited', 'limited']);
    expect(await signIn('ada', 'ada-secret', { address: '198.51.100.2' })).toMatchObject({ state: 'signed-in' });
  });
});
