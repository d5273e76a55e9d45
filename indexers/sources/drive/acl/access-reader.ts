import { statfsSync } from 'node:fs';
import type { AccessLayer, AccessRef, Principal } from '../../../types/access.ts';
import type { FolderAccess } from '../../file-tree/file-tree.ts';
import { addLayer, createLayeredReader } from '../../file-tree/layered-reader.ts';
import { rawPathToFs } from '../../file-tree/path-id.ts';
import { compileGlob } from '../../file-tree/rules.ts';
import { describeFileSystem, type FileSystem } from '../file-systems.ts';
import type { AccessRules } from '../permissions.ts';
import type { AccessReader, ReadRights } from './access.ts';
import { chooseReader, type ReaderKind } from './choose-reader.ts';
import { cifsRights } from './cifs-rights.ts';
import { createGetXattr, type GetXattr } from './get-xattr.ts';
import { nfs4Rights } from './nfs4-rights.ts';
import { ntaclRights } from './ntacl-rights.ts';
import { posixRights } from './posix-rights.ts';

/** Where the permissions are read. */
export interface AccessPlace {
  fileSystem: FileSystem;
  /** Raw, absolute. */
  rootPath: string;
  /** The system's, unless something else plays a file system that cannot be mounted here. */
  getXattr?: GetXattr;
}

/** Nothing more than what comes before. */
const NOTHING: Granted = [];

/** Who may read, as the drive's configuration has it decided. */
export function createAccessReader(rules: AccessRules, place: AccessPlace): AccessReader {
  const start = shareAccess(rules.shareReadableBy);
  const { permissions } = rules;
  if (permissions === 'everyone') return createFixedReader(start, () => NOTHING);
  if (typeof permissions === 'object')
    return 'folders' in permissions
      ? createFolderReader(start, permissions.folders)
      : createGroupReader(start, permissions.groups);
  const { getXattr = createGetXattr(), ...where } = place;
  const choice = chooseReader(permissions, { ...where, getXattr });
  if (choice.kind === 'none') return createFixedReader({ ...start, unknown: `${choice.why}. ${choice.advice}` }, () => NOTHING);
  return createLayeredReader(rightsReader(choice.kind, { rules, fileSystem: place.fileSystem, getXattr }), start);
}

function rightsReader(
  kind: ReaderKind,
  { rules, fileSystem, getXattr }: { rules: AccessRules; fileSystem: FileSystem; getXattr: GetXattr },
): ReadRights {
  const { traverse, localGroups, source } = rules;
  const posix = posixRights({ getXattr, nfs: fileSystem.name === 'NFS' });
  switch (kind) {
    case 'posix':
      return posix;
    case 'ntacl':
      return ntaclRights({ getXattr, posix, missing: 'unknown', traverse, localGroups, source });
    case 'posix-or-ntacl':
      return ntaclRights({ getXattr, posix, missing: 'posix', traverse, localGroups, source });
    case 'cifs':
      return cifsRights({ getXattr, traverse, localGroups, source });
    case 'nfs4':
      return nfs4Rights({ getXattr, domain: rules.nfs4Domain });
    default:
      return kind satisfies never;
  }
}

/** Another file system may be mounted below the root, and what is true of the root's need not be true of it. */
export function accessOnMount(
  access: FolderAccess,
  rawPath: string,
  { rules, root }: { rules: AccessRules; root: FileSystem },
): FolderAccess {
  const readsTheFiles = typeof rules.permissions === 'string' && rules.permissions !== 'everyone';
  if (!readsTheFiles || access.unknown !== undefined) return access;
  const mounted = describeFileSystem(statfsSync(rawPathToFs(rawPath), { bigint: true }).type);
  const isAlike = mounted.type === root.type || (isLocal(mounted) && isLocal(root));
  if (isAlike) return access;
  return {
    ...access,
    unknown: `${mounted.name} is mounted on a folder of ${root.name}, and its permissions are of another kind: make it a source of its own`,
  };
}

function isLocal({ permissions, name }: FileSystem): boolean {
  return permissions === 'posix' && name !== 'NFS';
}

function createGroupReader(start: FolderAccess, groups: string[]): AccessReader {
  const granted = [grantTo(groups)];
  return createFixedReader(start, () => granted);
}

/** The first glob that matches the file's path names its groups. */
function createFolderReader(start: FolderAccess, folders: Record<string, 'everyone' | string[]>): AccessReader {
  const rules = Object.entries(folders).map(([glob, groups]) => ({
    matches: compileGlob(glob),
    granted: groups === 'everyone' ? [] : [grantTo(groups)],
  }));
  const none: Granted = { reason: 'no glob of "permissions.folders" matches its path' };
  return createFixedReader(start, (path) => rules.find(({ matches }) => matches(path))?.granted ?? none);
}

function shareAccess(readableBy: 'everyone' | string[]): FolderAccess {
  const open: FolderAccess = { layers: [], key: '' };
  return readableBy === 'everyone' ? open : addLayer(open, grantTo(readableBy));
}

function grantTo(parties: readonly string[]): AccessLayer {
  return { what: 'share', entries: parties.map((party) => ({ effect: 'allow', principal: toPrincipal(party) })) };
}

/** The name of a group, unless it says what it is. */
function toPrincipal(party: string): Principal {
  return /^(authenticated$|everyone$|(user|group|uid|gid|sid):.)/.test(party) ? party : `group:${party}`;
}

/** Layers, or why there are none. */
type Granted = readonly AccessLayer[] | { reason: string };

/** Permissions that are configured, and not read. Equal ones must be the same object. */
function createFixedReader(start: FolderAccess, grantedAt: (path: string) => Granted): AccessReader {
  const known = new Map<Granted, AccessRef>();

  function accessFrom(granted: Granted): AccessRef {
    if (start.unknown !== undefined) return { state: 'unknown', reason: start.unknown };
    if ('reason' in granted) return { state: 'unknown', reason: granted.reason };
    return { state: 'known', acl: { layers: [...start.layers, ...granted] } };
  }

  return {
    enter: () => start,
    accessOf(file) {
      const granted = grantedAt(file.path);
      const access = known.get(granted) ?? accessFrom(granted);
      known.set(granted, access);
      return access;
    },
  };
}
