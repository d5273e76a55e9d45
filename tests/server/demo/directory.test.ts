import { readFile } from 'node:fs/promises';
import { connect as connectTcp } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { ldapSource } from '#indexers/sources/ldap/index.ts';
import { openConnection } from '#indexers/sources/ldap/wire/connection.ts';
import { ANY_ENTRY, equal } from '#indexers/sources/ldap/wire/filter.ts';
import { textsOf } from '#indexers/sources/ldap/wire/values.ts';
import type { Source } from '#indexers/types.ts';
import { createDemoDirectory, type DemoDirectory } from '../../../server/demo/directory.ts';
import { type Read, readAll } from '../../indexers/ldap/test-source.ts';

const companyDir = fileURLToPath(new URL('../../../fixtures/company/', import.meta.url));
const suffix = 'dc=fennmark,dc=example';
const PASSWORD = 'demo';

function sourceOf(directory: DemoDirectory): Source {
  const config = ldapSource.config.parse({
    id: 'staff',
    kind: 'ldap',
    url: directory.url,
    bindDn: `cn=indexer,${suffix}`,
    bindPassword: 'indexer-secret',
    peopleBase: `ou=people,${suffix}`,
    groupsBase: `ou=groups,${suffix}`,
    attributes: { skills: 'businessCategory' },
    pageSize: 50,
  });
  const memory = { get: () => undefined, set: () => undefined };
  return ldapSource.create({ ...config, id: 'staff', kind: 'ldap' }, { memory, log: () => undefined });
}

