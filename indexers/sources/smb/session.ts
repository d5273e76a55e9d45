import type { SecurityDescriptor } from '../nt-acl/security-descriptor.ts';

/** A conversation with one share, synchronous. Paths are raw (see `path-id.ts`), relative to the share; '' is the share itself. */
export interface SmbSession {
  /** Which client speaks. */
  readonly engine: 'libsmbclient' | 'smbclient';
  /** All that is in a folder, or an exception. */
  list(path: string, beat: () => void): SmbEntry[];
  look(path: string): SmbEntry;
  /** Says what was wrong in words. Throws. */
  descriptor(path: string): SecurityDescriptor;
  /** Where the listing gave it already. */
  open(path: string): SmbFile;
  /** What the share is recognised by. */
  identity(path: string): string;
}

export interface SmbEntry {
  /** Last segment, raw. */
  name: string;
  /** MS-FSCC 2.6, the lower 16 bits; undefined where the client does not tell. */
  attributes: number | undefined;
  isFolder: boolean;
  /** Bytes. */
  size: number;
  /** Nanoseconds since 1970. */
  modified: bigint;
  changed?: bigint;
  inode?: string;
  /** What a listing told of the permissions. */
  descriptor?: SecurityDescriptor | { problem: string };
}

export interface SmbFile {
  entry: SmbEntry;
  read(into: Uint8Array, length: number, position: number): number;
  close(): void;
}

/**
 * - `gone`: it is not there (any more). `refused`: we may not.
 * - `lost`: the server does not answer, the share cannot be used: nothing can be said of anything in it.
 */
export type SmbFailure = 'gone' | 'refused' | 'lost' | 'other';

export class SmbError extends Error {
  readonly failure: SmbFailure;

  constructor(failure: SmbFailure, message: string) {
    super(message);
    this.name = 'SmbError';
    this.failure = failure;
  }
}

/** MS-FSCC 2.6. */
export const ATTRIBUTE = { hidden: 0x2, system: 0x4, folder: 0x10, reparse: 0x400, offline: 0x1000 };
