import { type BigIntStats, closeSync, constants, fstatSync, openSync, readlinkSync, readSync } from 'node:fs';
import { ExtractionError } from '../extractors/extraction-error.ts';
import type { SeenFile } from '../types/content.ts';

/** An open file whose bytes are known to be of one moment. */
export interface ReadableFile {
  /** Bytes. */
  size: number;
  /** Fewer bytes than asked for only at the end of the file. */
  read(position: number, length: number): Uint8Array;
  /** Throws `changed` when somebody wrote to it since it was opened. */
  requireUnchanged(): void;
  close(): void;
}

/**
 * Opens a regular file and nothing else: no link, also not in place of one of its folders, and no pipe or device, on which
 * opening or reading would wait for ever. Throws `too-large`, `changed`, `unreadable`.
 */
export function openForReading(
  path: Buffer,
  { maxBytes, seen }: { maxBytes: number; seen?: SeenFile | undefined },
): ReadableFile {
  const descriptor = open(path);
  try {
    const stat = fstatSync(descriptor, { bigint: true });
    if (!stat.isFile()) throw new ExtractionError('unreadable', 'It is not a regular file');
    requireSamePlace(descriptor, path);
    if (seen) requireAsSeen(stat, seen);
    const size = Number(stat.size);
    if (size > maxBytes) throw new ExtractionError('too-large', `It is larger than ${Math.round(maxBytes / 1024 / 1024)} MB`);
    return {
      size,
      read: (position, length) => readBytes(descriptor, position, Math.max(0, Math.min(length, size - position))),
      requireUnchanged: () => requireSame(stat, fstatSync(descriptor, { bigint: true })),
      close: () => closeSync(descriptor),
    };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function open(path: Buffer): number {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    throw describeSystemError(error);
  }
}

/** A folder above it may have been exchanged for a link to somewhere else since the file was seen. */
function requireSamePlace(descriptor: number, path: Buffer): void {
  const place = readlinkSync(`/proc/self/fd/${descriptor}`, { encoding: 'buffer' });
  if (!place.equals(path))
    throw new ExtractionError('changed', 'It is not where it was seen: one of its folders is a link, or it was moved');
}

/** Its access was read when it was listed, and may have been changed together with its text. */
function requireAsSeen(stat: BigIntStats, seen: SeenFile): void {
  const isChanged = seen.changed !== undefined && stat.ctimeNs !== BigInt(seen.changed);
  if (isChanged || Number(stat.size) !== seen.size || Number(stat.mtimeNs / 1_000_000n) !== seen.modifiedAt)
    throw new ExtractionError('changed', 'It was changed after it was listed');
}

function readBytes(descriptor: number, position: number, size: number): Uint8Array {
  const bytes = Buffer.alloc(size);
  let at = 0;
  try {
    while (at < size) {
      const read = readSync(descriptor, bytes, at, size - at, position + at);
      if (read === 0) throw new ExtractionError('changed', 'It became shorter while it was read');
      at += read;
    }
  } catch (error) {
    throw error instanceof ExtractionError ? error : describeSystemError(error);
  }
  return bytes;
}

function requireSame(before: BigIntStats, after: BigIntStats): void {
  if (before.size !== after.size || before.mtimeNs !== after.mtimeNs || before.ctimeNs !== after.ctimeNs)
    throw new ExtractionError('changed', 'It was changed while it was read');
}

function describeSystemError(error: unknown): ExtractionError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return new ExtractionError('changed', 'It is gone', { cause: error });
  if (code === 'ELOOP') return new ExtractionError('changed', 'It is a symbolic link now', { cause: error });
  if (code === 'EACCES' || code === 'EPERM') return new ExtractionError('unreadable', 'Atrium may not read it', { cause: error });
  return new ExtractionError('unreadable', `It cannot be read (${code || String(error)})`, { cause: error });
}
