import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import {
  type LdapSearch,
  type LdapSearchAnswer,
  type LdapServer,
  startLdapServer,
} from '../../../server/demo/directory-protocol.ts';
import { createBench, createShelf } from '../sync/sync-bench.ts';
import { type Read, readAll, testSource } from './test-source.ts';

/**
 * A server that answers as Active Directory does where it differs: binary ids, ranges of members, continuation
 * references. What it says is copied from [MS-ADTS] and from a Samba domain controller.
 */
const DOMAIN = 'DC=ad,DC=example,DC=test';
const USERS = `CN=Users,${DOMAIN}`;
const MEMBERS = 12_345;
const RANGE = 1_500;

const SID = Buffer.from('010500000000000515000000a065cf7e784b9b5fe77c8770', 'hex'); // S-1-5-21-2127521184-1604012920-1887927527
const sid = (rid: number): Buffer => {
  const last = Buffer.alloc(4);
  last.writeUInt32LE(rid);
  return Buffer.concat([SID, last]);
};
const guid = (last: number): Buffer =>
  Buffer.concat([Buffer.from('33221100554477668899aabbccdd', 'hex'), Buffer.from([0, last])]);
const uuid = (last: number): string => `00112233-4455-6677-8899-aabbccdd00${last.toString(16).padStart(2, '0')}`;

type Attributes = LdapSearchAnswer['entries'][number]['attributes'];
const user = (name: string, id: number, attributes: Attributes = {}) => ({
  dn: `CN=${name},${USERS}`,
  attributes: {
    objectClass: ['top', 'person', 'organizationalPerson', 'user'],
    objectCategory: ['person'],
    cn: [name],
    sAMAccountName: [name.toLowerCase().replace(' ', '.')],
    objectGUID: [guid(id)],
    objectSid: [sid(1000 + id)],
    primaryGroupID: ['513'],
    userAccountControl: ['512'],
    sAMAccountType: ['805306368'],
    accountExpires: ['9223372036854775807'],
    ...attributes,
  },
});

const people = [
  user('Ada Lovelace', 1, {
    displayName: ['Lovelace, Ada'],
    department: ['Engines'],
    mail: ['ada@example.test'],
    proxyAddresses: ['smtp:augusta@example.test', 'SMTP:ada@example.test', 'x500:/o=Old'],
    physicalDeliveryOfficeName: ['E.14'],
    employeeID: ['1815'],
    manager: [`CN=Grace Hopper,${USERS}`],
    thumbnailPhoto: [Buffer.from('photo of ada')],
    sIDHistory: [sid(77)],
    whenChanged: ['20260101000000.0Z'],
  }),
  // A lie: neither group lists her.
  user('Grace Hopper', 2, { memberOf: [`CN=Large,${USERS}`, `CN=Small,${USERS}`] }),
  user('Left Long Ago', 3, { userAccountControl: ['514'] }),
  user('Contract Over', 4, { accountExpires: ['133500000000000000'] }), // 2024-01-18
  user('krbtgt', 5, { isCriticalSystemObject: ['TRUE'] }),
  user('DESKTOP', 6, { sAMAccountType: ['805306369'], objectClass: ['top', 'person', 'user', 'computer'] }),
];
const groupOf = (name: string, id: number, attributes: Attributes) => ({
  dn: `CN=${name},${USERS}`,
  attributes: {
    objectCategory: ['group'],
    cn: [name],
    sAMAccountName: [name],
    objectGUID: [guid(id)],
    objectSid: [sid(2000 + id)],
    groupType: ['-2147483646'],
    ...attributes,
  },
});
const memberDn = (n: number): string => `CN=Member ${n},${USERS}`;
const groups = [
  groupOf('Large', 20, { 'member;range=0-1499': members(0, RANGE), member: [] }),
  groupOf('Small', 21, { member: [`CN=Ada Lovelace,${USERS}`] }),
  groupOf('Newsletter', 22, { member: [`CN=Ada Lovelace,${USERS}`], groupType: ['2'] }),
];

