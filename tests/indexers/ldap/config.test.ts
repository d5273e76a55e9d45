import { describe, expect, test } from 'vitest';
import { ldapSource } from '#indexers/sources/ldap/index.ts';

const BASE = { id: 'staff', kind: 'ldap', url: 'ldap://127.0.0.1:389', peopleBase: 'ou=people,dc=x' };
const signedIn = { bindDn: 'cn=indexer,dc=x', bindPassword: 'secret' };

function problems(overrides: Record<string, unknown>): string[] {
  const { error } = ldapSource.config.safeParse({ ...BASE, ...overrides });
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
}

describe('the configuration of an LDAP source', () => {
  test('needs a place and a base, and has defaults for the rest', () => {
    expect(ldapSource.config.parse(BASE)).toEqual({
      ...BASE,
      startTls: false,
      tls: {},
      allowPlaintext: false,
      attributes: {},
      pageSize: 250,
    });
  });

  test('takes the example of the documentation', () => {
    const example = {
      ...signedIn,
      startTls: true,
      tls: { caFile: '/etc/ca.pem', servername: 'ldap.x' },
      groupsBase: 'ou=groups,dc=x',
      peopleFilter: '(objectClass=inetOrgPerson)',
      attributes: { department: 'departmentNumber', phone: ['telephoneNumber', 'ipPhone'] },
      schedule: '*/15 * * * *',
    };
    const parsed = ldapSource.config.parse({ ...BASE, ...example });
    expect(parsed.attributes).toEqual({ department: ['departmentNumber'], phone: ['telephoneNumber', 'ipPhone'] });
  });

  test.each(['ldap://ldap.example.com', 'ldap://10.0.0.5:389', 'ldap://127.0.0.1.example.com', 'ldap://[2001:db8::1]'])(
    'refuses to send a password in clear to %s',
    (url) => {
      expect(problems({ ...signedIn, url })).toEqual([
        expect.stringMatching(/^url: the password would cross the network in clear/),
      ]);
      expect(problems({ url })).toEqual([]);
      expect(problems({ ...signedIn, url, startTls: true })).toEqual([]);
      expect(problems({ ...signedIn, url, allowPlaintext: true })).toEqual([]);
    },
  );

  test.each(['ldaps://ldap.example.com', 'ldap://localhost', 'ldap://127.8.9.10', 'ldap://[::1]:389'])(
    'takes a password for %s',
    (url) => {
      expect(problems({ ...signedIn, url })).toEqual([]);
    },
  );

  test.each([
    [{ url: 'http://x' }, 'url: write ldap://host:port or ldaps://host:port'],
    [{ url: 'ldap://' }, 'url: write ldap://host:port or ldaps://host:port'],
    [{ url: 'nonsense' }, 'url: write ldap://host:port or ldaps://host:port'],
    [{ bindDn: 'cn=x' }, 'bindDn: give both an account (bindDn) and its password (bindPassword), or neither'],
    [{ url: 'ldaps://x', startTls: true }, 'startTls: ldaps:// is encrypted already; leave startTls out'],
    [{ peopleFilter: '(cn=x' }, 'peopleFilter: not a valid LDAP filter: a closing bracket is missing (at character 5)'],
    [{ groupsFilter: 'x' }, 'groupsFilter: not a valid LDAP filter: expected "(" (at character 1)'],
    [{ pageSize: 0 }, expect.stringContaining('pageSize: ')],
    [{ attributes: { phoneNumber: 'x' } }, expect.stringContaining('attributes')],
    [{ password: 'x' }, expect.stringContaining('password')],
  ])('says what is wrong with %j', (overrides, problem) => {
    expect(problems(overrides)).toEqual([problem]);
  });

  test('tells where it is without its password', () => {
    const config = ldapSource.config.parse({ ...BASE, ...signedIn });
    expect(ldapSource.location({ ...config, id: 'staff', kind: 'ldap' })).toBe('ldap://127.0.0.1:389/ou=people,dc=x');
  });
});
