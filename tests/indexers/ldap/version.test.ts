import { describe, expect, test } from 'vitest';
import { groupVersion, personVersion } from '#indexers/sources/ldap/version.ts';
import type { GroupContent, PersonContent } from '#indexers/types/content.ts';

const person = (overrides: Partial<PersonContent> = {}): PersonContent => ({
  kind: 'person',
  uid: 'ada',
  name: 'Ada',
  otherNames: ['Augusta', 'Countess'],
  emails: ['ada@x.test', 'augusta@x.test'],
  phones: [
    { kind: 'work', number: '1' },
    { kind: 'work', number: '2' },
    { kind: 'mobile', number: '0' },
  ],
  skills: ['numbers', 'poetry'],
  languages: ['English', 'French'],
  key: 'uid=ada',
  managerKey: 'uid=charles',
  principals: ['user:ada', 'uid:1'],
  ...overrides,
});
const group = (overrides: Partial<GroupContent> = {}): GroupContent => ({
  kind: 'group',
  name: 'all',
  key: 'cn=all',
  memberKeys: ['uid=a', 'uid=b'],
  memberUids: ['c', 'd'],
  principals: ['group:all'],
  ...overrides,
});

describe('a version', () => {
  test('does not depend on the order in which a server gives its values', () => {
    const [work, second, mobile] = person().phones;
    const phones = [second, work, mobile].filter((phone) => phone !== undefined);
    const shuffled = person({
      otherNames: ['Countess', 'Augusta'],
      skills: ['poetry', 'numbers'],
      languages: ['French', 'English'],
      phones,
    });
    expect(personVersion(shuffled, '')).toBe(personVersion(person(), ''));
    const members = group({ memberKeys: ['uid=b', 'uid=a'], memberUids: ['d', 'c'] });
    expect(groupVersion(members)).toBe(groupVersion(group()));
  });

  test.each<Partial<PersonContent>>([
    { name: 'Ada L.' },
    { title: 'Analyst' },
    { emails: ['augusta@x.test', 'ada@x.test'] },
    { skills: ['numbers'] },
    { skills: ['numberspoetry'] },
    { phones: [{ kind: 'home', number: '1' }] },
    { managerKey: 'uid=mary' },
    { principals: ['user:ada', 'uid:2'] },
    { primaryGroup: 'gid:1' },
    { bio: '' },
  ])('of a person changes with %j', (change) => {
    expect(personVersion(person(change), '')).not.toBe(personVersion(person(), ''));
  });

  test('of a person changes with the photo', () => {
    expect(personVersion(person(), '20260101')).not.toBe(personVersion(person(), '20260102'));
  });

  test.each<Partial<GroupContent>>([
    { memberKeys: ['uid=a'] },
    { memberKeys: ['uid=a', 'uid=b', 'uid=c'] },
    { memberUids: [] },
    { principals: ['group:all', 'gid:1'] },
    { description: 'Everybody' },
    { name: 'every' },
  ])('of a group changes with %j', (change) => {
    expect(groupVersion(group(change))).not.toBe(groupVersion(group()));
  });
});
