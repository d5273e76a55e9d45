import { lstatSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setAttributeSync } from '@napi-rs/xattr';
import { describe, expect, it } from 'vitest';
import { accessOnMount, createAccessReader } from '#indexers/sources/drive/acl/access-reader.ts';
import { chooseReader } from '#indexers/sources/drive/acl/choose-reader.ts';
import { createGetXattr, type GetXattr } from '#indexers/sources/drive/acl/get-xattr.ts';
import { DriveConfig } from '#indexers/sources/drive/config.ts';
import { describeFileSystem } from '#indexers/sources/drive/file-systems.ts';
import { accessRules } from '#indexers/sources/drive/permissions.ts';
import type { AccessRef } from '#indexers/types/access.ts';
import { DESCRIPTOR, NTACL_VALUES } from './ntacl-values.ts';

const [EXT4, CIFS, SMB2, NFS, FUSE] = [0xef53n, 0xff534d42n, 0xfe534d42n, 0x6969n, 0x65735546n];
const STAT = lstatSync('/', { bigint: true });
const NTACL = NTACL_VALUES['version 4'] ?? Buffer.alloc(0);

/** Access to `folder/file` below the root of a mount that cannot be made here: what it answers is put in its mouth. */
function accessOn(magic: bigint, getXattr: GetXattr, settings: Record<string, unknown> = {}): AccessRef {
  const config = DriveConfig.parse({ id: 'library', kind: 'drive', path: '/mnt', ...settings });
  const reader = createAccessReader(accessRules(config), { fileSystem: describeFileSystem(magic), rootPath: '/mnt', getXattr });
  const at = (path: string) => ({ rawPath: path === '' ? '/mnt' : `/mnt/${path}`, path, stat: STAT });
  return reader.accessOf(at('folder/file'), reader.enter(at('folder'), reader.enter(at(''))));
}

/** One value for all, or for one path only. */
const answers =
  (name: string, values: Record<string, Buffer> | Buffer): GetXattr =>
  (path, asked) =>
    asked !== name ? null : Buffer.isBuffer(values) ? values : (values[path] ?? null);

function inWords(access: AccessRef): string[] | string {
  if (access.state === 'unknown') return access.reason;
  return access.acl.layers.map(
    ({ what, path, entries }) =>
      `${what}${path === undefined ? '' : ` ${path || '/'}`}: ${entries.map(({ effect, principal }) => (effect === 'allow' ? '+' : '-') + principal).join(' ')}`,
  );
}

interface Ace {
  type?: number;
  flags?: number;
  mask?: number;
  who: string;
}

/** XDR of RFC 7530 §6.2.1, as the kernel hands it over. */
function nfs4(...entries: Ace[]): Buffer {
  const parts = entries.map(({ type = 0, flags = 0, mask = 0x21, who }) => {
    const name = Buffer.from(who);
    const bytes = Buffer.alloc(16 + Math.ceil(name.length / 4) * 4);
    [type, flags, mask, name.length].forEach((value, field) => void bytes.writeUInt32BE(value, 4 * field));
    name.copy(bytes, 16);
    return bytes;
  });
  const count = Buffer.alloc(4);
  count.writeUInt32BE(entries.length);
  return Buffer.concat([count, ...parts]);
}

describe('a CIFS mount', () => {
  const read = ['item: -sid:S-1-5-21-1-2-3-1002 +everyone'];

  it.each(['system.cifs_ntsd', 'system.smb3_ntsd', 'system.cifs_acl'])('is read by %s', (name) => {
    expect(inWords(accessOn(CIFS, answers(name, DESCRIPTOR)))).toEqual(read);
    expect(inWords(accessOn(SMB2, answers(name, DESCRIPTOR)))).toEqual(read);
  });

  it('needs the right to pass of every folder, unless the server lets everybody pass', () => {
    const closed = Buffer.from(DESCRIPTOR);
    closed.writeUInt16LE(1, 0x4c + 4);
    const getXattr = answers('system.cifs_ntsd', { '/mnt': DESCRIPTOR, '/mnt/folder': closed, '/mnt/folder/file': DESCRIPTOR });
    expect(inWords(accessOn(CIFS, getXattr))).toEqual(['parent folder: ', ...read]);
    expect(inWords(accessOn(CIFS, getXattr, { traverse: 'bypass' }))).toEqual(read);
  });

  it('is for nobody where the descriptor is missing, broken or refused', () => {
    expect(accessOn(CIFS, () => null)).toMatchObject({ state: 'unknown', reason: expect.stringContaining('cifs_ntsd') });
    expect(accessOn(CIFS, answers('system.cifs_ntsd', DESCRIPTOR.subarray(0, 60)))).toMatchObject({ state: 'unknown' });
    const refused: GetXattr = () => {
      throw new Error('system.cifs_ntsd cannot be read (EACCES)');
    };
    expect(accessOn(CIFS, refused)).toMatchObject({ state: 'unknown', reason: expect.stringContaining('EACCES') });
    const notOfFile = answers('system.cifs_ntsd', { '/mnt': DESCRIPTOR, '/mnt/folder': DESCRIPTOR });
    expect(accessOn(CIFS, notOfFile)).toMatchObject({ state: 'unknown' });
    const notOfFolder = answers('system.cifs_ntsd', { '/mnt': DESCRIPTOR, '/mnt/folder/file': DESCRIPTOR });
    expect(accessOn(CIFS, notOfFolder)).toMatchObject({ state: 'unknown', reason: expect.stringContaining('folder "folder"') });
  });
});

