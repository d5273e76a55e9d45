import { decodeCodepage } from '../codepage.ts';
import { codepageOfLanguage } from './codepage-of-language.ts';
import { readParts, readPieces, type WordFile } from './word-file.ts';

/** Places in the shorter header of Word 6 and 95, bytes. */
const FIB = { language: 0x06, flags: 0x0a, textStart: 0x18, textEnd: 0x1c, partLengths: 0x34, pieces: 0x160 };
const FIB_BYTES = 0x168;
const IS_COMPLEX = 0x0004;
/** Characters of two bytes: the Far East's Word 95. */
const IS_WIDE = 0x1000;

/** Word 6 and 95: everything in one stream, text in the code page of the language. Undefined when its header is cut off. */
export function openWord95(bytes: Buffer): WordFile | undefined {
  if (bytes.length < FIB_BYTES) return undefined;
  const flags = bytes.readUInt16LE(FIB.flags);
  const width = (flags & IS_WIDE) === 0 ? 1 : 2;
  const start = bytes.readUInt32LE(FIB.textStart);
  const whole = { start, width, length: Math.max(0, Math.floor((bytes.readUInt32LE(FIB.textEnd) - start) / width)) } as const;
  const pieces = (flags & IS_COMPLEX) === 0 ? [whole] : readSavedFast(bytes, width);
  const codepage = codepageOfLanguage(bytes.readUInt16LE(FIB.language));
  return {
    bytes,
    parts: readParts(bytes, FIB.partLengths),
    pieces: pieces ?? [whole],
    paragraphs: new Map(),
    deleted: [],
    decode: (text, size) => (size === 2 ? text.toString('utf16le') : decodeCodepage(text, codepage)),
    isDamaged: pieces === undefined,
  };
}

function readSavedFast(bytes: Buffer, width: 1 | 2): WordFile['pieces'] | undefined {
  const at = bytes.readUInt32LE(FIB.pieces);
  return readPieces(bytes.subarray(at, at + bytes.readUInt32LE(FIB.pieces + 4)), (start) => ({ start, width }));
}
