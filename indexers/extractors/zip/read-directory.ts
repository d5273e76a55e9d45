import { isUtf8 } from 'node:buffer';
import { type Entry, fromRandomAccessReaderPromise, getFileNameLowLevel, RandomAccessReader, validateFileName } from 'yauzl';
import { ExtractionError } from '../extraction-error.ts';
import type { RawFile } from '../raw-file.ts';
import type { PackedEntry } from './inflate-entry.ts';

export interface ZipDirectory {
  /** By name; of two entries with one name the last one counts, as for other readers. */
  entries: Map<string, Entry>;
  warnings: string[];
  /** Where an entry's bytes lie. Throws `corrupt`. */
  open(entry: Entry): Promise<PackedEntry>;
}

type Read = (position: number, length: number) => Buffer;

const MAX_ENTRIES = 20_000;
const END = 0x06054b50;
const END_BYTES = 22;
const ZIP64_LOCATOR_BYTES = 20;
const LONGEST_COMMENT = 65_535;
/** Smaller files are read at once, larger ones in windows of this size: entries of the directory lie side by side. */
const WHOLE_BYTES = 4 * 1024 * 1024;
const WINDOW_BYTES = 64 * 1024;

export async function readDirectory(file: Pick<RawFile, 'size' | 'read'>): Promise<ZipDirectory> {
  const { start, end } = findArchive(file);
  const read = readerWithin(file, { start, end });
  const zip = await fromRandomAccessReaderPromise(new ReaderOf(read), end - start, {
    autoClose: false,
    decodeStrings: false,
    validateEntrySizes: false,
  }).catch(throwDamaged);
  const entries = new Map<string, Entry>();
  const warnings: string[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (zip.entriesRead > MAX_ENTRIES) {
        warnings.push(`Only the first ${MAX_ENTRIES} of ${zip.entryCount} files in it were looked at`);
        break;
      }
      const name = nameOf(entry);
      if (validateFileName(name) === null && name !== '') entries.set(name, entry);
    }
  } catch (error) {
    // One broken line of the directory costs what follows it, not what came before.
    if (entries.size === 0) throwDamaged(error);
    warnings.push('Its table of contents is damaged: a part of it is missing');
  }
  return {
    entries,
    warnings,
    async open(entry) {
      const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true }).catch(throwDamaged);
      const { compressedSize, compressionMethod, crc32 } = entry;
      return { read: (at, length) => read(fileDataStart + at, length), compressedSize, compressionMethod, crc32 };
    },
  };
}

/**
 * Where the archive lies within the file. yauzl wants it to begin and end with the file; mail gateways and old web servers
 * append bytes, and self-extracting archives begin with a program.
 */
function findArchive(file: Pick<RawFile, 'size' | 'read'>): { start: number; end: number } {
  const tailAt = Math.max(0, file.size - END_BYTES - LONGEST_COMMENT);
  const tail = asBuffer(file.read(tailAt, file.size - tailAt));
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(END);
  const at = tail.lastIndexOf(mark, Math.max(0, tail.length - END_BYTES));
  if (at < 0 || at + END_BYTES > tail.length)
    throw new ExtractionError('corrupt', 'The file is damaged or incomplete: its table of contents is missing');
  const end = Math.min(file.size, tailAt + at + END_BYTES + tail.readUInt16LE(at + 20));
  const size = tail.readUInt32LE(at + 12);
  const offset = tail.readUInt32LE(at + 16);
  const hasZip64 = at >= ZIP64_LOCATOR_BYTES && tail.readUInt32LE(at - ZIP64_LOCATOR_BYTES) === 0x07064b50;
  const shift = tailAt + at - size - offset;
  return { start: hasZip64 || shift < 0 ? 0 : shift, end };
}

function readerWithin(file: Pick<RawFile, 'size' | 'read'>, { start, end }: { start: number; end: number }): Read {
  let window: Buffer = Buffer.alloc(0);
  let windowAt = 0;
  if (end - start <= WHOLE_BYTES) window = asBuffer(file.read(start, end - start));
  return (position, length) => {
    const within = Math.max(0, Math.min(length, end - start - position));
    if (within >= WINDOW_BYTES && window.length < end - start) return asBuffer(file.read(start + position, within));
    if (position < windowAt || position + within > windowAt + window.length) {
      window = asBuffer(file.read(start + position, Math.min(WINDOW_BYTES, end - start - position)));
      windowAt = position;
    }
    return window.subarray(position - windowAt, position - windowAt + within);
  };
}

/** yauzl takes its bytes from a class of this kind only. */
class ReaderOf extends RandomAccessReader {
  readonly #read: Read;

  constructor(read: Read) {
    super();
    this.#read = read;
  }

  override read(buffer: Buffer, offset: number, length: number, position: number, callback: (error: Error | null) => void): void {
    const bytes = this.#read(position, length);
    bytes.copy(buffer, offset);
    callback(bytes.length < length ? new Error('The file ends too early') : null);
  }
}

function nameOf(entry: Entry): string {
  const raw = entry.fileNameRaw;
  // Many programs write UTF-8 without saying so; text in another encoding hardly ever is valid UTF-8.
  const flags = isUtf8(raw) ? entry.generalPurposeBitFlag | 0x800 : entry.generalPurposeBitFlag;
  return getFileNameLowLevel(flags, raw, entry.extraFields, false);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

function throwDamaged(cause: unknown): never {
  const isLocked = cause instanceof Error && cause.message.includes('strong encryption');
  if (isLocked) throw new ExtractionError('encrypted', 'The file is protected by a password', { cause });
  throw new ExtractionError('corrupt', 'The file is damaged or incomplete', { cause });
}
