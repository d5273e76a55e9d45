import { decodeCodepage } from '../codepage.ts';
import type { CompoundFile } from '../compound/compound-file.ts';
import { readFormatting } from './formatting.ts';
import { type Piece, readParts, readPieces, type WordFile } from './word-file.ts';

/** Places in the file information block (MS-DOC 2.5), bytes. */
const FIB = { flags: 0x0a, textStart: 0x18, partLengths: 0x4c, pieces: 0x1a2 };
const FIB_BYTES = 0x200;
const SECOND_TABLE = 0x0200;
const WESTERN = 1252;

/** Word 97 to 2003: text in one stream, tables about it in another. Undefined when even its header is cut off. */
export function openWord97(compound: CompoundFile, bytes: Buffer): WordFile | undefined {
  if (bytes.length < FIB_BYTES) return undefined;
  const name = (bytes.readUInt16LE(FIB.flags) & SECOND_TABLE) === 0 ? '0Table' : '1Table';
  const table = compound.stream(name) ?? Buffer.alloc(0);
  const pieces = readPieces(tablePart(bytes, table, FIB.pieces), placeOf);
  const parts = readParts(bytes, FIB.partLengths);
  return {
    bytes,
    parts,
    pieces: pieces ?? [guessPiece(bytes, parts)],
    ...readFormatting(bytes, (place) => tablePart(bytes, table, place)),
    decode: (text, width) => (width === 2 ? text.toString('utf16le') : decodeCodepage(text, WESTERN)),
    isDamaged: pieces === undefined,
  };
}

/** Each table has its offset and length in the header. */
function tablePart(bytes: Buffer, table: Buffer, place: number): Buffer {
  const start = bytes.readUInt32LE(place);
  return table.subarray(start, start + bytes.readUInt32LE(place + 4));
}

/** The second highest bit says that a character takes one byte, and that the position is doubled. */
function placeOf(position: number): { start: number; width: 1 | 2 } {
  const isNarrow = (position & 0x40000000) !== 0;
  const start = position & 0x3fffffff;
  return isNarrow ? { start: start >>> 1, width: 1 } : { start, width: 2 };
}

/** Without the table of a damaged file: the text mostly lies in one run behind the header. */
function guessPiece(bytes: Buffer, parts: WordFile['parts']): Piece {
  const start = bytes.readUInt32LE(FIB.textStart);
  const sample = bytes.subarray(start, start + 1000);
  const zeros = sample.reduce((sum, byte, index) => (byte === 0 && index % 2 === 1 ? sum + 1 : sum), 0);
  return { start, width: zeros > sample.length / 4 ? 2 : 1, length: parts.reduce((sum, { length }) => sum + length, 0) };
}
