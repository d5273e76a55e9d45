import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccessReader } from '#indexers/sources/drive/acl/access-reader.ts';
import { namesOnlyOwnerGroupEveryone } from '#indexers/sources/drive/acl/nfs4.ts';
import { parsePosixAcl } from '#indexers/sources/drive/acl/posix.ts';
import { describeFileSystem } from '#indexers/sources/drive/file-systems.ts';
import type { AccessRef } from '#indexers/types/access.ts';
import { collect, itemsOf } from '../../contracts/source-contract.ts';
import { createDriveFixture, type DriveFixture, rulesOf } from './drive-fixture.ts';

/** Owner 20001, group 30001 everywhere; 20002, 20003, 30002 and 30003 are named in ACLs. */
const FILES: Record<string, [mode: number, acl?: string]> = {
  'public.txt': [0o644],
  'group.txt': [0o640],
  'private.txt': [0o600],
  'owner-not.txt': [0o044],
  'group-not.txt': [0o604],
  'nobody.txt': [0o000],
  'named-user.txt': [0o640, 'u:20002:r'],
  'named-user-denied.txt': [0o644, 'u:20002:-'],
  'named-group.txt': [0o600, 'g:30002:r'],
  'named-group-denied.txt': [0o644, 'g:30002:-'],
  'two-groups-one-grants.txt': [0o600, 'g:30002:-,g:30003:r'],
  'mask-cuts.txt': [0o600, 'u:20002:r,g:30002:r,m::w'],
  'mask-empty.txt': [0o604, 'u:20002:r,g:30002:r,m::-'],
  'mask-empty-others-not.txt': [0o600, 'u:20002:r,m::-'],
  'group-owner-not-but-named.txt': [0o604, 'g:30002:r'],
  'owner-also-named.txt': [0o200, 'u:20001:r'],
  'everyone-but-one.txt': [0o604, 'u:20003:-,g::r'],
};
const FOLDERS: Record<string, [mode: number, acl?: string]> = {
  open: [0o755],
  'group only': [0o750],
  'pass only': [0o711],
  'list only': [0o744],
  closed: [0o700],
  named: [0o700, 'u:20002:x,g:30003:rx'],
  'caf\u00e9': [0o751, 'g:30002:-'],
};
const SUBJECTS: [uid: number, gids: number[]][] = [
  [20001, [39999]],
  [20001, [30001]],
  [20002, [39999]],
  [20002, [30001]],
  [20003, [30002]],
  [20003, [30003]],
  [20004, [30001]],
  [20004, [30002]],
  [20004, [30002, 30003]],
  [20004, [30001, 30002]],
  [20005, [39999]],
];

describe('POSIX permissions', () => {
  let drive: DriveFixture;
  let access: Map<string, AccessRef>;

  beforeAll(async () => {
    drive = createDriveFixture();
    const folders: typeof FOLDERS = { '': [0o755], ...FOLDERS };
    for (const [folder, [mode, acl]] of Object.entries(folders)) {
      mkdirSync(join(drive.path, folder), { recursive: true });
      for (const [name, [fileMode, fileAcl]] of Object.entries(FILES)) {
        const file = drive.write(join(folder, name));
        protect(file, fileMode, fileAcl);
      }
      protect(join(drive.path, folder), mode, acl);
    }
    const latin = Buffer.from(`${drive.path}/caf\xe9.txt`, 'latin1');
    writeFileSync(latin, 'x');
    chownSync(latin, 20001, 30001);
    chmodSync(latin, 0o640);
    access = new Map(itemsOf(await collect(drive.source(), AbortSignal.timeout(20_000))).map((item) => [item.id, item.access]));
  });
  afterAll(() => drive.remove());

  it.each(SUBJECTS)('are for %i in %j those of the kernel', (uid, gids) => {
    const ids = [...access.keys()].filter((id) => !id.includes('%'));
    expect(ids).toHaveLength(Object.keys(FILES).length * (Object.keys(FOLDERS).length + 1));
    const principals = new Set([`uid:${uid}`, ...gids.map((gid) => `gid:${gid}`), 'everyone']);
    const ours = ids.filter((id) => mayRead(access.get(id), principals));
    expect(ours).toEqual(readableInKernel(drive.path, ids, { uid, gids }));
  });

  it('are known for names that are not UTF-8', () => {
    expect(access.get('caf%E9.txt')).toEqual({
      state: 'known',
      acl: {
        layers: [
          {
            what: 'item',
            entries: [
              { effect: 'allow', principal: 'uid:20001' },
              { effect: 'allow', principal: 'gid:30001' },
            ],
          },
        ],
      },
    });
  });

  it('leave out the layers that let everyone through and name the folders that do not', () => {
    expect(access.get('open/public.txt')).toEqual({ state: 'known', acl: { layers: [] } });
    expect(access.get('group only/public.txt')).toMatchObject({ acl: { layers: [{ what: 'parent', path: 'group only' }] } });
  });

  it('are one object where they are equal', () => {
    expect(access.get('open/group.txt')).toBe(access.get('group.txt'));
    expect(access.get('open/group.txt')).not.toBe(access.get('open/private.txt'));
  });
});

