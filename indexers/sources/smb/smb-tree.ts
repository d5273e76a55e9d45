import type { AccessRef } from '../../types/access.ts';
import type { FileTree, FolderAccess, Listed, OpenedNode, TreeNode } from '../file-tree/file-tree.ts';
import { addLayer, createLayeredReader } from '../file-tree/layered-reader.ts';
import { joinRaw, rawPathToText } from '../file-tree/path-id.ts';
import type { LocalGroups } from '../nt-acl/local-groups.ts';
import { ntEntries } from '../nt-acl/nt-entries.ts';
import type { SecurityDescriptor } from '../nt-acl/security-descriptor.ts';
import type { SmbPlace } from './place.ts';
import { ATTRIBUTE, type SmbEntry, SmbError, type SmbFailure, type SmbSession } from './session.ts';
import { requireDescriptor } from './smbclient-session.ts';

interface SmbNode extends TreeNode {
  entry: SmbEntry;
  /** Text, relative to the root. */
  path: string;
  /** Raw, relative to the share. */
  onShare: string;
  /** Inodes of the folders above it. */
  above?: ReadonlySet<string>;
}

export interface SmbTreeOptions {
  place: SmbPlace;
  session: SmbSession;
  /** Who may use the share. */
  share: FolderAccess['layers'][number]['entries'];
  /** Who is in the server's own groups; asked only when a list names one. */
  localGroups(): LocalGroups;
}

/** A share, or a folder of one, spoken to over the network. Nothing is decided by what the account may: descriptors decide. */
export function openSmbTree({ place, session, share, localGroups }: SmbTreeOptions): FileTree<SmbNode> {
  const rootPath = Buffer.from(place.folder, 'utf8').toString('latin1');
  let lost: SmbError | undefined;
  const reader = createLayeredReader<SmbNode>(
    (node, right) => {
      if (right === 'traverse' && place.traverse === 'bypass') return [];
      try {
        const { descriptor } = node.entry;
        const known = descriptor === undefined ? session.descriptor(node.onShare) : requireDescriptor(node.entry);
        const members = namesLocalGroup(known) ? { ...localGroups(), ...place.localGroups } : place.localGroups;
        return [ntEntries(known, right, { source: place.source, localGroups: members })];
      } catch (error) {
        if (error instanceof SmbError && error.failure === 'lost') lost = error;
        throw error;
      }
    },
    addLayer({ layers: [], key: '' }, { what: 'share', path: `//${place.host}/${place.share}`, entries: share }),
  );

  /** A right that could not be read because the server is gone is no statement about the right. */
  function requireServer<T>(value: T): T {
    if (lost !== undefined) throw lost;
    return value;
  }

  function toNode(entry: SmbEntry, raw: string): SmbNode {
    const leftOut = describeLeftOut(entry, place.hidden);
    return {
      entry,
      raw,
      path: rawPathToText(raw),
      onShare: joinFolders(rootPath, raw),
      kind: entry.isFolder ? 'folder' : 'file',
      ...(leftOut !== undefined && { leftOut: { rule: leftOut, subtree: entry.isFolder } }),
      size: entry.size,
      modified: entry.modified,
      ...(entry.changed !== undefined && { changed: entry.changed }),
      ...(entry.inode !== undefined && { inode: entry.inode }),
      isOffline: ((entry.attributes ?? 0) & ATTRIBUTE.offline) !== 0,
    };
  }

  const enter = (node: SmbNode, parent?: { access: FolderAccess }): FolderAccess =>
    requireServer(reader.enter(node, parent?.access));

  /** The share's own folder and what leads from there to the configured one. */
  function enterRoot(): FolderAccess {
    const above = rootPath === '' ? [] : ['', ...parentsOf(rootPath)];
    const start = above.reduce<FolderAccess | undefined>((access, onShare) => {
      const name = `//${place.host}/${place.share}/${rawPathToText(onShare)}`;
      const node = { ...toNode(session.look(onShare), ''), onShare, path: name };
      return enter(node, access && { access });
    }, undefined);
    return enter(root, start && { access: start });
  }

  function descend(raw: string): FolderAccess {
    return parentsOf(raw).reduce((access, folder) => {
      const node = toNode(session.look(joinFolders(rootPath, folder)), folder);
      if (!entryIsFolder(node)) throw new SmbError('gone', `"${node.path}" is no folder`);
      return enter(node, { access });
    }, enterRoot());
  }

  function accessAt(raw: string): AccessRef | undefined {
    try {
      const entry = session.look(joinFolders(rootPath, raw));
      if (entry.isFolder) return undefined;
      return requireServer(reader.accessOf(toNode(entry, raw), descend(raw)));
    } catch (error) {
      if (failureOf(error) === 'gone') return undefined;
      throw error;
    }
  }

  function open(raw: string): OpenedNode {
    const access = descend(raw);
    const file = session.open(joinFolders(rootPath, raw));
    try {
      if (file.entry.isFolder) throw new Error('it is not a file any more');
      const node = toNode(file.entry, raw);
      return { node, access: requireServer(reader.accessOf(node, access)), read: file.read, close: file.close };
    } catch (error) {
      file.close();
      throw error;
    }
  }

  const root = toNode(session.look(rootPath), '');
  const identity = session.identity(rootPath);
  return {
    root,
    message: { type: 'root', identity, fileSystem: 'SMB', realPath: `//${place.host}/${place.share}/${place.folder}` },
    list: (folder, beat) =>
      session.list(folder.onShare, beat).map(
        (entry): Listed<SmbNode> => ({
          name: entry.name,
          look: () => inside(folder, toNode(entry, joinRaw(folder.raw, entry.name))),
        }),
      ),
    enter: (node, parent) => (parent === undefined ? enterRoot() : enter(node, parent)),
    accessOf: (node, folder) => requireServer(reader.accessOf(node, folder)),
    failureOf,
    requireSameRoot() {
      if (session.identity(rootPath) !== identity) throw new Error('the folder was replaced while it was read');
    },
    hasFile(raw) {
      try {
        return !session.look(joinFolders(rootPath, raw)).isFolder;
      } catch (error) {
        if (failureOf(error) === 'gone') return false;
        throw error;
      }
    },
    accessAt,
    open,
  };
}

