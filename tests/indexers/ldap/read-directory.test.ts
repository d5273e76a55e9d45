import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Slapd, startSlapd } from '../../support/slapd.ts';
import { GROUPS, group, PEOPLE, person, TREE, toLdif, uuidOf } from './ldif.ts';
import { startTcpProxy } from './tcp-proxy.ts';
import { type Read, readAll, testSource } from './test-source.ts';

const PHOTO = new Uint8Array(3_000).map((_, position) => (position * 7) % 256);
const LEGAL = { dn: `ou=HR\\, Legal,${PEOPLE}`, attributes: { objectClass: 'organizationalUnit', ou: 'HR, Legal' } };
const DAYS_SINCE_1970 = Math.floor(Date.now() / 86_400_000);

const ENTRIES = [
  ...TREE,
  LEGAL,
  person('ada', {
    cn: ['Ada Lovelace', 'Augusta Ada King'],
    displayName: 'Ada Lovelace',
    givenName: 'Ada',
    sn: 'Lovelace',
    title: 'Analyst',
    departmentNumber: 'Engines',
    l: 'London',
    roomNumber: 'E.14',
    mail: ['ada@example.test', 'augusta@example.test'],
    telephoneNumber: '+44 20 5550 101',
    mobile: '+44 7700 900 101',
    facsimileTelephoneNumber: '+44 20 5550 199',
    employeeNumber: '1815',
    preferredLanguage: 'fr-FR, en;q=0.8',
    businessCategory: ['poetical science', 'Bernoulli numbers'],
    description: 'Wrote the first program.',
    uidNumber: '20001',
    gidNumber: '30001',
    jpegPhoto: PHOTO,
    // The same name as the entry below has, in three other spellings at once.
    manager: `UID=Łukasz, OU=hr\\2c  legal,${PEOPLE.replace('ou=', '2.5.4.11=')}`,
  }),
  { ...person('łukasz', { uidNumber: '20002' }), dn: `uid=łukasz,${LEGAL.dn}` },
  person('poster', { jpegPhoto: new Uint8Array(5 * 1024 * 1024 + 1) }),
  person('bare', { mail: undefined, cn: 'Bare Minimum' }),
  person('gone', { objectClass: ['inetOrgPerson', 'shadowAccount'], ...noPosix(), shadowExpire: String(DAYS_SINCE_1970 - 2) }),
  person('stays', { objectClass: ['inetOrgPerson', 'shadowAccount'], ...noPosix(), shadowExpire: String(DAYS_SINCE_1970 + 30) }),
  person('locked', { pwdAccountLockedTime: '000001010000Z' }),
  person('mistyped', { pwdAccountLockedTime: '20260101120000Z' }),
  person('svc-backup'),
  person('robot', { employeeType: 'machine' }),
  group('inner', [`uid=ada,${PEOPLE}`], { description: 'Inside' }),
  group('outer', [`cn=INNER,${GROUPS}`, `uid=łukasz,ou=HR\\, Legal,${PEOPLE}`]),
  {
    dn: `cn=unix,${GROUPS}`,
    attributes: {
      objectClass: 'posixGroup',
      cn: 'unix',
      gidNumber: '30001',
      memberUid: ['ada', 'bare'],
      entryUUID: uuidOf('unix'),
    },
  },
  {
    dn: `cn=unique,${GROUPS}`,
    attributes: {
      objectClass: 'groupOfUniqueNames',
      cn: 'unique',
      uniqueMember: [`uid=ada,${PEOPLE}#'0101'B`, `uid=bare,${PEOPLE}`],
      entryUUID: uuidOf('unique'),
    },
  },
];

function noPosix(): Record<string, undefined> {
  return { uidNumber: undefined, gidNumber: undefined, homeDirectory: undefined };
}

