import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { DirectoryFailure } from '#indexers/sources/directory-failure.ts';
import { bindRefusal } from '#indexers/sources/ldap/bind-refusal.ts';
import type { DirectoryAccount, PasswordVerdict } from '#indexers/types/account.ts';
import { type Slapd, startSlapd } from '../../support/slapd.ts';
import { operationsIn } from './ldap-operations.ts';
import { PEOPLE, person, SUFFIX, TREE, toLdif, uuidOf } from './ldif.ts';
import { startTcpProxy } from './tcp-proxy.ts';
import { readAll, testSource } from './test-source.ts';

const STAFF = `ou=staff,${PEOPLE}`;
const ENTRIES = [
  ...TREE,
  { dn: STAFF, attributes: { objectClass: 'organizationalUnit', ou: 'staff' } },
  person('ada', { userPassword: 'ada-secret', mail: ['ada@example.test', 'shared@example.test'] }),
  person('bob', { userPassword: 'bob-secret', mail: 'shared@example.test' }),
  // Somebody who wrote a colleague's sign-in name into an address that people may edit themselves.
  person('mallory', { userPassword: 'mallory-secret', mail: 'carol@example.test' }),
  { ...person('carol@example.test', { userPassword: 'carol-secret', mail: undefined }) },
  person('łukasz', { userPassword: 'łukasz-secret' }),
  { ...person('a*(x)\\y', { userPassword: 'odd-secret' }), dn: `uid=a*(x)\\5cy,${PEOPLE}` },
  person('twin', { userPassword: 'one-secret' }),
  { ...person('twin', { userPassword: 'two-secret', entryUUID: uuidOf('twin two') }), dn: `uid=twin,${STAFF}` },
  person('locked', { userPassword: 'locked-secret', pwdAccountLockedTime: '000001010000Z' }),
  person('svc-backup', { userPassword: 'service-secret' }),
  person('robot', { userPassword: 'robot-secret', employeeType: 'machine' }),
  person('outsider', { userPassword: 'outsider-secret', employeeType: 'partner' }),
  person('nopassword'),
];

const DATABASE = `
access to attrs=userPassword by anonymous auth by * none
access to * by users read by * none
overlay ppolicy`;

let slapd: Slapd;
beforeAll(async () => {
  slapd = await startSlapd({ ldif: toLdif(ENTRIES), config: { global: 'moduleload ppolicy', database: DATABASE } });
});
afterAll(() => slapd?.stop());

const DEFAULTS = { peopleFilter: '(&(objectClass=inetOrgPerson)(!(employeeType=partner)))', serviceAccounts: ['svc-*'] };
const signal = () => AbortSignal.timeout(10_000);

function sourceOf(place: Parameters<typeof testSource>[0] = slapd, overrides: Record<string, unknown> = {}) {
  const { source } = testSource(place, { ...DEFAULTS, ...overrides });
  const { findAccount, tryPassword } = source;
  if (!findAccount || !tryPassword) throw new Error('a directory signs people in');
  return {
    source,
    find: (name: string): Promise<DirectoryAccount | undefined> => findAccount(name, signal()),
    tryPassword: (account: DirectoryAccount | undefined, password: string): Promise<PasswordVerdict> =>
      tryPassword(account, password, signal()),
    async signIn(name: string, password: string) {
      return tryPassword(await findAccount(name, signal()), password, signal());
    },
  };
}

describe('whom a sign-in name means', () => {
  test.each([
    ['ada', 'ada'],
    ['ADA', 'ada'],
    ['ada@example.test', 'ada'],
    ['ŁUKASZ', 'łukasz'],
    ['a*(x)\\y', 'a*(x)\\y'],
    // The sign-in name itself goes before an address that anybody could have.
    ['carol@example.test', 'carol@example.test'],
  ])('"%s" is the one entry with that name, under its stable id', async (name, uid) => {
    const found = await sourceOf().find(name);
    expect(found).toMatchObject({ itemId: uuidOf(uid), excludedBy: undefined });
  });

  test.each(['', 'nobody', 'ad', 'ad*', '*', '*)(uid=ada', 'ada)(|(uid=*', 'ada\0', 'twin', 'shared@example.test', 'outsider'])(
    '%j is nobody: no name, a pattern, several people, or no member of the people filter',
    async (name) => {
      expect(await sourceOf().find(name)).toBeUndefined();
    },
  );

  test('is by the rules of a run: whoever is not listed is found as excluded, with the rule', async () => {
    const byFilter = { serviceAccounts: '(employeeType=machine)' };
    expect((await sourceOf().find('locked'))?.excludedBy).toBe('disabled account (pwdAccountLockedTime)');
    expect((await sourceOf().find('svc-backup'))?.excludedBy).toContain('service account');
    expect((await sourceOf(slapd, byFilter).find('robot'))?.excludedBy).toContain('service account');
    expect((await sourceOf(slapd, byFilter).find('ada'))?.excludedBy).toBeUndefined();
  });

  test('leads to the id that a run knows the person by', async () => {
    const { source, find } = sourceOf();
    const { people } = await readAll({ source });
    expect((await find('ada'))?.itemId).toBe(people.get('ada')?.id);
  });
});

