import type { AccessLayer, AccessRef } from '../../types/access.ts';
import type { FolderAccess } from './file-tree.ts';

/** Equal access is the same object, so callers may compare and count by identity. */
export interface AccessReader<Subject> {
  /** Without `parent` the folder is the root. */
  enter(folder: Subject, parent?: FolderAccess): FolderAccess;
  accessOf(file: Subject, folder: FolderAccess): AccessRef;
}

/**
 * Who has a right to one file or folder, as lists that must all say yes: reading a file, or passing through a folder. Throws
 * when that cannot be told.
 */
export type ReadRights<Subject> = (subject: Subject, right: 'read' | 'traverse') => AccessLayer['entries'][];

/** The rights of the file itself, and the right to pass each folder from the root down; `start` comes before all of them. */
export function createLayeredReader<Subject extends { path: string }>(
  readRights: ReadRights<Subject>,
  start: FolderAccess,
): AccessReader<Subject> {
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
    enter(folder, parent = start) {
      if (parent.unknown !== undefined) return parent;
      const rights = tryToRead(readRights, folder, 'traverse');
      if ('problem' in rights)
        return { ...parent, unknown: `the permissions of the folder "${folder.path}" cannot be read: ${rights.problem}` };
      return rights.lists.reduce<FolderAccess>(
        (access, entries) => addLayer(access, { what: 'parent', path: folder.path, entries }),
        parent,
      );
    },
    accessOf(file, folder) {
      if (folder.unknown !== undefined) return unknown(folder.unknown);
      const rights = tryToRead(readRights, file, 'read');
      if ('problem' in rights) return unknown(`its permissions cannot be read: ${rights.problem}`);
      const key = rights.lists.map(keyOf).join('&');
      return intern(`${folder.key}|${key}`, () => ({
        state: 'known',
        acl: {
          layers: rights.lists.reduce<FolderAccess>((access, entries) => addLayer(access, { what: 'item', entries }), folder)
            .layers,
        },
      }));
    },
  };
}

function tryToRead<Subject>(
  readRights: ReadRights<Subject>,
  subject: Subject,
  right: 'read' | 'traverse',
): { lists: AccessLayer['entries'][] } | { problem: string } {
  try {
    return { lists: readRights(subject, right) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** A layer that lets everybody through says nothing. */
export function addLayer(folder: FolderAccess, layer: AccessLayer): FolderAccess {
  if (letsEveryoneThrough(layer.entries)) return folder;
  const entries = keyOf(layer.entries);
  return { layers: [...folder.layers, layer], key: `${folder.key}/${layer.path ?? ''}\0${entries}` };
}

export function letsEveryoneThrough(entries: AccessLayer['entries']): boolean {
  return entries.length === 1 && entries[0]?.effect === 'allow' && entries[0].principal === 'everyone';
}

/** As JSON: names of groups may hold anything. */
function keyOf(entries: AccessLayer['entries']): string {
  return JSON.stringify(entries.map(({ effect, principal }) => [effect, principal]));
}
