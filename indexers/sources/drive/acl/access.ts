import type { BigIntStats } from 'node:fs';
import type { AccessLayer, AccessRef } from '../../../types.ts';

/** A file or folder whose access is asked for. */
export interface AccessSubject {
  /** Raw, absolute (see `path-id.ts`). */
  rawPath: string;
  /** Text, relative to the root; '' is the root. */
  path: string;
  stat: BigIntStats;
}

/** What everything inside a folder needs besides its own right; made by `enter`, from the root down. */
export interface FolderAccess {
  layers: AccessLayer[];
  /** Equal for equal layers. */
  key: string;
  /** Set when the rights of this folder or of one above it could not be read: then nobody sees what is below. */
  unknown?: string;
}

/** Equal access is the same object, so callers may compare and count by identity. */
export interface AccessReader<Subject = AccessSubject> {
  /** Without `parent` the folder is the root. */
  enter(folder: Subject, parent?: FolderAccess): FolderAccess;
  accessOf(file: Subject, folder: FolderAccess): AccessRef;
}