describe('an OpenLDAP directory', () => {
  let slapd: Slapd;
  let read: Read;
  const overrides = { attributes: { skills: 'businessCategory' }, serviceAccounts: '(employeeType=machine)' };
  beforeAll(async () => {
    slapd = await startSlapd({
      ldif: toLdif(ENTRIES),
      config: {
        global: 'moduleload ppolicy',
        database: 'overlay ppolicy\naccess to attrs=userPassword by anonymous auth\naccess to * by users read',
      },
    });
    read = await readAll(testSource(slapd, overrides));
  });
  afterAll(() => slapd?.stop());

  test('gives every field of a person', () => {
    const { photo, ...ada } = read.people.get('ada')?.content ?? {};
    expect(ada).toEqual({
      kind: 'person',
      uid: 'ada',
      name: 'Ada Lovelace',
      givenName: 'Ada',
      surname: 'Lovelace',
      otherNames: ['Augusta Ada King'],
      title: 'Analyst',
      department: 'Engines',
      location: 'London',
      room: 'E.14',
      emails: ['ada@example.test', 'augusta@example.test'],
      phones: [
        { kind: 'work', number: '+44 20 5550 101' },
        { kind: 'mobile', number: '+44 7700 900 101' },
        { kind: 'fax', number: '+44 20 5550 199' },
      ],
      employeeNumber: '1815',
      skills: ['poetical science', 'Bernoulli numbers'],
      languages: ['French', 'English'],
      bio: 'Wrote the first program.',
      key: `uid=ada,${PEOPLE}`,
      managerKey: `uid=łukasz,ou=hr\\, legal,${PEOPLE}`,
      principals: ['user:ada', 'uid:20001'],
      primaryGroup: 'gid:30001',
    });
    expect(photo).toBeTypeOf('function');
  });

  test('identifies entries by entryUUID and shows their names', () => {
    expect(read.people.get('ada')).toMatchObject({ id: uuidOf('ada'), path: `uid=ada,${PEOPLE}` });
    expect(read.groups.get('outer')).toMatchObject({ id: uuidOf('group outer'), path: `cn=outer,${GROUPS}` });
  });

  test('finds a manager whose name is spelled differently', () => {
    expect(read.people.get('łukasz')?.content.key).toBe(read.people.get('ada')?.content.managerKey);
  });

  test('takes a person with nothing but a name', () => {
    expect(read.people.get('bare')?.content).toMatchObject({ name: 'Bare Minimum', emails: [], phones: [], skills: [] });
  });

  test('gives groups their direct members, people and groups alike, by key', () => {
    expect(read.groups.get('outer')?.content).toMatchObject({
      memberKeys: [read.groups.get('inner')?.content.key, read.people.get('łukasz')?.content.key],
      principals: ['group:outer'],
    });
    expect(read.groups.get('inner')?.content).toMatchObject({ description: 'Inside', memberKeys: [`uid=ada,${PEOPLE}`] });
  });

  test('gives POSIX groups their member names and number, and unique names without their numbers', () => {
    expect(read.groups.get('unix')?.content).toMatchObject({
      memberUids: ['ada', 'bare'],
      principals: ['group:unix', 'gid:30001'],
    });
    expect(read.groups.get('unique')?.content.memberKeys).toEqual([`uid=ada,${PEOPLE}`, `uid=bare,${PEOPLE}`]);
  });

  test('leaves out disabled, expired and machine accounts, and says by which rule', () => {
    expect(Object.fromEntries(read.excluded)).toEqual({
      [`uid=gone,${PEOPLE}`]: 'expired account (shadowExpire)',
      [`uid=locked,${PEOPLE}`]: 'disabled account (pwdAccountLockedTime)',
      [`uid=robot,${PEOPLE}`]: 'service account (serviceAccounts)',
    });
    expect(read.people.has('stays')).toBe(true);
  });

  test('keeps a colleague who mistyped the password too often', () => {
    expect(read.people.has('mistyped')).toBe(true);
  });

  test('leaves out sign-in names that fit a pattern', async () => {
    const { excluded, people } = await readAll(testSource(slapd, { serviceAccounts: ['SVC-*', 'rob?t'] }));
    expect([...excluded].filter(([, rule]) => rule.includes('serviceAccounts')).map(([dn]) => dn)).toEqual([
      `uid=svc-backup,${PEOPLE}`,
      `uid=robot,${PEOPLE}`,
    ]);
    expect(people.has('svc-backup')).toBe(false);
  });

  test('reads a photo only when asked, byte for byte, even after the run', async () => {
    const photo = read.people.get('ada')?.content.photo;
    expect(await photo?.(AbortSignal.timeout(5_000))).toEqual(PHOTO);
    expect(read.people.get('bare')?.content.photo).toBeUndefined();
  });

  test('reads several photos at once while the run goes on', async () => {
    const photos: (Uint8Array | undefined)[] = [];
    const { source } = testSource(slapd, { ...overrides, pageSize: 1 });
    for await (const change of source.read({ signal: AbortSignal.timeout(10_000) })) {
      if (change.type !== 'upsert' || change.item.content.kind !== 'person') continue;
      const { photo } = change.item.content;
      if (photo && change.item.content.uid === 'ada')
        photos.push(...(await Promise.all([photo, photo, photo].map((load) => load(AbortSignal.timeout(5_000))))));
    }
    expect(photos).toEqual([PHOTO, PHOTO, PHOTO]);
  });

  test('shows no photo beyond 5 MB, and says so', async () => {
    const source = testSource(slapd, overrides);
    const { people } = await readAll(source);
    expect(await people.get('poster')?.content.photo?.(AbortSignal.timeout(5_000))).toBeUndefined();
    expect(source.warnings).toEqual([expect.stringContaining(`the photo of uid=poster,${PEOPLE} has 5242881 bytes`)]);
  });

  test('leaves no connection open when the run and its photos are over', async () => {
    const proxy = await startTcpProxy({ port: slapd.port });
    onTestFinished(() => proxy.close());
    const { people } = await readAll(testSource({ ...slapd, url: proxy.url }, overrides));
    const photo = people.get('ada')?.content.photo;
    expect(await photo?.(AbortSignal.timeout(5_000))).toEqual(PHOTO);
    expect(await photo?.(AbortSignal.timeout(5_000))).toEqual(PHOTO);
    expect(proxy.connections()).toBeGreaterThanOrEqual(2);
    await vi.waitFor(() => expect(proxy.open()).toBe(0), { timeout: 20_000, interval: 5 });
  });

  test('hands out nothing more once it is cancelled', async () => {
    const abort = new AbortController();
    const seen: string[] = [];
    await expect(async () => {
      for await (const change of testSource(slapd).source.read({ signal: abort.signal })) {
        seen.push(change.type);
        abort.abort(new Error('enough'));
      }
    }).rejects.toThrow('enough');
    expect(seen).toHaveLength(1);
  });

  test('has no photo of somebody who was removed in the meantime', async () => {
    await slapd.modify(
      `dn: uid=temp,${PEOPLE}\nchangetype: add\nobjectClass: inetOrgPerson\nuid: temp\ncn: Temp\nsn: Temp\njpegPhoto:: ${Buffer.from(PHOTO).toString('base64')}\n`,
    );
    const { people } = await readAll(testSource(slapd, overrides));
    await slapd.modify(`dn: uid=temp,${PEOPLE}\nchangetype: delete\n`);
    expect(await people.get('temp')?.content.photo?.(AbortSignal.timeout(5_000))).toBeUndefined();
  });

  test('applies a filter with line breaks, spaces and escaped letters', async () => {
    const { people } = await readAll(
      testSource(slapd, { peopleFilter: '(& (objectClass=inetOrgPerson)\n   (| (uid=\\c5\\81ukasz) (uid=AD*) ) )' }),
    );
    expect([...people.keys()].sort()).toEqual(['ada', 'łukasz']);
  });
});

