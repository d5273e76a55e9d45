import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccessReader } from '#indexers/sources/drive/acl/access-reader.ts';
import { DriveConfig } from '#indexers/sources/drive/config.ts';
import { createDriveSource } from '#indexers/sources/drive/drive-source.ts';
import { describeFileSystem } from '#indexers/sources/drive/file-systems.ts';
import { accessRules } from '#indexers/sources/drive/permissions.ts';
import type { AccessRef, Principal } from '#indexers/types/access.ts';
import { grantsRead } from '#server/access/readable-acls.ts';
import { collect, itemsOf } from '../../contracts/source-contract.ts';
import { type Smbd, startSmbd } from '../../support/smbd.ts';
import { allow, deny, EVERYONE, FULL, NT_GROUPS, NT_USERS, type NtUser, ntCases, ntFolderCases } from './nt-cases.ts';

const USERS: NtUser[] = ['ada', 'bob', 'cyd', 'dan', 'eve'];
const NO_STAT = lstatSync('/', { bigint: true });

/** Owner ada, group red, and then the mode; the list of Windows lets everyone read. */
const MODES: [name: string, mode: number, acl?: string][] = [
  ['owner only', 0o600],
  ['group only', 0o060],
  ['others only', 0o006],
  ['owner not', 0o066],
  ['group not', 0o606],
  ['nobody', 0o000],
  ['a named user', 0o660, 'u:61004:r'],
  ['a named user not', 0o666, 'u:61004:-'],
  ['a named group', 0o660, 'g:62002:r'],
  ['a named group not', 0o666, 'g:62002:-'],
  ['a mask', 0o666, 'u:61002:r,g:62001:r,m::w'],
];
const FOLDER_MODES: [name: string, mode: number][] = [
  ['closed', 0o700],
  ['for the group', 0o710],
  ['for others', 0o701],
  ['to list', 0o744],
];

