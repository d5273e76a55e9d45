import { decodeCodepage } from '../codepage.ts';

const WIDE = 0x01;
const EXTRA = 0x04;
const RICH = 0x08;

/** Reads the strings of one workbook: Excel 97 and later in one or two bytes a character, before in a code page. */
export interface BiffStrings {
  /** A string whose length takes so many bytes. */
  read(data: Buffer, at: number, lengthBytes: 1 | 2): string;
}

export function createBiffStrings({ isOld, codepage }: { isOld: boolean; codepage(): number | undefined }): BiffStrings {
  return {
    read(data, at, lengthBytes) {
      if (at + lengthBytes > data.length) return '';
      const length = lengthBytes === 1 ? data.readUInt8(at) : data.readUInt16LE(at);
      const start = at + lengthBytes;
      if (isOld) return decodeCodepage(data.subarray(start, start + length), codepage());
      return start >= data.length
        ? ''
        : decode(data.subarray(start + 1), { length, isWide: (data.readUInt8(start) & WIDE) !== 0 });
    },
  };
}

/** Text that goes on in records of its own, each with its width in front (MS-XLS 2.5.293, TxO). */
export function readContinued(pieces: readonly Buffer[], length: number): string {
  let text = '';
  for (const piece of pieces) {
    if (text.length >= length || piece.length === 0) break;
    text += decode(piece.subarray(1), { length: length - text.length, isWide: (piece.readUInt8(0) & WIDE) !== 0 });
  }
  return text;
}

/**
 * The workbook's table of strings (MS-XLS 2.4.265), spread over records. A string may be broken anywhere between two characters,
 * and the next record then begins with the width of the rest.
 */
export function readStringTable(pieces: readonly Buffer[]): string[] {
  const strings: string[] = [];
  let index = 0;
  let piece = pieces[0]?.subarray(8) ?? Buffer.alloc(0);
  let at = 0;

  function hasNextPiece(): boolean {
    index += 1;
    at = 0;
    piece = pieces[index] ?? Buffer.alloc(0);
    return index < pieces.length;
  }

  function skip(bytes: number): void {
    let left = bytes;
    while (left > piece.length - at) {
      left -= piece.length - at;
      if (!hasNextPiece()) return;
    }
    at += left;
  }

  function readCharacters(length: number, wide: boolean): string {
    let text = '';
    let isWide = wide;
    while (text.length < length) {
      const part = decode(piece.subarray(at), { length: length - text.length, isWide });
      at += part.length * (isWide ? 2 : 1);
      text += part;
      if (text.length >= length || !hasNextPiece() || piece.length === 0) break;
      isWide = (piece.readUInt8(0) & WIDE) !== 0;
      at = 1;
    }
    return text;
  }

  while (index < pieces.length) {
    if (at + 3 > piece.length) {
      if (!hasNextPiece()) break;
      continue;
    }
    const length = piece.readUInt16LE(at);
    const flags = piece.readUInt8(at + 2);
    at += 3;
    const runs = (flags & RICH) !== 0 && at + 2 <= piece.length ? piece.readUInt16LE(at) : 0;
    if ((flags & RICH) !== 0) at += 2;
    const extra = (flags & EXTRA) !== 0 && at + 4 <= piece.length ? piece.readUInt32LE(at) : 0;
    if ((flags & EXTRA) !== 0) at += 4;
    strings.push(readCharacters(length, (flags & WIDE) !== 0));
    skip(runs * 4 + extra);
  }
  return strings;
}

function decode(data: Buffer, { length, isWide }: { length: number; isWide: boolean }): string {
  return isWide
    ? data.toString('utf16le', 0, Math.min(length, data.length >> 1) * 2)
    : data.toString('latin1', 0, Math.min(length, data.length));
}
