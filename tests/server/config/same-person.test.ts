import { expect, test } from 'vitest';
import { parseConfig } from '#server/config/load.ts';

const samePersonOf = (auth: string) =>
  parseConfig({ text: `auth: { method: open, ${auth} }`, file: '/etc/atrium/atrium.yaml', environment: {} }).auth.samePerson;

test('entries of two directories are one person by sign-in name and address unless told otherwise', () => {
  expect(samePersonOf('admins: []')).toEqual(['uid', 'email']);
  expect(parseConfig({ text: 'sources: []', file: '/etc/atrium/atrium.yaml', environment: {} }).auth.samePerson).toEqual([
    'uid',
    'email',
  ]);
  expect(samePersonOf('samePerson: [email, employeeNumber]')).toEqual(['email', 'employeeNumber']);
  expect(samePersonOf('samePerson: []')).toEqual([]);
  expect(() => samePersonOf('samePerson: [name]')).toThrow();
});

test('a directory that somebody else keeps is one of those in the file', () => {
  const parse = (partners: string) =>
    parseConfig({
      text: `auth: { method: directory, partners: ${partners} }\nsources:\n  - { id: library, kind: drive, path: /srv }\n  - { id: guests, kind: ldap, url: "ldaps://ldap.example", peopleBase: "dc=example" }`,
      file: '/etc/atrium/atrium.yaml',
      environment: {},
    }).auth.partners;
  expect(parse('[guests]')).toEqual(['guests']);
  for (const wrong of ['[guest]', '[library]'])
    expect(() => parse(wrong)).toThrow(/atrium\.yaml:1: auth\.partners\[0\]: "\w+" is not the id of a source of kind ldap/);
});
