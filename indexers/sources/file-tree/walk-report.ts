import type { AccessRef } from '../../types/access.ts';
import type { FolderAccess, TreeNode } from './file-tree.ts';
import type { WalkMessage } from './walk-messages.ts';

/** Puts what a walk finds into messages. */
export interface WalkReport {
  file(id: string, node: TreeNode, access: AccessRef): void;
  excluded(id: string, rule: string, subtree: boolean): void;
  /** Keeps what is known of it and of all below it, for those who may pass `folder` where that is known. */
  unreadable(id: string, error: unknown, folder?: FolderAccess): void;
  /** Files of listings that are the `same` have not been told one by one, and count as well. */
  listing(listing: Omit<ListingMessage, 'type'>): void;
  beat(): void;
  /** Of the places that were asked for. */
  gone(id: string): void;
  end(mounts: string[], o: { whole: boolean }): void;
}

type ListingMessage = Extract<WalkMessage, { type: 'listing' }>;

/** Equal access (the same object) is sent once and then referred to by its number. */
export function createWalkReport(emit: (message: WalkMessage) => void): WalkReport {
  const numbers = new Map<AccessRef, number>();
  const passing = new Map<FolderAccess, AccessRef>();
  let files = 0;
  let unreadable = 0;

  function numberOf(access: AccessRef): number {
    const known = numbers.get(access);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(access, number);
    emit({ type: 'access', number, access });
    return number;
  }

  /** Undefined for a folder that keeps nobody out. */
  function passingNumber(folder: FolderAccess): number | undefined {
    if (folder.unknown === undefined && folder.layers.length === 0) return undefined;
    const access = passing.get(folder) ?? accessThrough(folder);
    passing.set(folder, access);
    return numberOf(access);
  }

  return {
    file(id, node, access) {
      files += 1;
      emit({
        type: 'file',
        id,
        size: node.size,
        modified: String(node.modified),
        ...(node.changed !== undefined && { changed: String(node.changed) }),
        ...(node.inode !== undefined && { inode: node.inode }),
        ...(node.device !== undefined && { device: node.device }),
        ...(node.owner !== undefined && { owner: node.owner }),
        ...(node.isOffline === true && { offline: true }),
        access: numberOf(access),
      });
    },
    excluded: (id, rule, subtree) => emit({ type: 'excluded', id, rule, subtree }),
    unreadable(id, error, folder) {
      unreadable += 1;
      const access = folder === undefined ? undefined : passingNumber(folder);
      const message = error instanceof Error ? error.message : String(error);
      emit({ type: 'unreadable', id, subtree: true, error: message, ...(access !== undefined && { access }) });
    },
    listing(listing) {
      if (listing.same) files += listing.items;
      emit({ type: 'listing', ...listing });
    },
    beat: () => emit({ type: 'beat' }),
    gone: (id) => emit({ type: 'gone', id }),
    end: (mounts, { whole }) => emit({ type: 'end', files, unreadable, mounts, whole }),
  };
}

function accessThrough({ layers, unknown }: FolderAccess): AccessRef {
  return unknown === undefined ? { state: 'known', acl: { layers } } : { state: 'unknown', reason: unknown };
}
