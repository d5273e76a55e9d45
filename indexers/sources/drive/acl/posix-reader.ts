import type { AccessLayer, AccessRef } from '../../../types.ts';
import type { AccessReader, AccessSubject, FolderAccess } from './access.ts';
import { namesOnlyOwnerGroupEveryone } from './nfs4.ts';
import { letsEveryoneThrough, posixEntries, type Right } from './posix.ts';
import { readNfs4Acl, readPosixAcl } from './read-posix-acl.ts';

const READ = 4;
const PASS = 1;

/**
 * Owner, group, mode and ACL of the file, and the right to pass each folder from the root down. An NFSv4 server shows its ACLs
 * in another attribute and only a sum of them in the mode, so there an ACL that names anybody makes the access unknown.
 */
export function createPosixReader({ nfs }: { nfs: boolean }): AccessReader {
  const known = new Map<string, AccessRef>();

  function intern(key: string, make: () => AccessRef): AccessRef {
    const existing = known.get(key);
    if (existing !== undefined) return existing;
    const access = make();
    known.set(key, access);
    return access;
  }

  function unknown(reason: string): AccessRef {
    return intern(`?${reason}`, () => ({ state: 'unknown', reason }));
  }

  return {
    enter(folder, parent = { layers: [], key: '' }) {
      if (parent.unknown !== undefined) return parent;
      const rights = readRights(folder, { kind: 'folder', right: PASS, nfs });
      if ('problem' in rights)
        return { ...parent, unknown: `the permissions of the folder "${folder.path}" cannot be read: ${rights.problem}` };
      return addLayer(parent, { what: 'parent', path: folder.path, entries: rights.entries });
    },
    accessOf(file, folder) {
      if (folder.unknown !== undefined) return unknown(folder.unknown);
      const rights = readRights(file, { kind: 'file', right: READ, nfs });
      if ('problem' in rights) return unknown(`its permissions cannot be read: ${rights.problem}`);
      return intern(`${folder.key}|${rights.key}`, () => ({
        state: 'known',
        acl: { layers: addLayer(folder, { what: 'item', entries: rights.entries }).layers },
      }));
    },
  };
}

type Rights = { key: string; entries: AccessLayer['entries'] } | { problem: string };

function readRights(
  { rawPath, stat }: AccessSubject,
  { kind, right, nfs }: { kind: 'file' | 'folder'; right: Right; nfs: boolean },
): Rights {
  try {
    if (nfs && !namesOnlyOwnerGroupEveryone(readNfs4Acl(rawPath)))
      return { problem: 'it has an NFSv4 ACL, which "permissions: posix" does not cover' };
    const entries = posixEntries(
      { owner: Number(stat.uid), group: Number(stat.gid), mode: Number(stat.mode), acl: readPosixAcl(rawPath, kind) },
      right,
    );
    return { entries, key: keyOf(entries) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function addLayer(folder: FolderAccess, layer: AccessLayer): FolderAccess {
  if (letsEveryoneThrough(layer.entries)) return folder;
  return { layers: [...folder.layers, layer], key: `${folder.key}/${layer.path ?? ''}\0${keyOf(layer.entries)}` };
}

function keyOf(entries: AccessLayer['entries']): string {
  return entries.map(({ effect, principal }) => `${effect === 'allow' ? '+' : '-'}${principal}`).join(' ');
}