function members(start: number, end: number): string[] {
  return Array.from({ length: Math.min(end, MEMBERS) - start }, (_, n) => memberDn(start + n));
}

/** `member;range=1500-*` → the next block, the last one marked by an asterisk. */
function answerRange(start: number): Attributes {
  const end = Math.min(start + RANGE, MEMBERS);
  return start >= MEMBERS ? {} : { [`member;range=${start}-${end === MEMBERS ? '*' : end - 1}`]: members(start, end) };
}

function answer(request: LdapSearch): LdapSearchAnswer {
  const done = (entries: LdapSearchAnswer['entries']): LdapSearchAnswer => ({ code: 0, entries, cookie: Buffer.alloc(0) });
  if (request.base === '')
    return done([{ dn: '', attributes: { supportedCapabilities: ['1.2.840.113556.1.4.800'], vendorName: [] } }]);
  const range = request.attributes.map((name) => /^member;range=(\d+)-\*$/.exec(name)?.[1]).find((start) => start !== undefined);
  if (range !== undefined) return done([{ dn: request.base, attributes: answerRange(Number(range)) }]);
  if (request.filter.includes('Photo=*')) return done(people.slice(0, 1));
  if (request.scope !== 'base') return done(request.filter.includes('group') ? groups : people);
  const entry = [...people, ...groups].find(({ dn }) => dn === request.base);
  return done([entry ?? { dn: request.base, attributes: {} }]);
}

