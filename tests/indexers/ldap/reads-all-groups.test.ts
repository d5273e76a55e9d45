import { expect, test } from 'vitest';
import { ldapConfig } from '#indexers/sources/ldap/config.ts';
import { ldapSource } from '#indexers/sources/ldap/index.ts';

function readsAllGroups(overrides: Record<string, string>): boolean | undefined {
  const basic = { id: 'staff', kind: 'ldap', url: 'ldap://127.0.0.1', peopleBase: 'OU=People,DC=example,DC=com' };
  return ldapSource.readsAllGroups?.(ldapConfig.parse({ ...basic, ...overrides }));
}

test.each([
  ['the whole domain', { groupsBase: 'dc=example,dc=com' }, true],
  ['the whole domain, spelt in another way', { groupsBase: 'DC=Example , DC=COM' }, true],
  [
    'the whole domain, whose people are all read as well',
    { groupsBase: 'dc=example,dc=com', peopleBase: 'dc=example,dc=com' },
    true,
  ],
  ['no groups', {}, false],
  ['a part of the domain', { groupsBase: 'ou=Groups,dc=example,dc=com' }, false],
  ['a container of it', { groupsBase: 'cn=Users,dc=example,dc=com' }, false],
  ['some groups of the domain', { groupsBase: 'dc=example,dc=com', groupsFilter: '(&(objectClass=group)(cn=fs-*))' }, false],
  ['another domain', { groupsBase: 'dc=partner,dc=com' }, false],
  ['a domain that ends alike', { groupsBase: 'dc=com', peopleBase: 'ou=People,dc=telecom' }, false],
  ['the domain above', { groupsBase: 'dc=com' }, false],
  ['a domain above, people in a part of one below', { groupsBase: 'dc=com', peopleBase: 'ou=dc,ou=x,dc=example,dc=com' }, false],
  ['a name that hides a comma', { groupsBase: 'dc=exam\\,ple,dc=com', peopleBase: 'ou=x,dc=exam\\,ple,dc=com' }, false],
])('a directory that reads %s', (_what, overrides, isWhole) => {
  expect(readsAllGroups(overrides)).toBe(isWhole);
});
