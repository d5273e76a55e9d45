import { statfsSync } from 'node:fs';
import type { AccessRef } from '../../../types.ts';
import { describeFileSystem, type FileSystem } from '../file-systems.ts';
import { rawPathToFs } from '../path-id.ts';
import type { DrivePermissions } from '../permissions.ts';
import { compileGlob } from '../rules.ts';
import type { AccessReader, FolderAccess } from './access.ts';
import { createPosixReader } from './posix-reader.ts';

const EVERYONE: AccessRef = { state: 'known', acl: { layers: [] } };

export function createAccessReader(permissions: DrivePermissions, fileSystem: FileSystem): AccessReader {
  if (typeof permissions === 'object') return createFolderReader(permissions.folders);
  switch (permissions) {
    case 'everyone':
      return createFixedReader(() => EVERYONE);
    case 'posix': {
      if (fileSystem.permissions === 'posix') return createPosixReader({ nfs: fileSystem.name === 'NFS' });
      const unknown: AccessRef = { state: 'unknown', reason: inventedPermissions(fileSystem) };
      return createFixedReader(() => unknown);
    }
    case 'ntacl':
    case 'cifs':
    case 'nfs4': {
      const unknown: AccessRef = { state: 'unknown', reason: unsupportedPermissions(permissions) };
      return createFixedReader(() => unknown);
    }
    default:
      return permissions satisfies never;
  }
}

/** Why "posix" would be wrong there. */
export function inventedPermissions(fileSystem: FileSystem): string {
  return `${fileSystem.name} makes up owners and modes from its mount options, so "permissions: posix" means nothing there`;
}

/** Another file system may be mounted below the root, and what is true of the root's need not be true of it. */
export function accessOnMount(access: FolderAccess, rawPath: string, permissions: DrivePermissions): FolderAccess {
  if (permissions !== 'posix') return access;
  const mounted = describeFileSystem(statfsSync(rawPathToFs(rawPath), { bigint: true }).type);
  return mounted.permissions === 'posix' ? access : { ...access, unknown: inventedPermissions(mounted) };
}

export function unsupportedPermissions(permissions: 'ntacl' | 'cifs' | 'nfs4'): string {
  return `"permissions: ${permissions}" cannot be read yet`;
}

/** The first glob that matches the file's path names its groups. */
function createFolderReader(folders: Record<string, 'everyone' | string[]>): AccessReader {
  const rules = Object.entries(folders).map(([glob, groups]) => ({ matches: compileGlob(glob), access: grantTo(groups) }));
  const none: AccessRef = { state: 'unknown', reason: 'no glob of "permissions.folders" matches its path' };
  return createFixedReader((path) => rules.find(({ matches }) => matches(path))?.access ?? none);
}

function grantTo(groups: 'everyone' | string[]): AccessRef {
  if (groups === 'everyone') return EVERYONE;
  const entries = groups.map((group) => ({ effect: 'allow' as const, principal: `group:${group}` }));
  return { state: 'known', acl: { layers: [{ what: 'share', entries }] } };
}

function createFixedReader(accessOf: (path: string) => AccessRef): AccessReader {
  const open: FolderAccess = { layers: [], key: '' };
  return { enter: () => open, accessOf: (file) => accessOf(file.path) };
}
