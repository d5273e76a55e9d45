import { Readable } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { ExtractionError } from '../extraction-error.ts';

/** An entry's packed bytes. */
export interface PackedEntry {
  /** Within the entry; may read past its end. */
  read(at: number, length: number): Buffer;
  compressedSize: number;
  compressionMethod: number;
  /** Of the unpacked bytes, as the archive declares it. */
  crc32: number;
}

/** How far an entry was read: to its end, until `onChunk` had enough, up to the limit, or up to damaged bytes. */
export type StreamEnd = 'whole' | 'stopped' | 'limit' | 'damaged';

const STORED = 0;
const DEFLATED = 8;
const PIECE_BYTES = 256 * 1024;
/** Up to here, at once is more than twice as fast as piece by piece. */
const AT_ONCE_PACKED = 512 * 1024;
const AT_ONCE_BYTES = 4 * 1024 * 1024;

/** Throws `too-large` beyond `maxBytes`, and `corrupt`. */
export function inflateEntry(entry: PackedEntry, { name, maxBytes }: { name: string; maxBytes: number }): Buffer {
  // Deflate shrinks to a thousandth at most, and what is packed must fit too.
  if (entry.compressedSize > maxBytes + PIECE_BYTES) throw tooLarge(name, maxBytes);
  const packed = entry.read(0, entry.compressedSize);
  if (packed.length < entry.compressedSize) throw damaged();
  if (entry.compressionMethod === STORED) {
    if (packed.length > maxBytes) throw tooLarge(name, maxBytes);
    return Buffer.from(packed);
  }
  if (entry.compressionMethod !== DEFLATED) throw unknownMethod(entry);
  if (maxBytes <= 0) throw tooLarge(name, maxBytes);
  try {
    return inflateRawSync(packed, { maxOutputLength: maxBytes });
  } catch (error) {
    throw error instanceof RangeError ? tooLarge(name, maxBytes) : damaged(error);
  }
}

/** Throws `corrupt` for what is not packed in a known way; damaged bytes end the stream. */
export async function streamEntry(
  entry: PackedEntry,
  { maxBytes, onChunk }: { maxBytes: number; onChunk: (chunk: Buffer) => boolean },
): Promise<StreamEnd> {
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) throw unknownMethod(entry);
  const whole = readAtOnce(entry, Math.min(maxBytes, AT_ONCE_BYTES));
  if (whole !== undefined) {
    if (!onChunk(whole)) return 'stopped';
    return crc32(whole) === entry.crc32 ? 'whole' : 'damaged';
  }
  let left = maxBytes;
  let sum = 0;
  let end: StreamEnd = 'whole';
  try {
    for await (const chunk of entry.compressionMethod === STORED ? pieces(entry) : inflate(entry)) {
      const piece = chunk.subarray(0, left);
      left -= piece.length;
      sum = crc32(piece, sum);
      if (!onChunk(piece)) end = 'stopped';
      else if (piece.length < chunk.length) end = 'limit';
      if (end !== 'whole') return end;
    }
  } catch (error) {
    if (isZlibError(error)) return 'damaged';
    throw error;
  }
  return sum === entry.crc32 ? 'whole' : 'damaged';
}

/** Undefined for entries that are large, or damaged: of those the intact beginning is still read. */
function readAtOnce(entry: PackedEntry, maxBytes: number): Buffer | undefined {
  if (entry.compressedSize > AT_ONCE_PACKED || maxBytes <= 0) return undefined;
  const packed = entry.read(0, entry.compressedSize);
  if (packed.length < entry.compressedSize) return undefined;
  if (entry.compressionMethod === STORED) return packed.length > maxBytes ? undefined : packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError || isZlibError(error)) return undefined;
    throw error;
  }
}

async function* inflate(entry: PackedEntry): AsyncGenerator<Buffer> {
  const unpacked = createInflateRaw({ chunkSize: PIECE_BYTES });
  const source = Readable.from(pieces(entry)).on('error', (error) => unpacked.destroy(error));
  try {
    for await (const chunk of source.pipe(unpacked)) yield chunk;
  } finally {
    source.destroy();
    unpacked.destroy();
  }
}

function* pieces(entry: PackedEntry): Generator<Buffer> {
  for (let at = 0; at < entry.compressedSize; at += PIECE_BYTES) {
    const wanted = Math.min(PIECE_BYTES, entry.compressedSize - at);
    // A copy: the reader may use its window again before this piece is unpacked.
    const piece = Buffer.from(entry.read(at, wanted));
    yield piece;
    if (piece.length < wanted) return;
  }
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^Z_|^ERR_/.test(error.code);
}

function unknownMethod(entry: PackedEntry): ExtractionError {
  return new ExtractionError(
    'corrupt',
    `A part of the file is compressed in a way that is not known (${entry.compressionMethod})`,
  );
}

function tooLarge(name: string, maxBytes: number): ExtractionError {
  return new ExtractionError(
    'too-large',
    `The part ${name} is larger than ${Math.round(maxBytes / 1024 / 1024)} MB when unpacked`,
  );
}

function damaged(cause?: unknown): ExtractionError {
  return new ExtractionError('corrupt', 'The file is damaged or incomplete', { cause });
}
