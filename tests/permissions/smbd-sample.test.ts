import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DriveConfig } from '#indexers/sources/drive/config.ts';
import { createDriveSource } from '#indexers/sources/drive/drive-source.ts';
import type { AccessRef } from '#indexers/types/access.ts';
import type { Source } from '#indexers/types.ts';
import { grantsRead } from '#server/access/readable-acls.ts';
import { collect, itemsOf } from '../contracts/source-contract.ts';
import { smbSourceOf } from '../indexers/smb/smb-fixture.ts';
import { type Smbd, startSmbd } from '../support/smbd.ts';
import { type Company, type File, type Guard, inventCompany, type Person } from './company.ts';
import { createReference, type Reference } from './reference-evaluator.ts';
import { sidOf } from './write-company.ts';

/** Folders are open here: whether closed ones keep somebody out is the server's setting, and has tests of its own. */
const OPEN: Guard = { entries: 'absent', mode: 0o777, uidNumber: 0, gidNumber: 0 };

let company: Company;
let reference: Reference;
let smbd: Smbd;
let readable: Record<string, string[]>;

beforeAll(async () => {
  company = inventCompany({ people: 14, groups: 20, folders: 12, files: 300, seed: 4 });
  for (const folder of company.folders) folder.guard = OPEN;
  for (const file of company.files) file.guard = { ...OPEN, entries: file.guard.entries };
  reference = createReference(company);
  smbd = await startSmbd({
    users: Object.fromEntries(company.people.map(({ uid, uidNumber, primaryGid }) => [uid, { uid: uidNumber, gid: primaryGid }])),
    groups: Object.fromEntries(
      company.groups.map(({ gidNumber }) => [
        `g${gidNumber}`,
        { gid: gidNumber, members: company.people.filter((person) => isIn(person, gidNumber)).map(({ uid }) => uid) },
      ]),
    ),
    shares: { docs: { 'acl_xattr:ignore system acls': 'yes' } },
  });
  const paths = company.files.map((file) => file.path);
  await smbd.create('docs', [...company.folders.map((folder) => `${folder.path}/`), ...paths]);
  await smbd.setAcls(
    'docs',
    company.files.map((file) => ({ path: file.path, dacl: listOf(file) })),
  );
  readable = await smbd.readable('docs', { users: company.people.map(({ uid }) => uid), paths });
});
afterAll(() => smbd?.stop());

const isIn = (person: Person, gidNumber: number): boolean => reference.groupsOf(person).has(gidNumber);

function listOf({ guard: { entries } }: File) {
  if (entries === 'absent') return null;
  return entries.map(({ effect, mask, flags, trustee }) => ({
    type: effect === 'allow' ? 0 : 1,
    flags,
    mask,
    sid: sidOf(trustee),
  }));
}

async function accessIn(source: Source): Promise<Map<string, AccessRef>> {
  return new Map(itemsOf(await collect(source, AbortSignal.timeout(60_000))).map((item) => [item.path, item.access]));
}

function readableFor(person: Person, access: ReadonlyMap<string, AccessRef>): string[] {
  const groups = [...reference.groupsOf(person)].map((gidNumber) => `gid:${gidNumber}`);
  const principals = new Set(['everyone', 'authenticated', `uid:${person.uidNumber}`, ...groups]);
  const known = (principal: string) => principal.startsWith('sid:') && !principal.startsWith('sid:S-1-5-4');
  return company.files
    .filter(({ path }) => {
      const one = access.get(path);
      return one !== undefined && grantsRead(one, principals, known);
    })
    .map(({ path }) => path);
}

describe('a real smbd over lists at random', () => {
  test('reads what the reference says, so the reference can be believed', () => {
    const wrong = company.people.flatMap((person) => {
      const expected = company.files.filter((file) => reference.mayRead(person, file)).map(({ path }) => path);
      return expected.toString() === readable[person.uid]?.toString() ? [] : [{ [person.uid]: [expected, readable[person.uid]] }];
    });
    expect(wrong).toEqual([]);
    const answers = Object.values(readable).map((paths) => paths.length);
    expect(Math.min(...answers)).toBeGreaterThan(30);
    expect(Math.max(...answers)).toBeLessThan(270);
  });

  test('reads what a drive on the same disk says', async () => {
    const config = DriveConfig.parse({
      id: 'disk',
      kind: 'drive',
      path: smbd.folderOf('docs'),
      permissions: 'ntacl',
      traverse: 'bypass',
    });
    const access = await accessIn(
      createDriveSource(config, { memory: { get: () => undefined, set: () => undefined }, log: () => undefined }),
    );
    for (const person of company.people)
      expect({ [person.uid]: readableFor(person, access) }).toEqual({ [person.uid]: readable[person.uid] });
  });

  test('reads what the share says over the network', async () => {
    const access = await accessIn(smbSourceOf(smbd, { traverse: 'bypass' }));
    for (const person of company.people)
      expect({ [person.uid]: readableFor(person, access) }).toEqual({ [person.uid]: readable[person.uid] });
  });
});
