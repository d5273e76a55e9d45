import type { FileSystem } from '../file-systems.ts';
import type { DrivePermissions } from '../permissions.ts';
import type { GetXattr } from './get-xattr.ts';
import { NTACL } from './ntacl-rights.ts';

/** How the permissions of a drive are read. */
export type ReaderKind = 'posix' | 'posix-or-ntacl' | 'ntacl' | 'cifs' | 'nfs4';

/** Why a reader, or why none; in words for the administrator. */
export type ReaderChoice = { kind: ReaderKind; why: string } | { kind: 'none'; why: string; advice: string };

const SET_IT = 'Say in "permissions" who may read: "groups", "folders" or "everyone"';

/** What `permissions` comes to on this file system; `auto` looks at its type and at the root's attributes. */
export function chooseReader(
  permissions: Extract<DrivePermissions, string>,
  place: { fileSystem: FileSystem; rootPath: string; getXattr: GetXattr },
): ReaderChoice {
  const { fileSystem } = place;
  switch (permissions) {
    case 'auto':
      return chooseByProbing(place);
    case 'posix':
      return fileSystem.permissions === 'invented'
        ? { kind: 'none', why: inventedPermissions(fileSystem), advice: SET_IT }
        : { kind: 'posix', why: 'as configured' };
    case 'ntacl':
      return fileSystem.permissions === 'invented'
        ? { kind: 'none', why: inventedPermissions(fileSystem), advice: `Set "permissions" to "auto". ${SET_IT}` }
        : { kind: 'ntacl', why: 'as configured' };
    case 'cifs':
    case 'nfs4':
      return { kind: permissions, why: 'as configured' };
    case 'everyone':
      throw new Error('"everyone" reads no permissions');
    default:
      return permissions satisfies never;
  }
}

function chooseByProbing({
  fileSystem,
  rootPath,
  getXattr,
}: {
  fileSystem: FileSystem;
  rootPath: string;
  getXattr: GetXattr;
}): ReaderChoice {
  const { name } = fileSystem;
  if (name === 'CIFS' || name === 'SMB') return { kind: 'cifs', why: `it is a mount of ${name}` };
  if (name === 'NFS')
    return getXattr(rootPath, 'system.nfs4_acl') === null
      ? { kind: 'posix', why: 'it is a mount of NFS that has no NFSv4 ACLs' }
      : { kind: 'nfs4', why: 'it is a mount of NFS with NFSv4 ACLs' };
  if (fileSystem.permissions === 'invented') return { kind: 'none', why: inventedPermissions(fileSystem), advice: SET_IT };
  if (fileSystem.permissions === 'other')
    return {
      kind: 'none',
      why: `owners and modes on ${name} are not always those of the place where the files live`,
      advice: `If they are, set "permissions" to "posix". ${SET_IT}`,
    };
  return getXattr(rootPath, NTACL) === null
    ? { kind: 'posix-or-ntacl', why: `it is ${name}; files with a ${NTACL} of Samba need its consent too` }
    : { kind: 'ntacl', why: `its folder has a ${NTACL} of Samba` };
}

/** Why "posix" would be wrong there. */
export function inventedPermissions(fileSystem: FileSystem): string {
  return `${fileSystem.name} makes up owners and modes from its mount options, so they say nothing about who may read`;
}
