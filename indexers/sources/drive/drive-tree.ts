import type { BigIntStats } from 'node:fs';
import { closeSync, constants, fstatSync, lstatSync, opendirSync, openSync, readSync } from 'node:fs';
import type { AccessRef } from '../../types/access.ts';
import type { FileTree, FolderAccess, Listed, OpenedNode, TreeNode } from '../file-tree/file-tree.ts';
import { joinRaw, rawPathToFs, rawPathToText } from '../file-tree/path-id.ts';
import type { AccessReader } from './acl/access.ts';
import { accessOnMount, createAccessReader } from './acl/access-reader.ts';
import { hasFile, openParent } from './beneath.ts';
import type { FileSystem } from './file-systems.ts';
import { createOwnGround } from './own-ground.ts';
import type { DrivePlace } from './place.ts';
import { createRightsOf } from './rights.ts';
import { openRoot, requireSameRoot } from './root.ts';

/** PATH_MAX counts the final zero byte. */
const MAX_PATH_BYTES = 4095;

interface DriveNode extends TreeNode {
  /** Raw path for the system. */
  rawPath: string;
  stat: BigIntStats;
}

/** A folder of this machine: local disk or mount. */
export function openDriveTree(place: DrivePlace): FileTree<DriveNode> {
  const root = openRoot(place.root);
  const own = createOwnGround(place.own);
  own.refuse(root);
  const reader = createAccessReader(place.permissions, { fileSystem: root.fileSystem, rootPath: root.rawPath });
  const rightsOf = createRightsOf(place.permissions, root);
  const onRoot = { rules: place.permissions, root: root.fileSystem };
  const tellsOwners = hasRealOwners(place.permissions, root.fileSystem);
  const rootNode = describe(root.stat, { raw: '', rawPath: root.rawPath });

  function describe(stat: BigIntStats, { raw, rawPath }: { raw: string; rawPath: string }, parent = stat): DriveNode {
    const leftOut = leftOutOf(stat);
    return {
      raw,
      rawPath,
      stat,
      kind: stat.isDirectory() ? 'folder' : 'file',
      ...(leftOut !== undefined && { leftOut }),
      size: Number(stat.size),
      modified: stat.mtimeNs,
      changed: stat.ctimeNs,
      inode: String(stat.ino),
      ...(tellsOwners && stat.uid !== 0n && { owner: `uid:${stat.uid}` }),
      ...(stat.dev === root.device ? {} : { device: String(stat.dev) }),
      isMount: stat.dev !== parent.dev,
    };
  }

  function leftOutOf(stat: BigIntStats): TreeNode['leftOut'] {
    if (own.has(stat)) return { rule: 'what Atrium keeps for itself', subtree: stat.isDirectory() };
    const irregular = describeIrregular(stat);
    return irregular === undefined ? undefined : { rule: irregular, subtree: false };
  }

  function look(folder: DriveNode, name: string): DriveNode {
    const raw = joinRaw(folder.raw, name);
    const rawPath = root.absolute(raw);
    if (rawPath.length > MAX_PATH_BYTES)
      return { ...rootNode, raw, leftOut: { rule: `its path is longer than ${MAX_PATH_BYTES} bytes`, subtree: true } };
    return describe(lstatSync(rawPathToFs(rawPath), { bigint: true }), { raw, rawPath }, folder.stat);
  }

  function enter(node: DriveNode, parent?: { node: DriveNode; access: FolderAccess }): FolderAccess {
    const access = reader.enter(subjectOf(node), parent?.access);
    return node.isMount === true ? accessOnMount(access, node.rawPath, onRoot) : access;
  }

  /** Goes down to the folder of a file and hands over the file's path there, and who may pass. */
  function atFile<T>(raw: string, use: (rawPath: string, access: FolderAccess) => T): T {
    let above = { node: rootNode, access: enter(rootNode) };
    const parent = openParent(root, raw, (folderRaw, rawPath) => {
      const stat = lstatSync(rawPathToFs(rawPath), { bigint: true });
      if (own.has(stat)) throw notThere();
      const node = describe(stat, { raw: folderRaw, rawPath }, above.node.stat);
      above = { node, access: enter(node, above) };
    });
    try {
      return use(joinRaw(parent.rawPath, raw.slice(raw.lastIndexOf('/') + 1)), above.access);
    } finally {
      parent.close();
    }
  }

  function accessAt(raw: string): AccessRef | undefined {
    try {
      return atFile(raw, (rawPath, access) => {
        const stat = lstatSync(rawPathToFs(rawPath), { bigint: true });
        return stat.isFile() && !own.has(stat) ? reader.accessOf(subjectOf(describe(stat, { raw, rawPath })), access) : undefined;
      });
    } catch (error) {
      // A link in place of one of its folders (ELOOP): where it leads is another file.
      if (hasCode(error, ['ENOENT', 'ENOTDIR', 'ELOOP'])) return undefined;
      throw error;
    }
  }

  return {
    root: rootNode,
    message: root.message,
    list: (folder, beat) =>
      listNames(root.absolute(folder.raw), beat).map((name): Listed<DriveNode> => ({ name, look: () => look(folder, name) })),
    enter,
    accessOf: (node, access) => reader.accessOf(subjectOf(node), access),
    rightsOf: ({ stat }) => rightsOf(stat),
    failureOf: (error) =>
      hasCode(error, ['ENOENT', 'ENOTDIR']) ? 'gone' : hasCode(error, ['EACCES', 'EPERM']) ? 'refused' : 'other',
    requireSameRoot: () => requireSameRoot(place.root, root),
    hasFile: (raw) => hasFile(root, raw),
    accessAt,
    open: (raw) => atFile(raw, (rawPath, access) => openFile({ raw, rawPath, access, reader, describe })),
  };
}

