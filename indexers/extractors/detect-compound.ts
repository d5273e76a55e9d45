import { openCompound } from './compound/compound-file.ts';
import { ExtractionError } from './extraction-error.ts';
import type { RawFile } from './raw-file.ts';

/** The stream that makes a compound file what it is, the more telling first. */
const KINDS: readonly (readonly [stream: string, mediaType: string])[] = [
  ['WORDDOCUMENT', 'application/msword'],
  ['WORKBOOK', 'application/vnd.ms-excel'],
  ['BOOK', 'application/vnd.ms-excel'],
  ['POWERPOINT DOCUMENT', 'application/vnd.ms-powerpoint'],
  ['PP40', 'application/vnd.ms-powerpoint'],
  ['__PROPERTIES_VERSION1.0', 'application/vnd.ms-outlook'],
  ['VISIODOCUMENT', 'application/vnd.visio'],
  ['QUILL/QUILLSUB/CONTENTS', 'application/vnd.ms-publisher'],
];
/** An Office document of today behind a password, or one that a rights server unlocks, is a stream in a compound file. */
const LOCKED = ['ENCRYPTEDPACKAGE', '\tDRMCONTENT'];

/**
 * What a compound file is, by the names of its streams: only header, tables and directory are read. `application/x-cfb` for
 * those that nobody knows. Throws `encrypted` for an Office document behind a password, `corrupt` when nothing can be listed.
 */
export function detectCompound(file: Pick<RawFile, 'size' | 'read'>): string {
  const streams = new Set(openCompound(file).streams.map((path) => path.toUpperCase()));
  if (LOCKED.some((name) => streams.has(name))) throw new ExtractionError('encrypted', 'The document is protected by a password');
  return KINDS.find(([stream]) => streams.has(stream))?.[1] ?? 'application/x-cfb';
}