/** A group that only this server knows (MS-DTYP 2.4.2.4, BUILTIN). */
function namesLocalGroup({ owner, dacl }: SecurityDescriptor): boolean {
  return dacl !== 'absent' && [owner, ...dacl.map(({ sid }) => sid)].some((sid) => sid?.startsWith('S-1-5-32-'));
}

/** A folder that is one of those above it (a link that the server follows) has no end. */
function inside(folder: SmbNode, node: SmbNode): SmbNode {
  if (node.kind !== 'folder' || node.inode === undefined) return node;
  const above = new Set(folder.above).add(folder.inode ?? '');
  if (above.has(node.inode)) return { ...node, leftOut: { rule: 'the same folder as one above it', subtree: true } };
  return { ...node, above };
}

function describeLeftOut({ attributes = 0, isFolder }: SmbEntry, hidden: boolean): string | undefined {
  if (isFolder && (attributes & ATTRIBUTE.reparse) !== 0)
    return 'leads to another place (reparse point or DFS link, not followed)';
  if (!hidden && (attributes & ATTRIBUTE.hidden) !== 0) return 'hidden (attribute of the file server)';
  if (!hidden && (attributes & ATTRIBUTE.system) !== 0) return 'file of the system (attribute of the file server)';
  return undefined;
}

function entryIsFolder({ kind }: SmbNode): boolean {
  return kind === 'folder';
}

function failureOf(error: unknown): SmbFailure {
  return error instanceof SmbError ? error.failure : 'other';
}

function parentsOf(raw: string): string[] {
  const segments = raw.split('/').slice(0, -1);
  return segments.map((_, depth) => segments.slice(0, depth + 1).join('/'));
}

function joinFolders(folder: string, raw: string): string {
  return raw === '' ? folder : joinRaw(folder, raw);
}