describe('what changes a version', () => {
  let slapd: Slapd;
  beforeAll(async () => {
    const people = [person('boss', { sn: 'Boss' }), person('worker', { manager: `uid=boss,${PEOPLE}`, jpegPhoto: PHOTO })];
    slapd = await startSlapd({
      ldif: toLdif([...TREE, ...people, group('team', [`uid=boss,${PEOPLE}`, `uid=worker,${PEOPLE}`])]),
      config: { global: 'moduleload refint', database: 'overlay refint\nrefint_attributes manager member' },
    });
  });
  afterAll(() => slapd?.stop());

  const versions = async (): Promise<Record<string, string | undefined>> => {
    const { people, groups } = await readAll(testSource(slapd));
    return {
      boss: [...people.values()].find(({ content }) => content.surname === 'Boss')?.version,
      worker: people.get('worker')?.version,
      team: groups.get('team')?.version,
    };
  };

  test('another photo changes the version of its owner only', async () => {
    const before = await versions();
    await slapd.modify(
      `dn: uid=worker,${PEOPLE}\nchangetype: modify\nreplace: jpegPhoto\njpegPhoto:: ${Buffer.from(PHOTO.toReversed()).toString('base64')}\n`,
    );
    const after = await versions();
    expect(after).toMatchObject({ boss: before.boss, team: before.team });
    expect(after.worker).not.toBe(before.worker);
  });

  test('a removed photo changes the version', async () => {
    const before = await versions();
    await slapd.modify(`dn: uid=worker,${PEOPLE}\nchangetype: modify\ndelete: jpegPhoto\n`);
    expect((await versions()).worker).not.toBe(before.worker);
  });

  test('a change of something that nobody reads changes no version', async () => {
    const before = await versions();
    await slapd.modify(`dn: uid=worker,${PEOPLE}\nchangetype: modify\nreplace: carLicense\ncarLicense: 42-AB-1\n`);
    expect(await versions()).toEqual(before);
  });

  test('a renamed manager changes the reports and the groups, though the server does not touch their time stamps', async () => {
    const before = await versions();
    await slapd.modify(`dn: uid=boss,${PEOPLE}\nchangetype: modrdn\nnewrdn: uid=chief\ndeleteoldrdn: 1\n`);
    const after = await versions();
    expect(
      Object.keys(after)
        .filter((name) => after[name] !== before[name])
        .sort(),
    ).toEqual(['boss', 'team', 'worker']);
  });
});