describe('a password', () => {
  test('is right for its own account only', async () => {
    const { signIn, find, tryPassword } = sourceOf();
    expect(await signIn('ada', 'ada-secret')).toBe('right');
    expect(await signIn('ada', 'bob-secret')).toBe('wrong');
    expect(await signIn('nopassword', 'x')).toBe('wrong');
    expect(await tryPassword({ itemId: 'x', path: `uid=nobody,${SUFFIX}`, excludedBy: undefined }, 'x')).toBe('wrong');
    expect(await tryPassword(await find('nobody'), 'ada-secret')).toBe('wrong');
  });

  test('lets nobody in whom a rule leaves out, and says so only to the right one', async () => {
    const { signIn } = sourceOf();
    expect(await signIn('svc-backup', 'service-secret')).toBe('excluded');
    expect(await signIn('svc-backup', 'wrong')).toBe('wrong');
    expect(await signIn('locked', 'locked-secret')).not.toBe('right');
  });

  test('that is empty is wrong without a word to the directory, which might take it for an anonymous sign-in', async () => {
    const proxy = await startTcpProxy({ port: slapd.port });
    onTestFinished(() => proxy.close());
    const { tryPassword } = sourceOf({ ...slapd, url: proxy.url });
    const ada = { itemId: uuidOf('ada'), path: `uid=ada,${PEOPLE}`, excludedBy: undefined };
    for (const password of ['', '\0', '\0ada-secret', 'ada-secret\0']) expect(await tryPassword(ada, password)).toBe('wrong');
    expect(proxy.connections()).toBe(0);
  });

  test.each(['ada', 'nobody', 'twin', 'svc-backup', 'outsider'])(
    'for "%s" that is wrong takes the same steps as any other: a search, and a bind on a second connection',
    async (name) => {
      const conversation = async (tried: string) => {
        const proxy = await startTcpProxy({ port: slapd.port });
        onTestFinished(() => proxy.close());
        expect(await sourceOf({ ...slapd, url: proxy.url }).signIn(tried, 'wrong')).toBe('wrong');
        await expect.poll(() => proxy.open()).toBe(0);
        return { connections: proxy.connections(), operations: operationsIn(proxy.sent()), sent: proxy.sent() };
      };
      const usual = await conversation('bob');
      const this_ = await conversation(name);
      expect(usual.operations.filter((operation) => operation !== 'search')).toEqual(['bind', 'unbind', 'bind', 'unbind']);
      expect(this_.operations).toEqual(usual.operations);
      expect(this_.connections).toBe(2);
      // The typed password goes to the account it was typed for, and nowhere else.
      expect(this_.sent.includes('wrong')).toBe(['ada', 'svc-backup'].includes(name));
    },
  );
});

describe('a directory that cannot be asked', () => {
  const failureOf = (promise: Promise<unknown>) =>
    promise.then(
      () => {
        throw new Error('there was an answer');
      },
      (error: unknown) => {
        if (!(error instanceof DirectoryFailure)) throw error;
        return error;
      },
    );

  test('is no wrong password, and is told from a mistake in the configuration', async () => {
    const away = sourceOf({ url: 'ldap://127.0.0.1:1' });
    expect(await failureOf(away.find('ada'))).toMatchObject({
      fault: 'directory',
      message: expect.stringContaining('nothing listens'),
    });
    expect(await failureOf(away.tryPassword(undefined, 'x'))).toMatchObject({ fault: 'directory' });
    const refused = sourceOf({ ...slapd, bindPassword: 'not it' });
    expect(await failureOf(refused.find('ada'))).toMatchObject({
      fault: 'configuration',
      message: expect.stringContaining(`${slapd.bindDn} cannot sign in`),
    });
    const elsewhere = sourceOf(slapd, { peopleBase: `ou=nowhere,${SUFFIX}` });
    expect(await failureOf(elsewhere.find('ada'))).toMatchObject({
      fault: 'configuration',
      message: expect.stringContaining('peopleBase'),
    });
  });

  test('does not keep anybody waiting longer than the caller allows', async () => {
    const silent = await startTcpProxy({ port: slapd.port, answer: false });
    onTestFinished(() => silent.close());
    const { source } = sourceOf({ ...slapd, url: silent.url });
    const asked = source.findAccount?.('ada', AbortSignal.timeout(100)) ?? Promise.reject(new Error('not a directory'));
    expect(await failureOf(asked)).toMatchObject({ fault: 'directory' });
  });

  test('gets no password over a network in clear, even where the indexer reads without one', async () => {
    const { tryPassword } = sourceOf({ url: 'ldap://directory.example.test' });
    expect(await failureOf(tryPassword(undefined, 'x'))).toMatchObject({
      fault: 'configuration',
      message: expect.stringContaining('in clear'),
    });
  });
});

describe('what Active Directory says with code 49', () => {
  const said = (subCode: string) =>
    bindRefusal(
      `signing in as CN=Ada: the directory answered invalid credentials (code 49): 80090308: LdapErr: DSID-0C090439, comment: AcceptSecurityContext error, data ${subCode}, v4563`,
    );

  test.each([
    ['525', undefined],
    ['52e', undefined],
    // Said to everybody, so it proves nothing.
    ['775', undefined],
    ['530', 'sign-in-hours'],
    ['531', 'sign-in-place'],
    ['532', 'password-expired'],
    ['533', 'account-disabled'],
    ['701', 'account-expired'],
    ['773', 'password-change-required'],
  ])('%s is told as %s', (subCode, problem) => {
    expect(said(subCode)?.problem).toBe(problem);
    expect(said(subCode.toUpperCase())?.problem).toBe(problem);
  });

  test('and is not in the table gives nothing away', () => {
    for (const subCode of ['0', '999', 'constructor']) expect(said(subCode)).toBeUndefined();
    expect(bindRefusal('invalid credentials')).toBeUndefined();
  });
});
