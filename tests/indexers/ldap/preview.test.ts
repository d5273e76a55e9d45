import { afterAll, beforeAll, expect, test } from 'vitest';
import { ldapConfig } from '#indexers/sources/ldap/config.ts';
import { previewDirectory } from '#indexers/sources/ldap/preview.ts';
import type { PreviewedEntry } from '#indexers/types/directory-preview.ts';
import { type Slapd, startSlapd } from '../../support/slapd.ts';
import { GROUPS, group, PEOPLE, person, TREE, toLdif } from './ldif.ts';

let slapd: Slapd;
const { signal } = new AbortController();

beforeAll(async () => {
  const people = [
    person('ada', {
      userPassword: 'ada-secret',
      title: 'Engineer',
      secretary: `uid=bob,${PEOPLE}`,
      jpegPhoto: Uint8Array.of(0xff, 0xd8, 0, 1),
      description: 'x'.repeat(500),
      mail: ['ada@example.test', 'a.l@example.test'],
    }),
    person('bob', { telephoneNumber: '+49 30 1', mobile: '+49 170 1' }),
    person('svc-backup'),
    ...['dora', 'eve', 'frank', 'gus'].map((uid) => person(uid)),
  ];
  // An indexer that may read more than it should.
  const database = 'access to * by users read by anonymous auth';
  slapd = await startSlapd({ ldif: toLdif([...TREE, ...people, group('all', [`uid=ada,${PEOPLE}`])]), config: { database } });
});
afterAll(() => slapd?.stop());

function preview(settings: Record<string, unknown> = {}) {
  const { url, bindDn, bindPassword } = slapd;
  const base = { id: 'staff', kind: 'ldap', url, bindDn, bindPassword, peopleBase: PEOPLE, groupsBase: GROUPS };
  return previewDirectory(ldapConfig.parse({ ...base, ...settings }), signal);
}

const entryOf = (entries: PreviewedEntry[], uid: string) => entries.find(({ dn }) => dn === `uid=${uid},${PEOPLE}`);
const field = (entry: PreviewedEntry | undefined, name: string) => entry?.fields.find((one) => one.field === name);
const attribute = (entry: PreviewedEntry | undefined, name: string) => entry?.attributes.find((one) => one.name === name);

test('five entries are shown, and all are counted', async () => {
  const { directory, people, groups, entries } = await preview();
  expect({ directory, people, groups }).toEqual({
    directory: 'OpenLDAP',
    people: { count: 7, isExact: true },
    groups: { count: 1, isExact: true },
  });
  expect(entries).toHaveLength(5);
});

test('passwords are never shown, whatever the indexer may read or somebody maps', async () => {
  const { entries } = await preview({ attributes: { bio: 'userPassword', skills: ['userPassword', 'title'] } });
  const ada = entryOf(entries, 'ada');
  expect(attribute(ada, 'userPassword')).toEqual({ name: 'userPassword', values: [], note: 'hidden' });
  expect([field(ada, 'bio')?.values, field(ada, 'skills')?.values]).toEqual([[], ['Engineer']]);
  expect(JSON.stringify(entries)).not.toContain('ada-secret');
});

test('pictures are named, long texts are shortened, and a secretary is no secret', async () => {
  const ada = entryOf((await preview()).entries, 'ada');
  expect(attribute(ada, 'jpegPhoto')).toEqual({ name: 'jpegPhoto', values: [], note: 'binary' });
  expect(attribute(ada, 'description')?.values).toEqual([`${'x'.repeat(200)}…`]);
  expect(attribute(ada, 'secretary')?.values).toEqual([`uid=bob,${PEOPLE}`]);
});

test('each field shows where it comes from and what it becomes; a field with one value takes the first', async () => {
  const { entries } = await preview({
    attributes: { phone: ['mobile', 'telephoneNumber'], department: ['title', 'description'] },
  });
  const [ada, bob] = [entryOf(entries, 'ada'), entryOf(entries, 'bob')];
  expect(field(ada, 'department')).toEqual({ field: 'department', from: ['title', 'description'], values: ['Engineer'] });
  expect(field(ada, 'photo')?.values).toEqual(['✓']);
  expect(field(ada, 'email')?.values.toSorted()).toEqual(['a.l@example.test', 'ada@example.test']);
  expect(field(bob, 'phone')?.values).toEqual(['+49 170 1', '+49 30 1']);
});

test('an entry that would be left out names the rule', async () => {
  const { entries } = await preview({ serviceAccounts: ['svc-*'] });
  expect([entryOf(entries, 'svc-backup')?.excludedBy, entryOf(entries, 'ada')?.excludedBy]).toEqual([
    'service account (serviceAccounts)',
    null,
  ]);
});

test('a base that is not there is told in words', async () => {
  await expect(preview({ peopleBase: 'ou=nobody,dc=example,dc=test' })).rejects.toThrow('check the spelling of peopleBase');
});