describe('what a drive of a Samba server says', () => {
  let smbd: Smbd;

  beforeAll(async () => {
    smbd = await startSmbd({
      users: NT_USERS,
      groups: NT_GROUPS,
      shares: { both: {}, windows: { 'acl_xattr:ignore system acls': 'yes' }, closed: { 'valid users': 'bob, @red' } },
    });
    await Promise.all([prepare(smbd, 'both'), prepare(smbd, 'windows')]);
    await prepareModes(smbd, 'windows');
    await smbd.create('closed', ['file.txt']);
    await smbd.setAcls('closed', [{ path: 'file.txt', dacl: [deny(smbd.sidOf('eve')), allow(EVERYONE)] }]);
  });
  afterAll(() => smbd.stop());

  it('is what smbd says, for every list of the table and every user, where it keeps POSIX permissions in step', async () => {
    const { answers, differences } = await compare(smbd, 'both', { permissions: 'ntacl', traverse: 'bypass' });
    expect(differences).toEqual([]);
    expect(answers.yes + answers.no).toBeGreaterThanOrEqual(60 * USERS.length);
    expect(Math.min(answers.yes, answers.no)).toBeGreaterThan(100);
  });

  it('is less only where the lists of folders are asked too: Samba passes through folders by their modes', async () => {
    const { differences } = await compare(smbd, 'both', { permissions: 'ntacl', traverse: 'strict' });
    const closed = ['folder for nobody', 'folder of an owner'].map((folder) => `${folder}/file.txt`);
    expect(differences.sort()).toEqual(
      USERS.flatMap((user) => closed.map((path) => `${user}, ${path}: smbd says true`))
        .filter((difference) => difference !== 'bob, folder of an owner/file.txt: smbd says true')
        .sort(),
    );
  });

  it('is what smbd says where POSIX permissions differ from the lists', async () => {
    const { answers, differences } = await compare(smbd, 'windows', { permissions: 'ntacl', traverse: 'bypass' });
    expect(differences).toEqual([]);
    expect(answers.yes + answers.no).toBeGreaterThanOrEqual(60 * USERS.length);
    expect(Math.min(answers.yes, answers.no)).toBeGreaterThan(100);
  });

  it('is what smbd says when the reader is chosen by itself', async () => {
    expect((await compare(smbd, 'both', { permissions: 'auto', traverse: 'bypass' })).differences).toEqual([]);
    expect((await compare(smbd, 'windows', { permissions: 'auto', traverse: 'bypass' })).differences).toEqual([]);
  });

  it('is what smbd says of a share that lets in some only', async () => {
    const settings = { permissions: 'auto', shareReadableBy: ['uid:61002', 'gid:62001'] };
    const { differences, readable } = await compare(smbd, 'closed', settings);
    expect(differences).toEqual([]);
    expect(readable).toEqual({ ada: ['file.txt'], bob: ['file.txt'], cyd: ['file.txt'], dan: [], eve: [] });
  });

  it('is never more than smbd says after the POSIX permissions were changed behind its back', async () => {
    await smbd.create('closed', ['tighter.txt', 'looser.txt']);
    const admin = { owner: smbd.sidOf('bob'), group: 'S-1-22-2-62001' };
    await smbd.setAcls('closed', [
      { ...admin, path: 'tighter.txt', dacl: [allow(EVERYONE)] },
      { ...admin, path: 'looser.txt', dacl: [allow(smbd.sidOf('bob'))] },
    ]);
    chmodSync(join(smbd.folderOf('closed'), 'tighter.txt'), 0o600);
    execFileSync('setfacl', ['--remove-all', join(smbd.folderOf('closed'), 'looser.txt')]);
    chmodSync(join(smbd.folderOf('closed'), 'looser.txt'), 0o644);
    const { readable, ours } = await compare(smbd, 'closed', {
      permissions: 'ntacl',
      shareReadableBy: ['uid:61002', 'gid:62001'],
    });
    expect(readable.ada).toContain('looser.txt');
    for (const user of USERS) expect(readable[user]).toEqual(expect.arrayContaining(ours[user] ?? []));
    expect(ours.ada).toEqual(['file.txt']);
  });

  it('is what smbd says when its descriptors come as those of a CIFS mount', async () => {
    const paths = [...(await pathsOf(smbd, 'windows'))].filter((path) => !path.startsWith('mode'));
    const folders = [...new Set(paths.map((path) => path.split('/').slice(0, -1).join('/')))];
    const descriptors = new Map<string, Buffer>();
    const [ofFiles, ofFolders] = [await smbd.readAcls('windows', paths), await smbd.readAcls('windows', folders)];
    paths.forEach((path, at) => void descriptors.set(`/mnt/${path}`, ofFiles[at] ?? Buffer.alloc(0)));
    folders.forEach((path, at) => void descriptors.set(`/mnt/${path}`, ofFolders[at] ?? Buffer.alloc(0)));
    const config = DriveConfig.parse({ ...driveOf('/mnt'), permissions: 'auto', traverse: 'bypass' });
    const reader = createAccessReader(accessRules(config), {
      fileSystem: describeFileSystem(0xff534d42n),
      rootPath: '/mnt',
      getXattr: (path, name) =>
        name === 'system.cifs_ntsd' ? (descriptors.get(Buffer.from(path, 'latin1').toString()) ?? null) : null,
    });
    const access = new Map<string, AccessRef>();
    for (const path of paths) {
      // Owners and modes of such a mount are made up: they must not be looked at.
      const subject = { rawPath: Buffer.from(`/mnt/${path}`).toString('latin1'), path, stat: NO_STAT };
      access.set(path, reader.accessOf(subject, reader.enter({ rawPath: '/mnt', path: '', stat: NO_STAT })));
    }
    const readable = await smbd.readable('windows', { users: USERS, paths });
    for (const user of USERS)
      expect({ [user]: paths.filter((path) => mayRead(access.get(path), smbd, user)) }).toEqual({ [user]: readable[user] });
  });
});

/** The whole table, set by an SMB client as an administrator's Explorer would. */
async function prepare(smbd: Smbd, share: string): Promise<void> {
  const files = ntCases({ sidOf: smbd.sidOf, machine: smbd.machineSid });
  const folders = ntFolderCases(smbd);
  const inFolders = folders.map(({ name }) => `${name}/file.txt`);
  await smbd.create(share, [...files.map(({ name }) => name), ...folders.map(({ name }) => `${name}/`), ...inFolders]);
  await smbd.setAcls(share, [
    ...inFolders.map((path) => ({ path, dacl: [allow(EVERYONE, FULL)] })),
    ...[...files, ...folders].map(({ name, owner, dacl }) => ({
      path: name,
      dacl,
      ...(owner !== undefined && { owner: smbd.sidOf(owner) }),
    })),
  ]);
}

