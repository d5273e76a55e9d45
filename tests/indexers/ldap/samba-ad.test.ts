import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDirectory } from '#indexers/sources/ldap/connect.ts';
import type { LdapConnection } from '#indexers/sources/ldap/wire/connection.ts';
import { ANY_ENTRY } from '#indexers/sources/ldap/wire/filter.ts';
import { bytesAt, valueCount } from '#indexers/sources/ldap/wire/values.ts';
import type { StateStore, StoredPerson } from '#server/store/state-store.ts';
import { SAMBA_DC_LIMIT, sharedSambaDc } from '../../support/samba-dc.ts';
import { CONTACTS, FORMER_SID, groupDn, HOSTILE_GROUP, PHOTO, personDn } from '../../support/samba-dc-entries.ts';
import type { SambaDc } from '../../support/start-samba-dc.ts';
import { createBench, createShelf } from '../sync/sync-bench.ts';
import { testSource } from './test-source.ts';

/** What every account has by itself, and our copy of the directory does not list: Everyone, Authenticated Users and the like. */
const WELL_KNOWN = /^S-1-(?:1|5-\d+)(?:-0)?$/;

describe('a real Active Directory (a domain controller of Samba)', () => {
  let dc: SambaDc;
  let store: StateStore;
  let bench: ReturnType<typeof createBench>;
  let connection: LdapConnection;
  const sourceOf = (overrides: Record<string, unknown> = {}) =>
    testSource(
      { url: dc.ldapsUrl, bindDn: dc.bindDn, bindPassword: dc.bindPassword },
      { tls: { caFile: dc.caFile }, peopleBase: dc.domain, groupsBase: dc.domain, ...overrides },
    );
  const run = (overrides: Record<string, unknown> = {}) =>
    bench.run({ ...createShelf('staff'), source: sourceOf(overrides).source });

  beforeAll(async () => {
    dc = await sharedSambaDc();
    bench = createBench();
    store = bench.store;
    expect((await run()).outcome).toEqual({ state: 'complete' });
    const address = { url: dc.ldapsUrl, startTls: false, tls: { caFile: dc.caFile } };
    connection = await connectDirectory(
      { ...address, bindDn: dc.bindDn, bindPassword: dc.bindPassword },
      AbortSignal.timeout(10_000),
    );
  }, SAMBA_DC_LIMIT);
  afterAll(() => {
    connection?.close();
    store?.close();
  });

  function person(uid: string): StoredPerson {
    const found = store.directory.personByUid(uid);
    if (found === undefined) throw new Error(`${uid} is not in the store`);
    return found;
  }
  const groupsOf = (uid: string): string[] =>
    store.directory
      .principalsOf(person(uid))
      .flatMap((principal) => (principal.startsWith('group:') ? [principal.slice('group:'.length)] : []))
      .sort();

  test('is recognised, and looked over without a complaint', async () => {
    const report = await sourceOf().source.check(AbortSignal.timeout(20_000));
    expect(report.findings.map(({ level }) => level)).not.toContain('error');
    expect(report.findings.map(({ message }) => message)).toContain('the directory is Active Directory');
  });

  test('gives everybody exactly the groups that the domain controller itself computes (tokenGroups)', async () => {
    const rows = store.ledger.unseen('staff', Number.MAX_SAFE_INTEGER, '', 10_000);
    const people = rows.filter(({ kind, state }) => kind === 'person' && state === 'indexed');
    expect(people.length).toBeGreaterThanOrEqual(10);
    const differences: string[] = [];
    for (const { path, recordId } of people) {
      const ours = sids(store.directory.principalsOf(store.directory.person(recordId ?? '') ?? person('')));
      const theirs = await tokenGroups(connection, path);
      const own = new Set(await sidsOf(connection, path));
      const [more, less] = [
        ours.filter((sid) => !theirs.includes(sid) && !own.has(sid)),
        theirs.filter((sid) => !ours.includes(sid)),
      ];
      differences.push(...more.map((sid) => `${path} +${sid}`), ...less.map((sid) => `${path} -${sid}`));
    }
    expect(differences).toEqual([]);
  });

  test('passes memberships on through six groups and round a circle', () => {
    expect(groupsOf('ada')).toEqual(expect.arrayContaining([1, 2, 3, 4, 5, 6].map((level) => `level-${level}`)));
    for (const uid of ['bob', 'carol'])
      expect(groupsOf(uid)).toEqual(expect.arrayContaining(['circle-a', 'circle-b', 'circle-c']));
    expect(groupsOf('dora')).toEqual(expect.arrayContaining(['scope-global', 'scope-universal', 'scope-local']));
  });

  test('has everybody in the primary group, which lists none of them, and in what contains it', () => {
    expect(store.directory.group('team-blue')?.memberKeys).toEqual([`cn=dora,ou=people,${dc.domain.toLowerCase()}`]);
    expect(groupsOf('frank')).toEqual(expect.arrayContaining(['team-blue', 'around-team-blue', 'Domain Users']));
    expect(groupsOf('dora')).toContain('Domain Users');
  });

  test('has every member of a large group, the last one too', () => {
    expect(store.directory.group('huge')?.memberKeys).toHaveLength(CONTACTS + 1);
    expect(groupsOf('last.of.many')).toEqual(expect.arrayContaining(['huge', 'around-huge']));
  });

  test('gives its members in ranges to whoever asks so, the last range ending in an asterisk', async () => {
    const last = CONTACTS;
    const members = (range: string) =>
      connection.search(
        { base: `${groupDn('huge')},${dc.domain}`, scope: 'base', filter: ANY_ENTRY, attributes: [`member;range=${range}`] },
        AbortSignal.timeout(10_000),
      );
    expect([...((await members('0-1499')).entries[0]?.attributes.keys() ?? [])]).toEqual(['member;range=0-1499']);
    expect([...((await members('1500-*')).entries[0]?.attributes.keys() ?? [])]).toEqual(['member;range=1500-*']);
    expect(valueCount((await members(`${last}-*`)).entries[0]?.attributes.get(`member;range=${last}-*`))).toBe(1);
  });

  test('leaves out who may not sign in any more and groups that are for mail only', () => {
    const reasons = new Map(
      store.ledger.unseen('staff', Number.MAX_SAFE_INTEGER, '', 10_000).map(({ path, reason }) => [path, reason]),
    );
    expect(reasons.get(`${personDn('Disabled')},${dc.domain}`)).toBe('disabled account (userAccountControl)');
    expect(reasons.get(`${personDn('Expired')},${dc.domain}`)).toBe('expired account (accountExpires)');
    expect(reasons.get(`${groupDn('newsletter')},${dc.domain}`)).toContain('distribution group');
    expect(groupsOf('ada')).not.toContain('newsletter');
    // Both have only to change or to remember a password.
    for (const uid of ['must.change', 'locked']) expect(person(uid).person.uid).toBe(uid);
  });

  test('keeps names with commas, quotes, umlauts and filter syntax as they are', () => {
    const name = 'Müller, "Jörg" <j+j>';
    expect(person('jörg.müller').person).toMatchObject({ name: 'Jörg Müller', otherNames: [name] });
    expect(groupsOf('jörg.müller')).toEqual(expect.arrayContaining(['Größe, "Übung"', 'groesse']));
    expect(groupsOf('carol')).toEqual(expect.arrayContaining([HOSTILE_GROUP, 'hostile']));
  });

  test('gives the photo, the manager and the SID of a former domain', () => {
    expect(Buffer.from(store.directory.photo(person('ada').id)?.bytes ?? []).equals(PHOTO)).toBe(true);
    expect(store.directory.managerOf(person('bob'))?.person.uid).toBe('ada');
    expect(store.directory.principalsOf(person('moved'))).toContain(`sid:${FORMER_SID}`);
  });

  test('takes nothing again in a second full reading', async () => {
    const generation = store.acls.generation();
    expect((await run()).progress).toMatchObject({ added: 0, changed: 0, written: 0, removed: 0 });
    expect(store.acls.generation()).toBe(generation);
  });

  test('that is asked in clear refuses, and the message says to encrypt', async () => {
    const report = await sourceOf({ url: dc.url, allowPlaintext: true }).source.check(AbortSignal.timeout(20_000));
    expect(report.findings.find(({ level }) => level === 'error')?.message).toContain(
      'the directory wants encryption; set startTls: true or use ldaps://',
    );
    const upgraded = await sourceOf({ url: dc.url, startTls: true }).source.check(AbortSignal.timeout(20_000));
    expect(upgraded.ok).toBe(true);
  });
});