describe('an NFSv4 mount', () => {
  const everyone = { who: 'EVERYONE@' };
  const of = (...entries: Ace[]): string[] | string =>
    inWords(accessOn(NFS, answers('system.nfs4_acl', nfs4(...entries)), { traverse: 'bypass', nfs4Domain: 'example.com' }));

  it.each<[string, Ace[], string]>([
    ['owner and group of the file', [{ who: 'OWNER@' }, { who: 'GROUP@', flags: 0x40 }], '+uid:0 +gid:0'],
    ['a denial before everyone', [{ type: 1, who: 'ada@example.com' }, everyone], '-user:ada +everyone'],
    ['a denial after everyone', [everyone, { type: 1, who: 'ada@example.com' }], ''],
    ['a group of the domain', [{ who: 'staff@EXAMPLE.com', flags: 0x40 }], '+group:staff'],
    ['numbers', [{ who: '1234' }, { who: '77', flags: 0x40 }], '+uid:1234 +gid:77'],
    ['a number with the domain', [{ who: '1234@example.com' }], '+uid:1234'],
    ['somebody of another domain', [{ who: 'ada@elsewhere.org' }], '+nfs4:ada@elsewhere.org'],
    ['a number of another domain', [{ who: '1234@elsewhere.org' }], '+nfs4:1234@elsewhere.org'],
    ['a name without a domain', [{ who: 'ada' }], '+nfs4:ada'],
    ['a name with two domains', [{ who: 'ada@x@example.com' }], '+user:ada@x'],
    ['authenticated users', [{ who: 'AUTHENTICATED@' }], '+authenticated'],
    ['anonymous denied', [{ type: 1, who: 'ANONYMOUS@' }, everyone], ''],
    ['inherit-only', [{ flags: 0x08, who: 'EVERYONE@' }, { who: '5' }], '+uid:5'],
    ['another right', [{ mask: 0x2, who: 'EVERYONE@' }, { who: '5' }], '+uid:5'],
    ['an audit', [{ type: 2, who: '5' }, everyone], ''],
    ['an unknown type', [{ type: 9, who: '5' }, everyone], 'nobody'],
  ])('reads %s', (_what, entries, expected) => {
    const layers = { '': [], nobody: ['parent /: ', 'parent folder: ', 'item: '] }[expected];
    expect(of(...entries)).toEqual(layers ?? [`parent /: ${expected}`, `parent folder: ${expected}`, `item: ${expected}`]);
  });

  it('takes names for those of the directory only when its domain is configured', () => {
    const acl = answers('system.nfs4_acl', nfs4({ who: 'ada@example.com', mask: 0x1 }, { who: '7', mask: 0x20 }));
    expect(inWords(accessOn(NFS, acl))).toContain('item: +nfs4:ada@example.com');
  });

  it('is for nobody where the list is missing or broken', () => {
    const acl = nfs4(everyone);
    const onlyRoot = answers('system.nfs4_acl', { '/mnt': acl, '/mnt/folder': acl });
    expect(accessOn(NFS, onlyRoot)).toMatchObject({ state: 'unknown', reason: expect.stringContaining('nfs4_acl') });
    for (let length = 0; length < acl.length; length += 1)
      expect(accessOn(NFS, answers('system.nfs4_acl', acl.subarray(0, length)))).toMatchObject({ state: 'unknown' });
    const tooMany = Buffer.from(acl);
    tooMany.writeUInt32BE(0xffffffff);
    expect(accessOn(NFS, answers('system.nfs4_acl', tooMany))).toMatchObject({ state: 'unknown' });
    expect(accessOn(NFS, answers('system.nfs4_acl', Buffer.concat([acl, Buffer.alloc(4)])))).toMatchObject({ state: 'unknown' });
  });
});