/** Where Samba ignores the POSIX permissions in its own lists, the kernel still demands them when it opens the file. */
async function prepareModes(smbd: Smbd, share: string): Promise<void> {
  const list = [deny(smbd.sidOf('eve')), allow(EVERYONE, FULL)];
  const folders = FOLDER_MODES.map(([name]) => `mode ${name}/`);
  const files = [...MODES.map(([name]) => `mode ${name}`), ...folders.map((folder) => `${folder}file.txt`)];
  await smbd.create(share, [...folders, ...files]);
  await smbd.setAcls(
    share,
    files.map((path) => ({ path, dacl: list })),
  );
  for (const [name, mode, acl] of [...MODES, ...FOLDER_MODES]) {
    const path = join(smbd.folderOf(share), `mode ${name}`);
    chownSync(path, NT_USERS.ada.uid, NT_GROUPS.red.gid);
    chmodSync(path, mode);
    if (acl !== undefined) execFileSync('setfacl', ['--modify', acl, path]);
  }
}

const driveOf = (path: string): Record<string, unknown> => ({
  id: 'library',
  kind: 'drive',
  path,
  localGroups: { 'BUILTIN\\Users': [`gid:${NT_GROUPS.local.gid}`] },
});

async function accessOf(path: string, settings: Record<string, unknown>): Promise<Map<string, AccessRef>> {
  const config = DriveConfig.parse({ ...driveOf(path), ...settings });
  const source = createDriveSource(config, { memory: { get: () => undefined, set: () => undefined }, log: () => undefined });
  const items = itemsOf(await collect(source, AbortSignal.timeout(20_000)));
  return new Map(items.map((item) => [item.path, item.access]));
}

async function pathsOf(smbd: Smbd, share: string): Promise<Iterable<string>> {
  return (await accessOf(smbd.folderOf(share), { permissions: 'everyone' })).keys();
}

interface Comparison {
  /** Paths that each user can really read, and those that we say they can. */
  readable: Record<string, string[]>;
  ours: Record<string, string[]>;
  /** Of the server. */
  answers: { yes: number; no: number };
  differences: string[];
}

async function compare(smbd: Smbd, share: string, settings: Record<string, unknown>): Promise<Comparison> {
  const access = await accessOf(smbd.folderOf(share), settings);
  const paths = [...access.keys()];
  const readable = await realAnswers(smbd, share, paths);
  const ours = Object.fromEntries(
    USERS.map((user) => [user, paths.filter((path) => mayRead(access.get(path), smbd, user))] as const),
  );
  const differences = USERS.flatMap((user) =>
    paths
      .filter((path) => readable[user]?.includes(path) !== ours[user]?.includes(path))
      .map((path) => `${user}, ${path}: smbd says ${readable[user]?.includes(path)}`),
  );
  const yes = Object.values(readable).flat().length;
  return { readable, ours, answers: { yes, no: paths.length * USERS.length - yes }, differences };
}

const asked = new Map<string, Promise<Record<string, string[]>>>();

/** The same question is put to the server once. */
function realAnswers(smbd: Smbd, share: string, paths: string[]): Promise<Record<string, string[]>> {
  const question = JSON.stringify([share, paths]);
  const answer = asked.get(question) ?? smbd.readable(share, { users: USERS, paths });
  asked.set(question, answer);
  return answer;
}

function mayRead(access: AccessRef | undefined, smbd: Smbd, user: NtUser): boolean {
  // A denial of somebody whom the directory does not know would count for everybody.
  const known = new Set(['uid:0', 'gid:0', ...USERS.flatMap((one) => [...principalsOf(smbd, one)])]);
  return access !== undefined && grantsRead(access, principalsOf(smbd, user), (principal) => !known.has(principal));
}

/** What a directory would say of the user; of the group `local` it knows nothing but its Unix number. */
function principalsOf(smbd: Smbd, user: NtUser): Set<Principal> {
  const groups = Object.values(NT_GROUPS).filter(
    ({ gid, members }) => gid === NT_USERS[user].gid || members.some((member) => member === user),
  );
  const sids = groups.flatMap((group) => ('sid' in group && group !== NT_GROUPS.local ? [`sid:${group.sid}`] : []));
  return new Set([
    ...['everyone', 'authenticated', `uid:${NT_USERS[user].uid}`, `sid:${smbd.sidOf(user)}`, `sid:${smbd.machineSid}-513`],
    ...groups.map(({ gid }) => `gid:${gid}`),
    ...sids,
  ]);
}
