import { inflateRawSync } from 'node:zlib';
import { ExtractionError } from './extraction-error.ts';

/** Read access to the parts of an office document without ever inflating more than asked for. */
export interface ZipArchive {
  names: string[];
  /** The part's bytes; undefined when there is none. Throws `too-large` beyond the limit, whatever size the archive declares. */
  read(name: string, maxBytes: number): Buffer | undefined;
}

interface Part {
  method: number;
  compressedSize: number;
  offset: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const MAX_COMMENT = 65_535;
const MAX_PARTS = 20_000;
const STORED = 0;
const DEFLATED = 8;

/** Reads the central directory (APPNOTE.TXT 4.3.12); throws `corrupt` for what is no whole archive. */
export function openZip(bytes: Uint8Array): ZipArchive {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts = readDirectory(data);
  return {
    names: [...parts.keys()],
    read(name, maxBytes) {
      const part = parts.get(name);
      return part === undefined ? undefined : inflate(data, { name, part, maxBytes });
    },
  };
}

function readDirectory(data: Buffer): Map<string, Part> {
  const end = findEnd(data);
  const count = data.readUInt16LE(end + 10);
  let at = data.readUInt32LE(end + 16);
  if (count > MAX_PARTS) throw new ExtractionError('too-large', `The archive has ${count} parts`);
  const parts = new Map<string, Part>();
  for (let position = 0; position < count; position += 1) {
    if (at + 46 > data.length || data.readUInt32LE(at) !== CENTRAL) throw damaged();
    const nameLength = data.readUInt16LE(at + 28);
    const name = data.toString('utf8', at + 46, at + 46 + nameLength);
    parts.set(name, {
      method: data.readUInt16LE(at + 10),
      compressedSize: data.readUInt32LE(at + 20),
      offset: data.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32);
  }
  return parts;
}

function findEnd(data: Buffer): number {
  const lowest = Math.max(0, data.length - 22 - MAX_COMMENT);
  for (let at = data.length - 22; at >= lowest; at -= 1) if (data.readUInt32LE(at) === END) return at;
  throw damaged();
}

function inflate(data: Buffer, { name, part, maxBytes }: { name: string; part: Part; maxBytes: number }): Buffer {
  if (part.offset + 30 > data.length || data.readUInt32LE(part.offset) !== LOCAL) throw damaged();
  const start = part.offset + 30 + data.readUInt16LE(part.offset + 26) + data.readUInt16LE(part.offset + 28);
  const compressed = data.subarray(start, start + part.compressedSize);
  if (compressed.length < part.compressedSize) throw damaged();
  if (part.method === STORED && compressed.length <= maxBytes) return compressed;
  if (part.method !== STORED && part.method !== DEFLATED) throw damaged();
  try {
    if (part.method === DEFLATED) return inflateRawSync(compressed, { maxOutputLength: maxBytes });
  } catch (error) {
    if (!(error instanceof RangeError)) throw damaged(error);
  }
  throw new ExtractionError(
    'too-large',
    `The part ${name} is larger than ${Math.round(maxBytes / 1024 / 1024)} MB when unpacked`,
  );
}

function damaged(cause?: unknown): ExtractionError {
  return new ExtractionError('corrupt', 'The file is damaged or incomplete', { cause });
}
