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
