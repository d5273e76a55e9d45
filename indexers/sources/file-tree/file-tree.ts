import type { AccessLayer, AccessRef } from '../../types/access.ts';
import type { Root } from './walk-messages.ts';

/**
 * A tree of folders and files as one walk sees it: a mounted folder, or a share spoken to over the network. Synchronous, because
 * it lives in a process of its own in which every call may hang (see `tree-child.ts`). Links are never followed.
 */
export interface FileTree<Node extends TreeNode = TreeNode> {
  readonly root: Node;
  /** What the root is recognised by. */
  readonly message: Root;
  /** All that is in a folder, in any order, or an exception: half a listing is none. `beat` is called while it takes long. */
  list(folder: Node, beat: () => void): Listed<Node>[];
  /** What everything in the folder needs besides its own right; without `parent` the folder is the root. */
  enter(folder: Node, parent?: { node: Node; access: FolderAccess }): FolderAccess;
  /** Who may read a file. Equal access is the same object, so callers may compare and count by identity. */
  accessOf(file: Node, folder: FolderAccess): AccessRef;
  /**
   * What besides the folder's access decides who may read a file, in a form that costs no further question: the same rights now
   * and earlier, the same access. Undefined where only `accessOf` can tell.
   */
  rightsOf?(file: Node): string | undefined;
  failureOf(error: unknown): TreeFailure;
  /** Throws when the root is not the one this tree began with: then what was not seen proves nothing. */
  requireSameRoot(): void;
  /** Whether there is a regular file. Throws when that cannot be said. */
  hasFile(raw: string): boolean;
  /** Who may read one file, read now along its whole path; undefined where there is no such file any more. */
  accessAt(raw: string): AccessRef | undefined;
  /** Opens one file for reading; no link, also not in place of one of its folders. */
  open(raw: string): OpenedNode;
}

/**
 * What an error means. `gone`: it is not there (any more). `refused`: we may not look, and who else may is not known. `lost`: the
 * server does not answer, so nothing can be said of anything in it. `other`: this one cannot be read, it may come back.
 */
export type TreeFailure = 'gone' | 'refused' | 'lost' | 'other';

export interface Listed<Node extends TreeNode> {
  /** Raw, see `path-id.ts`. */
  name: string;
  /** Throws when it cannot be looked at. */
  look(): Node;
}

export interface TreeNode {
  /** Raw, relative to the root; '' is the root. */
  raw: string;
  kind: 'file' | 'folder';
  /** Left out whatever the rules say: not a regular file, hidden, a path that is too long. */
  leftOut?: { rule: string; subtree: boolean };
  /** Bytes. */
  size: number;
  /** Nanoseconds since 1970. */
  modified: bigint;
  /** Nanoseconds since 1970 of the last change of content or permissions; undefined where the place does not say. */
  changed?: bigint;
  inode?: string;
  /** Whose it is, `uid:20001`; undefined where the place does not say, or says the same of all. */
  owner?: string;
  /** Of the file system, where it is not the root's. */
  device?: string;
  /** Another file system than the parent's begins here. */
  isMount?: boolean;
  /** Kept in an archive from which reading would fetch it. */
  isOffline?: boolean;
}

/** What everything inside a folder needs besides its own right; made by `enter`, from the root down. */
export interface FolderAccess {
  layers: AccessLayer[];
  /** Equal for equal layers. */
  key: string;
  /** Set when the rights of this folder or of one above it could not be read: then nobody sees what is below. */
  unknown?: string;
}

export interface OpenedNode {
  node: TreeNode;
  /** Read at the same moment. */
  access: AccessRef;
  /** Fills the buffer from its beginning; resolves to 0 at the end of the file. */
  read(into: Uint8Array, length: number, position: number): number;
  close(): void;
}
