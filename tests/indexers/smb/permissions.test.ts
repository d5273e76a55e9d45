import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AccessRef, Principal } from '#indexers/types/access.ts';
import { grantsRead } from '#server/access/readable-acls.ts';
import { type Smbd, startSmbd } from '../../support/smbd.ts';
import { allow, deny, EVERYONE, FULL, NT_GROUPS, NT_USERS, type NtUser, ntCases, ntFolderCases } from '../acl/nt-cases.ts';
import { ENGINES, failureOf, itemsById, smbSourceOf, soon } from './smb-fixture.ts';

const USERS: NtUser[] = ['ada', 'bob', 'cyd', 'dan', 'eve'];
const localGroups = { 'BUILTIN\\Users': [`gid:${NT_GROUPS.local.gid}`] };
let smbd: Smbd;

beforeAll(async () => {
  smbd = await startSmbd({
    users: NT_USERS,
    groups: NT_GROUPS,
    shares: { docs: {}, windows: { 'acl_xattr:ignore system acls': 'yes' } },
  });
  await Promise.all(['docs', 'windows'].map(prepare));
});
afterAll(() => smbd?.stop());

/** The whole table, set by an SMB client as an administrator's Explorer would. */
async function prepare(share: string): Promise<void> {
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

function principalsOf(user: NtUser): Set<Principal> {
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

function mayRead(access: AccessRef | undefined, user: NtUser): boolean {
  const known = new Set(['uid:0', 'gid:0', ...USERS.flatMap((one) => [...principalsOf(one)])]);
  return access !== undefined && grantsRead(access, principalsOf(user), (principal) => !known.has(principal));
}

/** What smbd says otherwise. */
async function differences(share: string, config: Record<string, unknown>): Promise<string[]> {
  const items = await itemsById(smbSourceOf(smbd, { url: `smb://${smbd.host}/${share}`, localGroups, ...config }));
  const paths = [...items.keys()];
  expect(paths.length).toBeGreaterThanOrEqual(60);
  const readable = await smbd.readable(share, { users: USERS, paths });
  return USERS.flatMap((user) =>
    paths
      .filter((path) => readable[user]?.includes(path) !== mayRead(items.get(path)?.access, user))
      .map((path) => `${user}, ${path}: smbd says ${readable[user]?.includes(path)}`),
  );
}

describe('who may read the files of a share', () => {
  it.each(ENGINES)('is what smbd says for every list of the table and every user, by %s', async (engine) => {
    expect(await differences('windows', { engine, traverse: 'bypass' })).toEqual([]);
  });

  it.each(ENGINES)('is never more where Samba passes through folders by their modes, by %s', async (engine) => {
    const closed = ['folder for nobody', 'folder of an owner'].map((folder) => `${folder}/file.txt`);
    expect((await differences('docs', { engine })).sort()).toEqual(
      USERS.flatMap((user) => closed.map((path) => `${user}, ${path}: smbd says true`))
        .filter((difference) => difference !== 'bob, folder of an owner/file.txt: smbd says true')
        .sort(),
    );
  });

  it('needs the right to pass each folder, unless the server lets everybody pass', async () => {
    const [strict, bypass] = await Promise.all(
      ['strict', 'bypass'].map(async (traverse) => {
        const items = await itemsById(smbSourceOf(smbd, { traverse }));
        return items.get('folder for nobody/file.txt')?.access;
      }),
    );
    const asked = await smbSourceOf(smbd).readAccess?.(['folder for nobody/file.txt'], soon());
    expect(asked?.get('folder for nobody/file.txt')).toEqual(strict);
    expect(mayRead(bypass, 'ada')).toBe(true);
    expect(mayRead(strict, 'ada')).toBe(false);
    expect(strict).toMatchObject({ acl: { layers: [{ what: 'parent', path: 'folder for nobody', entries: [] }] } });
  });

  it('is asked of the server at this moment, for single files', async () => {
    const source = smbSourceOf(smbd, { traverse: 'bypass' });
    const path = 'everyone does all';
    const ask = async () => (await source.readAccess?.([path, 'gone.txt', 'gone/file.txt'], soon())) ?? new Map();
    const before = await ask();
    expect(before.get(path)).toEqual({ state: 'known', acl: { layers: [] } });
    expect([before.get('gone.txt'), before.get('gone/file.txt')]).toEqual([{ state: 'gone' }, { state: 'gone' }]);
    await smbd.setAcls('docs', [{ path, dacl: [deny(smbd.sidOf('eve')), allow(EVERYONE)] }]);
    const after = (await ask()).get(path);
    expect(USERS.filter((user) => mayRead(after, user))).toEqual(['ada', 'bob', 'cyd', 'dan']);
    await smbd.setAcls('docs', [{ path, dacl: [allow(EVERYONE, FULL)] }]);
  });

  it('is nobody where the account may not read the permissions', async () => {
    const items = await itemsById(smbSourceOf(smbd, { username: 'ada', traverse: 'bypass' }));
    expect(items.get('empty list')?.access).toMatchObject({ state: 'unknown', reason: expect.stringContaining('may not') });
    expect(items.get('everyone does all')?.access).toEqual({ state: 'known', acl: { layers: [] } });
  });
});

describe('who may use a share at all', () => {
  it('is what the configuration says', async () => {
    const items = await itemsById(
      smbSourceOf(smbd, { traverse: 'bypass', shareReadableBy: ['staff', 'sid:S-1-5-21-7-7-7-5001'] }),
    );
    expect(items.get('everyone reads')?.access).toMatchObject({
      acl: {
        layers: [
          {
            what: 'share',
            entries: [
              { effect: 'allow', principal: 'group:staff' },
              { effect: 'allow', principal: 'sid:S-1-5-21-7-7-7-5001' },
            ],
          },
        ],
      },
    });
  });

  it('is what the server says', async () => {
    const conf = join(smbd.folderOf('docs'), '../../smb.conf');
    const list = 'S-1-5-21-7-7-7-5001:ALLOWED/0/READ,S-1-22-1-0:ALLOWED/0/FULL';
    execFileSync('sharesec', [`--configfile=${conf}`, 'docs', `--replace=${list}`]);
    const source = smbSourceOf(smbd, { traverse: 'bypass', shareReadableBy: undefined, exclude: ['folder*'] });
    const layers = async () => {
      const access = (await itemsById(source)).get('everyone does all')?.access;
      return access?.state === 'known' ? access.acl.layers : [];
    };
    // A helper of smbd that was started before the list was set goes on without it for a while.
    await vi.waitUntil(async () => (await layers()).length > 0, { timeout: 25_000 });
    expect(await layers()).toMatchObject([
      { what: 'share', entries: [{ principal: 'uid:0' }, { principal: 'sid:S-1-5-21-7-7-7-5001' }] },
    ]);
  });

  it('must be said where the server does not tell, and until then there is no run', async () => {
    const silent = await startSmbd({ users: {}, shares: { docs: {} }, global: { 'rpc start on demand helpers': 'no' } });
    try {
      const source = smbSourceOf(silent, { shareReadableBy: undefined });
      expect(await failureOf(source)).toMatch(/Who may use the share "docs" cannot be read .*set "shareReadableBy"/);
    } finally {
      await silent.stop();
    }
  });
});
