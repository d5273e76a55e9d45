import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import {
  type LdapSearch,
  type LdapSearchAnswer,
  type LdapServer,
  startLdapServer,
} from '../../../server/demo/directory-protocol.ts';
import { type Slapd, type SlapdOptions, startSlapd } from '../../support/slapd.ts';
import { GROUPS, group, manyPeople, PEOPLE, person, TREE, toLdif } from './ldif.ts';
import { startTcpProxy } from './tcp-proxy.ts';
import { readAll, readUntilFailure, testSource } from './test-source.ts';

const people = [...manyPeople(1_200)];
const referral = {
  dn: 'ou=elsewhere,dc=example,dc=test',
  attributes: {
    objectClass: ['referral', 'extensibleObject'],
    ou: 'elsewhere',
    ref: 'ldap://other.example.test/ou=people,dc=other',
  },
};

describe('a reading that does not get everything is a failure', () => {
  let slapd: Slapd;
  beforeAll(async () => {
    const everyone = group(
      'everyone',
      people.map(({ dn }) => dn),
    );
    slapd = await startSlapd({ ldif: toLdif([...TREE, ...people, everyone, referral]) });
  });
  afterAll(() => slapd?.stop());

  test('reads more people than a page and than the server’s size limit for one answer', async () => {
    const read = await readAll(testSource(slapd));
    expect(read.people.size).toBe(1_200);
    expect(read.groups.get('everyone')?.content.memberKeys).toHaveLength(1_200);
  });

  test('fails when the directory stops at its size limit, and says which line is missing', async () => {
    const limited = await slapdOfTest({ ldif: toLdif([...TREE, ...people]), sizeLimit: 700 });
    const { changes, error } = await readUntilFailure(testSource(limited));
    expect(changes.some(({ type }) => type === 'complete')).toBe(false);
    expect(String(error)).toContain(`limits dn.exact="${limited.bindDn}" size.pr=1000 size.prtotal=unlimited`);
    const report = await testSource(limited).source.check(AbortSignal.timeout(10_000));
    expect(report.ok).toBe(false);
    expect(report.findings.find(({ level }) => level === 'error')?.message).toMatch(
      /stops after \d+ people.*size\.prtotal=unlimited/,
    );
  });

  test('fails when the connection drops half way, and does not connect again by itself', async () => {
    const proxy = await startTcpProxy({ port: slapd.port, dropAfter: 500_000 });
    onTestFinished(() => proxy.close());
    const { changes, error } = await readUntilFailure(testSource({ ...slapd, url: proxy.url }));
    expect(changes.length).toBeGreaterThan(100);
    expect(changes.length).toBeLessThan(1_200);
    expect(changes.some(({ type }) => type === 'complete')).toBe(false);
    expect(String(error)).toContain('closed the connection before it had answered');
    expect(proxy.connections()).toBe(1);
  });

  test('fails when a base does not exist', async () => {
    const { changes, error } = await readUntilFailure(testSource(slapd, { peopleBase: `ou=peple,${PEOPLE}` }));
    expect(changes).toEqual([]);
    expect(String(error)).toContain('(peopleBase) cannot be read; check the spelling');
    const groups = await readUntilFailure(testSource(slapd, { groupsBase: `ou=nothing,${GROUPS}` }));
    expect(groups.changes).toEqual([]);
    expect(String(groups.error)).toContain('(groupsBase) cannot be read');
  });

  test('fails when a base is kept by another server, and does not follow with the password', async () => {
    const { changes, error } = await readUntilFailure(testSource(slapd, { peopleBase: referral.dn }));
    expect(changes).toEqual([]);
    expect(String(error)).toContain('referral to ldap://other.example.test/ou=people,dc=other');
  });

  test('fails when it is signed in as somebody who may not read the base', async () => {
    const { changes, error } = await readUntilFailure(testSource({ url: slapd.url }));
    expect(changes).toEqual([]);
    expect(String(error)).toContain('the indexer may read it');
  });
});