interface FileToOpen {
  raw: string;
  rawPath: string;
  access: FolderAccess;
  reader: AccessReader;
  describe(stat: BigIntStats, path: { raw: string; rawPath: string }): DriveNode;
}

function openFile({ raw, rawPath, access, reader, describe }: FileToOpen): OpenedNode {
  const descriptor = openSync(rawPathToFs(rawPath), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(descriptor, { bigint: true });
    if (!stat.isFile()) throw new Error('it is not a file any more');
    const node = describe(stat, { raw, rawPath });
    if (node.leftOut !== undefined) throw notThere();
    return {
      node,
      access: reader.accessOf(subjectOf(node), access),
      read: (into, length, position) => readSync(descriptor, into, 0, length, position),
      close: () => closeSync(descriptor),
    };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/** Of what is left out nothing was ever told, or is any more. */
function notThere(): Error {
  return Object.assign(new Error('it is not there'), { code: 'ENOENT' });
}

function subjectOf({ rawPath, raw, stat }: DriveNode): { rawPath: string; path: string; stat: BigIntStats } {
  return { rawPath, path: rawPathToText(raw), stat };
}

/** In pieces, so that a folder with a million files on a slow server still gives signs of life. */
function listNames(absolute: string, beat: () => void): string[] {
  const names: string[] = [];
  const folder = opendirSync(rawPathToFs(absolute), { encoding: 'latin1', bufferSize: 256 });
  try {
    for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
      names.push(entry.name);
      if (names.length % 1024 === 0) beat();
    }
  } finally {
    folder.closeSync();
  }
  return names;
}

function describeIrregular(stat: BigIntStats): string | undefined {
  if (stat.isFile() || stat.isDirectory()) return undefined;
  if (stat.isSymbolicLink()) return 'symbolic link (not followed)';
  if (stat.isFIFO()) return 'not a regular file: named pipe';
  if (stat.isSocket()) return 'not a regular file: socket';
  return 'not a regular file: device';
}

function hasCode(error: unknown, codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** Many file systems give all files to whoever mounted them. */
function hasRealOwners({ permissions }: DrivePlace['permissions'], { permissions: kind }: FileSystem): boolean {
  return permissions === 'posix' || (permissions === 'auto' && kind === 'posix');
}