describe('Active Directory', () => {
  let server: LdapServer;
  let read: Read;
  const overrides = { peopleBase: DOMAIN, groupsBase: DOMAIN };
  beforeAll(async () => {
    server = await startLdapServer({ port: 0, signIn: () => true, search: answer });
    read = await readAll(testSource(server, overrides));
  });
  afterAll(() => server?.close());

  test('is recognised from its capabilities and read with its own attributes', () => {
    const { photo, ...ada } = read.people.get('ada.lovelace')?.content ?? {};
    expect(ada).toMatchObject({
      name: 'Lovelace, Ada',
      otherNames: ['Ada Lovelace'],
      department: 'Engines',
      room: 'E.14',
      emails: ['ada@example.test', 'augusta@example.test'],
      employeeNumber: '1815',
      managerKey: read.people.get('grace.hopper')?.content.key,
    });
  });

  test('identifies entries by objectGUID in its written form', () => {
    expect(read.people.get('ada.lovelace')?.id).toBe(uuid(1));
    expect(read.groups.get('Small')?.id).toBe(uuid(21));
  });

  test('names people and groups by SID, former ones included, and the primary group by the domain', () => {
    const domain = 'S-1-5-21-2127521184-1604012920-1887927527';
    expect(read.people.get('ada.lovelace')?.content).toMatchObject({
      principals: ['user:ada.lovelace', `sid:${domain}-1001`, `sid:${domain}-77`],
      primaryGroup: `sid:${domain}-513`,
    });
    expect(read.groups.get('Small')?.content.principals).toEqual(['group:Small', `sid:${domain}-2021`]);
  });

  test('reads all members of a group that comes in ranges', () => {
    const large = read.groups.get('Large')?.content.memberKeys ?? [];
    expect(large).toHaveLength(MEMBERS);
    expect(new Set(large).size).toBe(MEMBERS);
    expect(large.at(-1)).toBe(memberDn(MEMBERS - 1).toLowerCase());
  });

  test('leaves out disabled, expired, built-in and machine accounts, and groups that grant nothing', () => {
    expect(Object.fromEntries(read.excluded)).toEqual({
      [`CN=Left Long Ago,${USERS}`]: 'disabled account (userAccountControl)',
      [`CN=Contract Over,${USERS}`]: 'expired account (accountExpires)',
      [`CN=krbtgt,${USERS}`]: 'built-in account (isCriticalSystemObject)',
      [`CN=DESKTOP,${USERS}`]: 'service account (objectClass)',
      [`CN=Newsletter,${USERS}`]: 'distribution group: it grants no access (groupType)',
    });
  });

  test('says whose account has ended, which a machine or a built-in account has not', () => {
    const ended = read.changes.flatMap((change) => (change.type === 'excluded' && change.accountEnded ? [change.path] : []));
    expect(ended).toEqual([`CN=Left Long Ago,${USERS}`, `CN=Contract Over,${USERS}`]);
  });

  test('reads the thumbnail photo', async () => {
    const photo = await read.people.get('ada.lovelace')?.content.photo?.(AbortSignal.timeout(5_000));
    expect(Buffer.from(photo ?? []).toString()).toBe('photo of ada');
    expect(read.people.get('grace.hopper')?.content.photo).toBeUndefined();
  });

  const rangeFrom = (request: LdapSearch, start: number) => request.attributes.includes(`member;range=${start}-*`);
  const shortened = (request: LdapSearch, give: number): LdapSearchAnswer => {
    const whole = answer(request);
    const entries = whole.entries.map(({ dn, attributes }) => ({
      dn,
      attributes: Object.fromEntries(Object.entries(attributes).map(([name, values]) => [name, values.slice(0, give)])),
    }));
    return { ...whole, entries };
  };

  test.each<[string, string, (request: LdapSearch) => LdapSearchAnswer | undefined]>([
    [
      'begins where it was not asked to',
      'asked for members from 1500 and answered from 3000',
      (request) => (rangeFrom(request, 1500) ? answer({ ...request, attributes: ['member;range=3000-*'] }) : undefined),
    ],
    [
      'is shorter than it says',
      'promised members 3000 to 4499 and gave 1499 of 1500',
      (request) => (rangeFrom(request, 3000) ? shortened(request, 1499) : undefined),
    ],
    [
      'stops before the one that ends in an asterisk',
      'gives none from 12000 on, and did not say that there are no more',
      (request) => (rangeFrom(request, 12_000) ? shortened(request, 0) : undefined),
    ],
    [
      'is refused',
      'insufficient access rights (code 50)',
      (request) => (rangeFrom(request, 6000) ? { code: 50, entries: [] } : undefined),
    ],
    [
      'cannot be asked for, the group being gone',
      'disappeared',
      (request) => (rangeFrom(request, 1500) ? { code: 0, entries: [] } : undefined),
    ],
  ])('takes nothing of a group, and says so, when a range of its members %s', async (_how, words, confuse) => {
    const confused = await startLdapServer({
      port: 0,
      signIn: () => true,
      search: (request) => confuse(request) ?? answer(request),
    });
    onTestFinished(() => confused.close());
    const { changes, groups: told } = await readAll(testSource(confused, overrides));
    const unreadable = changes.flatMap((change) => (change.type === 'unreadable' ? [[change.path, change.error]] : []));
    expect(unreadable).toEqual([[`CN=Large,${USERS}`, expect.stringContaining(words)]]);
    expect([...told.keys()]).toEqual(['Small']);
    expect(changes.at(-1)?.type).toBe('complete');
  });

  test('believes the groups, and nothing that a person’s memberOf says', async () => {
    const bench = createBench();
    onTestFinished(() => bench.store.close());
    const { outcome } = await bench.run({ ...createShelf('staff'), source: testSource(server, overrides).source });
    expect(outcome).toEqual({ state: 'complete' });
    const principalsOf = (uid: string) => {
      const person = bench.store.directory.personByUid(uid);
      return person ? bench.store.directory.principalsOf(person) : [];
    };
    expect(principalsOf('grace.hopper').filter((principal) => principal.startsWith('group:'))).toEqual([]);
    expect(principalsOf('ada.lovelace')).toContain('group:Small');
    expect(bench.store.directory.group('Large')?.memberKeys).toHaveLength(MEMBERS);
  });
});
