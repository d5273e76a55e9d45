/** What both generations of the format come to: pieces of text in a stream, and what is known of its paragraphs. */
export interface WordFile {
  /** The stream that the text lies in. */
  bytes: Buffer;
  /** In the order of their characters. */
  pieces: readonly Piece[];
  /** Which characters are what, one part after the other; the body comes first. */
  parts: readonly { kind: PartKind; length: number }[];
  /** By the byte behind its last character. A paragraph that is neither is not in it. */
  paragraphs: ReadonlyMap<number, 'heading' | 'row-end'>;
  /** Ranges of bytes that a tracked change deleted, sorted. */
  deleted: readonly { start: number; end: number }[];
  decode(bytes: Buffer, width: 1 | 2): string;
  isDamaged: boolean;
}

/** A run of characters as it lies in the stream. */
export interface Piece {
  /** Characters. */
  length: number;
  /** Its first byte. */
  start: number;
  /** Bytes of a character. */
  width: 1 | 2;
}

export type PartKind = 'body' | 'footnotes' | 'margins' | 'macros' | 'comments' | 'endnotes' | 'text-boxes' | 'margin-text-boxes';

/** The order of the parts, in both generations. */
const PART_KINDS: readonly PartKind[] = [
  'body',
  'footnotes',
  'margins',
  'macros',
  'comments',
  'endnotes',
  'text-boxes',
  'margin-text-boxes',
];

/** Eight lengths in a row tell which characters belong to what. */
export function readParts(bytes: Buffer, offset: number): { kind: PartKind; length: number }[] {
  return PART_KINDS.map((kind, index) => ({ kind, length: Math.max(0, bytes.readInt32LE(offset + index * 4)) }));
}

/**
 * The piece table (MS-DOC 2.9.38): text is written in runs, in any order and of two widths. Undefined when there is none or it
 * makes no sense.
 */
export function readPieces(table: Buffer, placeOf: (position: number) => { start: number; width: 1 | 2 }): Piece[] | undefined {
  let at = 0;
  while (at + 3 <= table.length && table.readUInt8(at) === 1) at += 3 + table.readUInt16LE(at + 1);
  if (at + 5 > table.length || table.readUInt8(at) !== 2) return undefined;
  const list = table.subarray(at + 5, at + 5 + table.readUInt32LE(at + 1));
  const count = Math.floor((list.length - 4) / 12);
  const pieces: Piece[] = [];
  for (let index = 0; index < count; index += 1) {
    const length = list.readUInt32LE((index + 1) * 4) - list.readUInt32LE(index * 4);
    if (length < 0) return undefined;
    pieces.push({ length, ...placeOf(list.readUInt32LE((count + 1) * 4 + index * 8 + 2)) });
  }
  return pieces.length === 0 ? undefined : pieces;
}
