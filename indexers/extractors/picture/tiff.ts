import { ExtractionError } from '../extraction-error.ts';
import { type ReadBytes, viewAt } from './byte-reader.ts';

/** What a TIFF file, or the EXIF part of another picture, says of itself. */
export interface TiffFacts {
  /** Of the first page. */
  width: number;
  height: number;
  pages: number;
  description?: string;
  artist?: string;
  /** Milliseconds since 1970; cameras know no zones, so it is taken for UTC. */
  takenAt?: number;
}

/** Tags of TIFF 6.0 and of Exif 2.3. */
const TAG = { width: 256, height: 257, description: 270, dateTime: 306, artist: 315, exif: 34_665, takenAt: 36_867 };
const TYPE = { ascii: 2, short: 3, long: 4 };
const ENTRY_BYTES = 12;
const MAX_ENTRIES = 1000;
const LONGEST_TEXT = 2000;
const MOST_PAGES = 5000;

/** Throws `ExtractionError` for what is no TIFF, or none that anybody reads. */
export function readTiff(read: ReadBytes): TiffFacts {
  const head = viewAt(read, 0, 8);
  const isLittle = head?.getUint16(0) === 0x4949;
  if (head === undefined || (!isLittle && head.getUint16(0) !== 0x4d4d)) throw damaged();
  const version = head.getUint16(2, isLittle);
  if (version === 43) throw new ExtractionError('unsupported', 'TIFF files of the large kind (BigTIFF) are found by name only');
  if (version !== 42) throw damaged();
  const first = head.getUint32(4, isLittle);
  const tags = readFolder(read, first, isLittle);
  if (tags === undefined) throw damaged();
  const exifAt = tags.numbers.get(TAG.exif);
  const exif = exifAt === undefined ? undefined : readFolder(read, exifAt, isLittle);
  const description = tags.texts.get(TAG.description);
  const artist = tags.texts.get(TAG.artist);
  const takenAt = parseExifDate(exif?.texts.get(TAG.takenAt) ?? tags.texts.get(TAG.dateTime));
  return {
    width: tags.numbers.get(TAG.width) ?? 0,
    height: tags.numbers.get(TAG.height) ?? 0,
    pages: countPages(read, { first, isLittle }),
    ...(description !== undefined && { description }),
    ...(artist !== undefined && { artist }),
    ...(takenAt !== undefined && { takenAt }),
  };
}

interface Folder {
  numbers: Map<number, number>;
  texts: Map<number, string>;
  next: number;
}

function readFolder(read: ReadBytes, position: number, isLittle: boolean): Folder | undefined {
  const count = viewAt(read, position, 2)?.getUint16(0, isLittle) ?? 0;
  if (count === 0 || count > MAX_ENTRIES) return undefined;
  const entries = viewAt(read, position + 2, count * ENTRY_BYTES + 4);
  if (entries === undefined) return undefined;
  const folder: Folder = { numbers: new Map(), texts: new Map(), next: entries.getUint32(count * ENTRY_BYTES, isLittle) };
  for (let at = 0; at < count * ENTRY_BYTES; at += ENTRY_BYTES) {
    const tag = entries.getUint16(at, isLittle);
    const type = entries.getUint16(at + 2, isLittle);
    const length = entries.getUint32(at + 4, isLittle);
    const value = entries.getUint32(at + 8, isLittle);
    if (type === TYPE.short) folder.numbers.set(tag, entries.getUint16(at + 8, isLittle));
    else if (type === TYPE.long) folder.numbers.set(tag, value);
    else if (type === TYPE.ascii)
      // Four bytes and fewer stand in the place of their position.
      folder.texts.set(tag, textOf(length <= 4 ? position + 2 + at + 8 : value, length));
  }
  return folder;

  function textOf(from: number, length: number): string {
    const bytes = Buffer.from(read(from, Math.min(length, LONGEST_TEXT)));
    const end = bytes.indexOf(0);
    return decode(end < 0 ? bytes : bytes.subarray(0, end)).trim();
  }
}

function countPages(read: ReadBytes, { first, isLittle }: { first: number; isLittle: boolean }): number {
  const seen = new Set<number>();
  let position = first;
  while (position !== 0 && !seen.has(position) && seen.size < MOST_PAGES) {
    const count = viewAt(read, position, 2)?.getUint16(0, isLittle);
    if (count === undefined) break;
    seen.add(position);
    position = viewAt(read, position + 2 + count * ENTRY_BYTES, 4)?.getUint32(0, isLittle) ?? 0;
  }
  return seen.size;
}

/** ASCII by the book, UTF-8 or a Western code page in life. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}

/** "2024:05:31 14:02:11". */
function parseExifDate(text: string | undefined): number | undefined {
  const parts = /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(text ?? '');
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  return year > 0 && month > 0 && day > 0 && !Number.isNaN(at) ? at : undefined;
}

function damaged(): ExtractionError {
  return new ExtractionError('corrupt', 'The picture is damaged');
}