describe('the reader of permissions', () => {
  const choose = (magic: bigint, getXattr: GetXattr = () => null) =>
    chooseReader('auto', { fileSystem: describeFileSystem(magic), rootPath: '/mnt', getXattr }).kind;

  it('is chosen by the file system and by what its root has', () => {
    expect([EXT4, 0x58465342n, 0x9123683en, 0x1021994n, 0x794c7630n].map((magic) => choose(magic))).toEqual(
      Array(5).fill('posix-or-ntacl'),
    );
    expect(choose(EXT4, answers('security.NTACL', NTACL))).toBe('ntacl');
    expect([choose(CIFS), choose(SMB2), choose(0x517bn)]).toEqual(['cifs', 'cifs', 'cifs']);
    expect(choose(NFS)).toBe('posix');
    expect(choose(NFS, answers('system.nfs4_acl', nfs4()))).toBe('nfs4');
  });

  it('is none, with advice, where owners and modes are made up or may be', () => {
    for (const magic of [FUSE, 0x4d44n, 0x5346544en, 0x1021997n, 0x12345678n]) {
      expect(choose(magic)).toBe('none');
      expect(accessOn(magic, () => null)).toMatchObject({ state: 'unknown', reason: expect.stringContaining('"permissions"') });
    }
  });

  it('demands what Samba keeps with a file also where the root has nothing of the kind', () => {
    const getXattr = answers('security.NTACL', { '/mnt/folder/file': NTACL });
    expect(inWords(accessOn(EXT4, getXattr))).toContain('item: -sid:S-1-5-21-1-2-3-1002 +everyone');
    expect(inWords(accessOn(EXT4, getXattr, { permissions: 'posix' }))).not.toContain('item: -sid:S-1-5-21-1-2-3-1002 +everyone');
  });

  it('of a Samba server takes a file without its attribute for one that nobody may read', () => {
    const getXattr = answers('security.NTACL', { '/mnt': NTACL, '/mnt/folder': NTACL });
    expect(accessOn(EXT4, getXattr)).toMatchObject({ state: 'unknown', reason: expect.stringContaining('security.NTACL') });
    expect(accessOn(EXT4, () => null, { permissions: 'ntacl' })).toMatchObject({ state: 'unknown' });
  });
});

describe('permissions that are configured', () => {
  const none: GetXattr = () => null;

  it('are one or more groups, or whoever else is named', () => {
    const permissions = { groups: ['staff', 'user:ada', 'sid:S-1-5-21-1-2-3-1001'] };
    expect(inWords(accessOn(CIFS, none, { permissions }))).toEqual(['share: +group:staff +user:ada +sid:S-1-5-21-1-2-3-1001']);
    expect(DriveConfig.safeParse({ id: 'a', kind: 'drive', path: '/', permissions: { groups: [] } }).success).toBe(false);
  });

  it('come behind the door of the share', () => {
    const shareReadableBy = ['staff'];
    expect(inWords(accessOn(EXT4, none, { permissions: 'everyone', shareReadableBy }))).toEqual(['share: +group:staff']);
    expect(inWords(accessOn(CIFS, answers('system.cifs_ntsd', DESCRIPTOR), { shareReadableBy }))).toEqual([
      'share: +group:staff',
      'item: -sid:S-1-5-21-1-2-3-1002 +everyone',
    ]);
    const permissions = { folders: { 'folder/**': 'everyone' } };
    expect(inWords(accessOn(EXT4, none, { permissions, shareReadableBy }))).toEqual(['share: +group:staff']);
    expect(accessOn(EXT4, none, { permissions: { folders: { 'other/**': 'everyone' } }, shareReadableBy })).toMatchObject({
      state: 'unknown',
    });
  });
});

describe('another file system below the root', () => {
  const open = { layers: [], key: '' };
  const rulesOf = (settings: Record<string, unknown>) =>
    accessRules(DriveConfig.parse({ id: 'library', kind: 'drive', path: '/', ...settings }));
  const local = describeFileSystem(EXT4);

  it('is read like the root only where its permissions are of the same kind', () => {
    // procfs is none of the file systems of which we know that modes mean something; tmpfs is one.
    expect(accessOnMount(open, '/proc', { rules: rulesOf({}), root: local }).unknown).toContain('source of its own');
    expect(accessOnMount(open, '/dev/shm', { rules: rulesOf({}), root: local })).toBe(open);
    expect(accessOnMount(open, '/dev/shm', { rules: rulesOf({}), root: describeFileSystem(CIFS) }).unknown).toContain('CIFS');
    expect(accessOnMount(open, '/dev/shm', { rules: rulesOf({}), root: describeFileSystem(NFS) }).unknown).toContain('NFS');
    expect(accessOnMount(open, '/proc', { rules: rulesOf({ permissions: 'everyone' }), root: local })).toBe(open);
  });
});

describe('an extended attribute', () => {
  it('is read by the bytes of a name, is null where there is none, and an error where that cannot be told', () => {
    const folder = mkdtempSync(join(tmpdir(), 'atrium-xattr-'));
    try {
      const getXattr = createGetXattr();
      const latin = `${folder}/caf\xe9`;
      writeFileSync(Buffer.from(latin, 'latin1'), '');
      writeFileSync(join(folder, 'plain'), '');
      symlinkSync('plain', join(folder, 'link'));
      setAttributeSync(join(folder, 'plain'), 'security.NTACL', NTACL);
      expect(getXattr(`${folder}/plain`, 'security.NTACL')).toEqual(NTACL);
      expect(getXattr(`${folder}/link`, 'security.NTACL')).toBeNull();
      expect(getXattr(latin, 'security.NTACL')).toBeNull();
      expect(getXattr(latin, 'system.cifs_ntsd')).toBeNull();
      expect(() => getXattr(`${folder}/gone`, 'security.NTACL')).toThrow('security.NTACL cannot be read (ENOENT)');
      expect(() => getXattr(`${folder}/plain/below`, 'security.NTACL')).toThrow('ENOTDIR');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