describe('rights that are lost between two runs', () => {
  /** The same directory, with some attributes hidden from the indexer. */
  function withHidden(attributes: string): Promise<Slapd> {
    const database = `access to attrs=${attributes} by users none by anonymous auth\naccess to * by users read by anonymous auth`;
    return slapdOfTest({ ldif: toLdif([...TREE, ...people.slice(0, 60)]), config: { database } });
  }

  test('identifies by name, with a warning, when entryUUID could never be read', async () => {
    const slapd = await withHidden('userPassword,entryUUID');
    const source = testSource(slapd);
    expect((await readAll(source)).people.get('p000001')?.id).toBe(`uid=p000001,${PEOPLE}`);
    const report = await source.source.check(AbortSignal.timeout(10_000));
    expect(report).toMatchObject({ ok: true });
    expect(report.findings).toContainEqual({
      level: 'warning',
      message: expect.stringContaining('whoever is renamed counts as a new person'),
    });
    expect(await source.source.stillHas(`uid=p000001,${PEOPLE}`, AbortSignal.timeout(5_000))).toBe(true);
    expect(await source.source.stillHas(`uid=nobody,${PEOPLE}`, AbortSignal.timeout(5_000))).toBe(false);
  });

  test('fails rather than rename everybody when entryUUID cannot be read any more', async () => {
    const memory = new Map<string, string>();
    const before = await slapdOfTest({ ldif: toLdif([...TREE, ...people.slice(0, 60)]) });
    await readAll(testSource(before, {}, memory));
    const slapd = await withHidden('userPassword,entryUUID');
    const { changes, error } = await readUntilFailure(testSource(slapd, {}, memory));
    expect(changes).toEqual([]);
    expect(String(error)).toContain('no readable entryUUID');
  });

  test('fails rather than leave everybody out when sign-in names cannot be read any more', async () => {
    const slapd = await withHidden('userPassword,uid');
    const { changes, error } = await readUntilFailure(testSource(slapd));
    expect(changes).toEqual([]);
    expect(String(error)).toContain('60 of 60 people have no readable uid');
    const few = await readUntilFailure(testSource(slapd, { peopleFilter: '(cn=Lucja 1)' }));
    expect(String(few.error)).toContain('1 of 1 people have no readable uid');
    const report = await testSource(slapd).source.check(AbortSignal.timeout(10_000));
    expect(report.findings).toContainEqual({ level: 'error', message: expect.stringContaining('readable sign-in name (uid)') });
  });

  test('leaves out, by name of the rule, the few entries that have no sign-in name', async () => {
    const nameless = {
      dn: `cn=Printer Room,${PEOPLE}`,
      attributes: {
        ...person('x').attributes,
        objectClass: 'inetOrgPerson',
        uid: undefined,
        cn: 'Printer Room',
        uidNumber: undefined,
        gidNumber: undefined,
        homeDirectory: undefined,
      },
    };
    const slapd = await slapdOfTest({ ldif: toLdif([...TREE, ...people.slice(0, 3), nameless]) });
    const { excluded, people: found } = await readAll(testSource(slapd));
    expect([...excluded]).toEqual([[nameless.dn, 'no sign-in name (uid)']]);
    expect(found.size).toBe(3);
  });
});

describe('pages as RFC 2696 allows them', () => {
  let server: LdapServer | undefined;
  afterAll(() => server?.close());

  const entry = (uid: string): LdapSearchAnswer['entries'][number] => ({
    dn: `uid=${uid},${PEOPLE}`,
    attributes: {
      uid: [uid],
      cn: [uid],
      objectClass: ['inetOrgPerson'],
      entryUUID: [`00000000-0000-4000-8000-00000000000${uid.slice(1)}`],
    },
  });
  const pages = [[entry('u1')], [], [], [entry('u2')], []];

  /** Answers people by the pages above; a page may be empty and not the last. */
  const answer = ({ page, scope, base }: LdapSearch) => {
    if (scope === 'base' || page === undefined) return { code: 0, entries: base === '' ? [] : [{ dn: base, attributes: {} }] };
    const number = Number(page.cookie.toString() || '0');
    return { code: 0, entries: pages[number] ?? [], cookie: Buffer.from(number + 1 < pages.length ? String(number + 1) : '') };
  };

  test('goes on after empty pages that have a cookie', async () => {
    server = await startLdapServer({ port: 0, signIn: () => true, search: answer });
    const { people: found, changes } = await readAll(
      testSource(server, { groupsBase: undefined, attributes: { photo: 'none' } }),
    );
    expect([...found.keys()]).toEqual(['u1', 'u2']);
    expect(changes.at(-1)).toEqual({ type: 'complete', snapshot: true });
  });

  test('gives up on a server that only ever promises more', async () => {
    const tease = await startLdapServer({
      port: 0,
      signIn: () => true,
      search: (request) => (request.scope === 'base' ? answer(request) : { code: 0, entries: [], cookie: Buffer.from('more') }),
    });
    onTestFinished(() => tease.close());
    const { error } = await readUntilFailure(testSource(tease, { groupsBase: undefined }));
    expect(String(error)).toContain('1000 empty pages in a row');
  });

  test('counts an entry that comes on two pages once', async () => {
    pages.push([entry('u1'), entry('u3')]);
    const source = testSource(server ?? { url: '' }, { groupsBase: undefined, attributes: { photo: 'none' } });
    const { changes } = await readAll(source);
    expect(changes.map(({ type }) => type)).toEqual(['upsert', 'upsert', 'upsert', 'complete']);
    expect(source.warnings).toEqual([expect.stringContaining('was read twice')]);
  });

  test('does not hold itself to an identifier that some entries never had', async () => {
    const { entryUUID: _, ...unnumbered } = entry('u4').attributes;
    pages.push([{ ...entry('u4'), attributes: unnumbered }]);
    const source = testSource(server ?? { url: '' }, { groupsBase: undefined, attributes: { photo: 'none' } });
    for (const run of [await readAll(source), await readAll(source)]) expect(run.people.get('u4')?.id).toBe(`uid=u4,${PEOPLE}`);
  });
});

async function slapdOfTest(options: SlapdOptions): Promise<Slapd> {
  const slapd = await startSlapd(options);
  onTestFinished(() => slapd.stop());
  return slapd;
}