describe('permissions that cannot be read', () => {
  it('are unknown where the file system makes them up', () => {
    for (const magic of [0xff534d42n, 0xfe534d42n, 0x4d44n, BigInt(0xff534d42 | 0)]) {
      const rules = rulesOf({ permissions: 'posix' });
      const reader = createAccessReader(rules, { fileSystem: describeFileSystem(magic), rootPath: '/' });
      const subject = { rawPath: '/', path: '', stat: lstatSync('/', { bigint: true }) };
      expect(reader.accessOf(subject, reader.enter(subject))).toEqual({
        state: 'unknown',
        reason: expect.stringContaining('mount options'),
      });
    }
  });

  it('are unknown when an NFSv4 ACL names somebody', () => {
    expect(namesOnlyOwnerGroupEveryone(null)).toBe(true);
    expect(namesOnlyOwnerGroupEveryone(nfs4Acl(['OWNER@', 'GROUP@', 'EVERYONE@']))).toBe(true);
    expect(namesOnlyOwnerGroupEveryone(nfs4Acl(['OWNER@', 'ada@example.com', 'EVERYONE@']))).toBe(false);
    expect(() => namesOnlyOwnerGroupEveryone(nfs4Acl(['OWNER@']).subarray(0, 12))).toThrow();
  });

  it('are refused rather than guessed when the ACL has another form', () => {
    expect(() => parsePosixAcl(Buffer.from('03000000', 'hex'))).toThrow('version 3');
    expect(() => parsePosixAcl(Buffer.from('0200000001', 'hex'))).toThrow('5 bytes');
  });
});

function protect(path: string, mode: number, acl?: string): void {
  chownSync(path, 20001, 30001);
  chmodSync(path, mode);
  if (acl !== undefined) execFileSync('setfacl', ['--no-mask', '--modify', acl.includes('m::') ? acl : `${acl},m::rwx`, path]);
}

function mayRead(access: AccessRef | undefined, principals: Set<string>): boolean {
  if (access?.state !== 'known') return false;
  return access.acl.layers.every(({ entries }) => entries.find(({ principal }) => principals.has(principal))?.effect === 'allow');
}

/** Really opens every file as that user. */
function readableInKernel(root: string, ids: string[], { uid, gids }: { uid: number; gids: number[] }): string[] {
  const [gid, ...others] = gids;
  const groups = others.length === 0 ? ['--clear-groups'] : ['--groups', others.join(',')];
  const script = 'while IFS= read -r file; do if { true < "$file"; } 2>/dev/null; then printf "%s\\n" "$file"; fi; done';
  const run = spawnSync('setpriv', ['--reuid', String(uid), '--regid', String(gid), ...groups, 'sh', '-c', script], {
    cwd: root,
    input: `${ids.join('\n')}\n`,
    encoding: 'utf8',
  });
  expect(run.stderr).toBe('');
  return run.stdout.split('\n').filter((line) => line !== '');
}

function nfs4Acl(names: string[]): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(names.length);
  const entries = names.map((who) => {
    const entry = Buffer.alloc(16 + Math.ceil(who.length / 4) * 4);
    entry.writeUInt32BE(1, 8);
    entry.writeUInt32BE(who.length, 12);
    entry.write(who, 16);
    return entry;
  });
  return Buffer.concat([count, ...entries]);
}
