import { describe, expect, test } from 'vitest';
import { canonicalDn, createDnCanonicaliser } from '#indexers/sources/ldap/canonical-dn.ts';

const SAME: [what: string, ...spellings: string[]][] = [
  [
    'letter case',
    'uid=Ada,ou=People,dc=Example,dc=Test',
    'UID=ADA,OU=PEOPLE,DC=EXAMPLE,DC=TEST',
    'uid=ada,ou=people,dc=example,dc=test',
  ],
  ['an escaped comma', 'ou=HR\\, Legal,dc=x', 'ou=HR\\2C Legal,dc=x', 'ou=hr\\2c legal,dc=x', 'ou="HR, Legal",dc=x'],
  ['a plus sign', 'cn=R\\+D,dc=x', 'cn=R\\2BD,dc=x', 'cn="R+D",dc=x'],
  ['letters as bytes', 'cn=Łukasz,dc=x', 'cn=\\C5\\81ukasz,dc=x', 'cn=\\c5\\81UKASZ,dc=x'],
  ['spaces around separators', 'cn=a , dc=x', 'cn = a,dc= x', 'cn=a,dc=x'],
  ['spaces in values', 'cn=Ada  Lovelace,dc=x', 'cn=ada lovelace,dc=x', 'cn=\\ Ada Lovelace\\ ,dc=x'],
  [
    'names and numbers of types',
    'cn=a,dc=x',
    '2.5.4.3=a,dc=x',
    'OID.2.5.4.3=a,domainComponent=x',
    'commonName=a,0.9.2342.19200300.100.1.25=x',
  ],
  ['the order within a name', 'cn=a+uid=b,dc=x', 'uid=b+cn=a,dc=x', 'UID=B + CN=A,dc=x'],
  ['the hexadecimal form', 'cn=Hi,dc=x', 'cn=#04024869,dc=x', 'cn=#0C024869,dc=x'],
  ['composed and decomposed letters', 'cn=Zo\u00eb,dc=x', 'cn=Zoe\u0308,dc=x'],
  ['semicolons of RFC 2253', 'cn=a;dc=x', 'cn=a,dc=x'],
];

const DIFFERENT: [what: string, left: string, right: string][] = [
  ['another value', 'cn=a,dc=x', 'cn=b,dc=x'],
  ['another type', 'cn=a,dc=x', 'uid=a,dc=x'],
  ['an escaped comma is not a separator', 'cn=a\\,dc=x', 'cn=a,dc=x'],
  ['an escaped plus is not a second pair', 'cn=a\\+uid\\=b,dc=x', 'cn=a+uid=b,dc=x'],
  ['a value that looks hexadecimal', 'cn=\\#04024869,dc=x', 'cn=#04024869,dc=x'],
  ['spaces that separate words', 'cn=a b,dc=x', 'cn=ab,dc=x'],
  ['the order of components', 'ou=a,ou=b,dc=x', 'ou=b,ou=a,dc=x'],
];

describe.each([
  ['parsed', canonicalDn],
  ['with a memory for parents', createDnCanonicaliser()],
])('a canonical name, %s', (_, canonical) => {
  test.each(SAME)('is the same whatever %s', (_what, ...spellings) => {
    expect(new Set(spellings.map(canonical)).size).toBe(1);
  });

  test.each(DIFFERENT)('is different for %s', (_what, left, right) => {
    expect(canonical(left)).not.toBe(canonical(right));
  });

  test.each(SAME.flatMap(([, ...spellings]) => spellings))('%s is stable when it is made canonical twice', (dn) => {
    expect(canonical(canonical(dn))).toBe(canonical(dn));
  });

  test('keeps what is no distinguished name, so that it equals itself', () => {
    expect(['Not A DN', 'cn=a\\', '="x"', 'cn="open', ''].map(canonical)).toEqual(['not a dn', 'cn=a\\', '="x"', 'cn="open', '']);
  });
});

test('both ways of making a name canonical agree', () => {
  const remembering = createDnCanonicaliser();
  for (const [, ...spellings] of SAME) for (const dn of spellings) expect(remembering(dn)).toBe(canonicalDn(dn));
});
