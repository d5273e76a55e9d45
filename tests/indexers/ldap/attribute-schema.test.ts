import { describe, expect, test } from 'vitest';
import { encodeGuid, firstValueOf, valuesOf } from '#indexers/sources/ldap/attribute-schema.ts';
import type { LdapEntry } from '#indexers/sources/ldap/wire/incoming.ts';
import { bytesAt, textAt } from '#indexers/sources/ldap/wire/values.ts';

/** Values lie one after another in the message they came in. */
function entry(attribute: string, ...values: (string | Buffer)[]): LdapEntry {
  const parts = values.map((value) => Buffer.from(value));
  const ends = parts.map((_, position) => Buffer.concat(parts.slice(0, position + 1)).length);
  const spans = ends.flatMap((end, position) => [ends[position - 1] ?? 0, end]);
  return { dn: 'cn=x', attributes: new Map([[attribute, { message: Buffer.concat(parts), spans }]]) };
}

describe('values are decoded by what the attribute is, never by what they look like', () => {
  test('a SID whose bytes happen to be valid text stays a SID', () => {
    const builtinUsers = Buffer.from('01020000000000052000000021020000', 'hex');
    expect(valuesOf(entry('objectsid', builtinUsers), 'objectSid')).toEqual(['S-1-5-32-545']);
  });

  test('a SID of a domain has unsigned parts', () => {
    const administrator = Buffer.from('010500000000000515000000ffffffff0000008001000000f4010000', 'hex');
    expect(valuesOf(entry('objectsid', administrator), 'objectSid')).toEqual(['S-1-5-21-4294967295-2147483648-1-500']);
  });

  test('a GUID has its first three groups reversed, and back', () => {
    const bytes = Buffer.from('33221100554477668899aabbccddeeff', 'hex');
    expect(valuesOf(entry('objectguid', bytes), 'objectGUID')).toEqual(['00112233-4455-6677-8899-aabbccddeeff']);
    expect(encodeGuid('00112233-4455-6677-8899-aabbccddeeff')).toEqual(bytes);
  });

  test.each([
    ['objectguid', Buffer.from('0011', 'hex')],
    ['objectsid', Buffer.from('0105', 'hex')],
    ['objectsid', Buffer.alloc(0)],
    ['uidnumber', 'twelve'],
    ['cn', '   '],
    ['jpegphoto', 'abc'],
  ])('a broken or empty %s has no value', (attribute, value) => {
    expect(valuesOf(entry(attribute, value), attribute)).toEqual([]);
  });

  test('text is trimmed and keeps every letter', () => {
    expect(valuesOf(entry('cn', ' Łukasz ', 'Ada'), 'cn')).toEqual(['Łukasz', 'Ada']);
  });

  test('mail addresses of Exchange put the primary one first and leave other systems out', () => {
    const proxies = entry('proxyaddresses', 'smtp:second@x.test', 'SMTP:first@x.test', 'X500:/o=x', 'sip:first@x.test');
    expect(valuesOf(proxies, 'proxyAddresses')).toEqual(['first@x.test', 'second@x.test']);
  });

  test('language tags become names, names stay', () => {
    expect(valuesOf(entry('preferredlanguage', 'de-CH, fr;q=0.8, *;q=0.1'), 'preferredLanguage')).toEqual(['German', 'French']);
    expect(valuesOf(entry('preferredlanguage', 'Polish, Mandarin, Twi'), 'preferredLanguage')).toEqual([
      'Polish',
      'Mandarin',
      'Twi',
    ]);
    expect(valuesOf(entry('preferredlanguage', 'qqx'), 'preferredLanguage')).toEqual(['qqx']);
  });

  test('an attribute that is missing has no value', () => {
    expect(valuesOf(entry('cn', 'x'), 'sn')).toEqual([]);
    expect(firstValueOf(entry('cn', 'x'), 'sn')).toBeUndefined();
  });

  test.each([
    ['cn', ['x', 'y'], 'x'],
    ['cn', ['  ', 'y'], 'y'],
    ['cn', [' '], undefined],
    ['proxyaddresses', ['smtp:second@x.test', 'SMTP:first@x.test'], 'first@x.test'],
    ['preferredlanguage', ['pl, de'], 'Polish'],
    ['uidnumber', ['none', '7'], '7'],
  ])('the first value of %s %j is %s', (attribute, values, first) => {
    const entryWithValues = entry(attribute, ...values);
    expect(firstValueOf(entryWithValues, attribute)).toBe(first);
    expect(valuesOf(entryWithValues, attribute)[0]).toBe(first);
  });

  test('an attribute that came without values has none, and not the message it came in', () => {
    const empty = { message: Buffer.from('secret'), spans: [] };
    expect([textAt(empty, 0), bytesAt(empty, 0).length]).toEqual(['', 0]);
    expect(valuesOf({ dn: 'cn=x', attributes: new Map([['cn', empty]]) }, 'cn')).toEqual([]);
  });
});
