import { chmodSync, chownSync, lstatSync } from 'node:fs';
import { setAttributeSync } from '@napi-rs/xattr';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRightsOf } from '#indexers/sources/drive/rights.ts';
import { openRoot } from '#indexers/sources/drive/root.ts';
import { NTACL_VALUES } from '../acl/ntacl-values.ts';
import { createDriveFixture, type DriveFixture, rulesOf } from './drive-fixture.ts';

const HOUR = 3_600_000;
let drive: DriveFixture;

beforeEach(() => {
  drive = createDriveFixture();
});
afterEach(() => drive.remove());

/** As a walk in an hour would have it. */
function seen(path: string, { permissions = 'posix', now = Date.now() + HOUR }: { permissions?: unknown; now?: number } = {}) {
  const stat = lstatSync(path, { bigint: true });
  const rights = createRightsOf(rulesOf({ permissions }), openRoot(drive.path), now)(stat);
  return { rights, changed: stat.ctimeNs };
}

/** The file system's clock has moved on, so that the next change has a time of its own. */
function waitForTick(path: string): void {
  const { ctimeNs } = lstatSync(path, { bigint: true });
  const probe = drive.write('probe');
  while (lstatSync(probe, { bigint: true }).ctimeNs <= ctimeNs) drive.write('probe');
}

// Owner rw, user 1234 r, group, mask r, other: see `linux/posix_acl_xattr.h`.
const POSIX_ACL = Buffer.from('0200000001000600ffffffff02000400d204000004000400ffffffff10000400ffffffff20000400ffffffff', 'hex');

test.each<[string, (path: string) => void]>([
  ['its mode', (path) => chmodSync(path, 0o600)],
  ['its owner', (path) => chownSync(path, 1234, 1234)],
  ['its ACL', (path) => setAttributeSync(path, 'system.posix_acl_access', POSIX_ACL)],
  ['the ACL that Samba keeps', (path) => setAttributeSync(path, 'security.NTACL', NTACL_VALUES['version 4'] ?? Buffer.alloc(0))],
])('of a file differ, or its change time does, when somebody changes %s', (_what, change) => {
  const path = drive.write('a.txt');
  const before = seen(path);
  expect(before.rights).toBeDefined();
  expect(seen(path)).toEqual(before);
  waitForTick(path);
  change(path);
  expect(seen(path)).not.toEqual(before);
});

test('of a file that was changed just now are not told: another change may have the same time', () => {
  const path = drive.write('a.txt');
  const { ctimeMs } = lstatSync(path);
  for (const passed of [-HOUR, 0, 40]) expect(seen(path, { now: Math.floor(ctimeMs) + passed }).rights).toBeUndefined();
  expect(seen(path, { now: Math.floor(ctimeMs) + 60 }).rights).toBeDefined();
});

test('are nothing where the configuration says who may read', () => {
  const path = drive.write('a.txt');
  for (const permissions of ['everyone', { groups: ['hr'] }]) expect(seen(path, { permissions, now: 0 }).rights).toBe('');
});

test.each(['NFS', 'CIFS', 'SMB', 'FUSE', 'tmpfs'])('are not told on %s, whose change times may say less', (name) => {
  const path = drive.write('a.txt');
  const root = openRoot(drive.path);
  const elsewhere = { device: root.device, fileSystem: { ...root.fileSystem, name } };
  expect(createRightsOf(rulesOf({ permissions: 'posix' }), elsewhere, Date.now() + HOUR)(root.stat)).toBeUndefined();
  const mounted = { device: root.device + 1n, fileSystem: root.fileSystem };
  expect(
    createRightsOf(rulesOf({ permissions: 'posix' }), mounted, Date.now() + HOUR)(lstatSync(path, { bigint: true })),
  ).toBeUndefined();
});