describe('the demo company’s directory', () => {
  let directory: DemoDirectory;
  let source: Source;
  let read: Read;
  let people: Record<string, unknown>[];
  let groups: Record<string, unknown>[];
  beforeAll(async () => {
    people = parse(await readFile(path.join(companyDir, 'people.yaml'), 'utf8'));
    groups = parse(await readFile(path.join(companyDir, 'groups.yaml'), 'utf8'));
    directory = await createDemoDirectory({
      companyDir,
      suffix,
      port: 0,
      indexerPassword: 'indexer-secret',
      userPassword: PASSWORD,
    });
    source = sourceOf(directory);
    read = await readAll({ source });
  });
  afterAll(() => directory?.close());

  const connect = async () => {
    const signal = AbortSignal.timeout(5_000);
    const connection = await openConnection(
      { host: '127.0.0.1', port: Number(new URL(directory.url).port), tls: undefined },
      signal,
    );
    return { connection, signal };
  };

  test('is read in full by the ordinary LDAP source', () => {
    expect(read.people.size).toBe(people.length);
    expect(read.groups.size).toBe(groups.length);
    expect(read.excluded.size).toBe(0);
    expect(read.changes.at(-1)).toEqual({ type: 'complete', snapshot: true });
  });

  test('gives everybody back as the company wrote them', () => {
    for (const person of people) {
      const { uid, givenName, surname } = person;
      expect(read.people.get(String(uid))?.content).toMatchObject({
        uid,
        name: [givenName, surname].filter((part) => part !== null).join(' '),
        surname,
        title: person.title,
        department: person.department,
        location: person.location,
        room: person.room,
        emails: [person.email],
        employeeNumber: person.employeeNumber,
        languages: person.languages,
        skills: person.skills,
        bio: person.bio,
        managerKey: person.manager === null ? undefined : `uid=${person.manager},ou=people,${suffix}`,
        principals: [`user:${uid}`, `uid:${person.uidNumber}`],
      });
    }
  });

  test('nests groups as the company does', () => {
    for (const { name, gidNumber, members, groups: nested } of groups as {
      name: string;
      gidNumber: number;
      members: string[];
      groups: string[];
    }[]) {
      const { memberKeys, principals } = read.groups.get(name)?.content ?? {};
      expect(memberKeys).toEqual([
        ...members.map((uid) => `uid=${uid},ou=people,${suffix}`),
        ...nested.map((group) => `cn=${group},ou=groups,${suffix}`),
      ]);
      expect(principals).toEqual([`group:${name}`, `gid:${gidNumber}`]);
    }
  });

  test('has the portraits of those who have one, byte for byte', async () => {
    const drawn = people.filter(({ portrait }) => portrait !== null).map(({ uid }) => String(uid));
    const withPhoto = [...read.people.values()].filter(({ content }) => content.photo).map(({ content }) => content.uid);
    expect(withPhoto.sort()).toEqual(drawn.sort());
    const uid = drawn[0] ?? '';
    const photo = await read.people.get(uid)?.content.photo?.(AbortSignal.timeout(5_000));
    expect(Buffer.from(photo ?? [])).toEqual(await readFile(path.join(companyDir, 'portraits', `${uid}.jpg`)));
  });

  test('gives everybody the same identity in every start', async () => {
    const again = await createDemoDirectory({
      companyDir,
      suffix,
      port: 0,
      indexerPassword: 'indexer-secret',
      userPassword: PASSWORD,
    });
    onTestFinished(() => again.close());
    const versions = ({ people: found }: Read) => [...found.values()].map(({ id, version }) => [id, version]);
    expect(versions(await readAll({ source: sourceOf(again) }))).toEqual(versions(read));
  });

  test('takes the password of a person, and no other and none', async () => {
    const signal = AbortSignal.timeout(5_000);
    const grace = await source.findAccount?.('Grace.Okafor', signal);
    expect(grace).toMatchObject({ path: read.people.get('grace.okafor')?.path, excludedBy: undefined });
    expect(await source.tryPassword?.(grace, PASSWORD, signal)).toBe('right');
    expect(await source.tryPassword?.(grace, 'wrong', signal)).toBe('wrong');
    expect(await source.tryPassword?.(undefined, PASSWORD, signal)).toBe('wrong');
    for (const name of ['nobody', 'indexer', '*', 'grace.okafor)(uid=*'])
      expect(await source.findAccount?.(name, signal)).toBeUndefined();
  });

  test('shows nothing but what it is to those who are not signed in', async () => {
    const { connection, signal } = await connect();
    const request = { base: suffix, scope: 'sub', filter: ANY_ENTRY, attributes: ['*'] } as const;
    await expect(connection.search(request, signal)).rejects.toThrow('insufficient access rights');
    const { entries } = await connection.search({ ...request, base: '', scope: 'base' }, signal);
    expect(textsOf(entries[0]?.attributes.get('namingcontexts'))).toEqual([suffix]);
    await expect(connection.bind(`cn=indexer,${suffix}`, 'wrong', signal)).rejects.toThrow('invalid credentials');
    await expect(connection.search(request, signal)).rejects.toThrow('insufficient access rights');
    connection.close();
  });

  test('knows the scopes, the pages and which attributes were asked for', async () => {
    const { connection, signal } = await connect();
    await connection.bind(`cn=indexer,${suffix}`, 'indexer-secret', signal);
    const request = { base: suffix, scope: 'one', filter: ANY_ENTRY, attributes: ['ou'] } as const;
    const names = async (scope: 'base' | 'one' | 'sub') =>
      (await connection.search({ ...request, scope }, signal)).entries.map(({ dn }) => dn);
    expect(await names('base')).toEqual([suffix]);
    expect(await names('one')).toEqual([`ou=people,${suffix}`, `ou=groups,${suffix}`]);
    expect((await names('sub')).length).toBe(3 + people.length + groups.length);

    const page = await connection.search({ ...request, scope: 'sub', page: { size: 2, cookie: undefined } }, signal);
    expect([page.entries.length, page.cookie === undefined]).toEqual([2, false]);
    await expect(connection.search({ ...request, page: { size: 2, cookie: Buffer.from('stolen') } }, signal)).rejects.toThrow(
      'code 2',
    );

    const grace = { base: `ou=people,${suffix}`, scope: 'sub', filter: equal('uid', 'GRACE.okafor') } as const;
    const attributes = async (...wanted: string[]) => {
      const { entries } = await connection.search({ ...grace, attributes: wanted }, signal);
      return [...(entries[0]?.attributes.keys() ?? [])];
    };
    expect(await attributes('MAIL', 'entryuuid')).toEqual(['mail', 'entryuuid']);
    expect(await attributes('1.1')).toEqual([]);
    expect(await attributes('+')).toEqual(['entryuuid', 'modifytimestamp']);
    expect(await attributes('*')).not.toContain('entryuuid');
    expect(await attributes()).toContain('mail');
    await expect(connection.search({ ...grace, base: `ou=nowhere,${suffix}`, attributes: [] }, signal)).rejects.toThrow(
      'no such object',
    );
    connection.close();
  });

  test('outlives a client that does not speak LDAP', async () => {
    const socket = connectTcp(Number(new URL(directory.url).port), '127.0.0.1');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    socket.end();
    await closed;
    expect((await readAll({ source })).people.size).toBe(people.length);
  });
});