function sids(principals: string[]): string[] {
  return principals.flatMap((principal) => (principal.startsWith('sid:') ? [principal.slice('sid:'.length)] : []));
}

/** Transitive, security groups only, the primary one included; computed by the domain controller for this one entry. */
async function tokenGroups(connection: LdapConnection, dn: string): Promise<string[]> {
  return (await read(connection, dn, 'tokenGroups')).filter((sid) => !WELL_KNOWN.test(sid));
}

async function sidsOf(connection: LdapConnection, dn: string): Promise<string[]> {
  return [...(await read(connection, dn, 'objectSid')), ...(await read(connection, dn, 'sIDHistory'))];
}

async function read(connection: LdapConnection, dn: string, attribute: string): Promise<string[]> {
  const request = { base: dn, scope: 'base', filter: ANY_ENTRY, attributes: [attribute] } as const;
  const { entries } = await connection.search(request, AbortSignal.timeout(10_000));
  const values = entries[0]?.attributes.get(attribute.toLowerCase());
  return Array.from({ length: valueCount(values) }, (_, n) => (values ? sidText(bytesAt(values, n)) : ''));
}

/** MS-DTYP 2.4.2, read here apart from the source's own decoder. */
function sidText(bytes: Buffer): string {
  const parts = Array.from({ length: (bytes.length - 8) / 4 }, (_, n) => bytes.readUInt32LE(8 + 4 * n));
  return ['S', bytes[0], bytes.readUIntBE(2, 6), ...parts].join('-');
}
