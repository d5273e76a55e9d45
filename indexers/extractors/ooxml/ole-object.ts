import { basename } from 'node:path/win32';
import { type CompoundFile, openCompound } from '../compound/compound-file.ts';
import { ExtractionError } from '../extraction-error.ts';

/** What was put into a document by a program of its own. */
export interface OleFile {
  name: string;
  bytes: Uint8Array;
}

/** Streams of documents that are compound files themselves. */
const DOCUMENTS: readonly (readonly [stream: string, extension: string])[] = [
  ['WordDocument', '.doc'],
  ['Workbook', '.xls'],
  ['Book', '.xls'],
  ['PowerPoint Document', '.ppt'],
];
/** MS-OLEDS 2.3.6: a file of any kind, as Windows' Object Packager wraps it. */
const PACKAGED = '\u0001Ole10Native';
/** Documents of today within an object, and what Acrobat writes. */
const WRAPPED = ['Package', 'CONTENTS'];
const LONGEST_PATH = 4096;

/** The file that an embedded object is, or undefined for what holds none: formulas, pictures, controls. */
export function openOleObject(bytes: Buffer, name: string): OleFile | undefined {
  const compound = open(bytes);
  if (compound === undefined) return undefined;
  const title = name.replace(/\.[^.]*$/, '');
  const extension = DOCUMENTS.find(([stream]) => compound.streams.includes(stream))?.[1];
  if (extension !== undefined) return { name: `${title}${extension}`, bytes };
  const packaged = compound.stream(PACKAGED);
  if (packaged !== undefined) return unpack(packaged, name);
  for (const stream of WRAPPED) {
    const inner = compound.stream(stream);
    if (inner !== undefined && /^(%PDF|PK)/.test(inner.toString('latin1', 0, 4))) return { name: title, bytes: inner };
  }
  return undefined;
}

function open(bytes: Buffer): CompoundFile | undefined {
  try {
    return openCompound({ size: bytes.length, read: (position, length) => bytes.subarray(position, position + length) });
  } catch (error) {
    // Controls and old programs store what only they know.
    if (error instanceof ExtractionError) return undefined;
    throw error;
  }
}

/** Its length, two bytes of flags, its name, where it came from, where it was put meanwhile, and then the file. */
function unpack(packaged: Buffer, fallback: string): OleFile | undefined {
  const label = textAt(packaged, 6);
  const origin = label === undefined ? undefined : textAt(packaged, label.end);
  const pathAt = origin === undefined ? undefined : origin.end + 4;
  if (pathAt === undefined || pathAt + 4 > packaged.length) return undefined;
  const sizeAt = pathAt + 4 + packaged.readUInt32LE(pathAt);
  if (sizeAt + 4 > packaged.length) return undefined;
  const bytes = packaged.subarray(sizeAt + 4, sizeAt + 4 + packaged.readUInt32LE(sizeAt));
  return { name: basename(label?.text || origin?.text || fallback), bytes };
}

/** Up to a zero. */
function textAt(bytes: Buffer, at: number): { text: string; end: number } | undefined {
  const end = bytes.indexOf(0, at);
  return end < 0 || end - at > LONGEST_PATH ? undefined : { text: bytes.toString('latin1', at, end), end: end + 1 };
}
