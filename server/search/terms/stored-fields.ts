import type { StoredField } from './match-field.ts';
import { type Cursor, put, read } from './variable-length.ts';

/** A field with its number: that of a passage, or one of `fields.ts`. */
export interface NumberedField extends StoredField {
  n: number;
}

/**
 * Passages of a document that are kept in one row; the first also has what describes the document. A search reads the beginnings of
 * more than a hundred documents, and a row takes longer than what is in it.
 */
const PASSAGES_IN_ROW = 8;
/** The least number of a field is -3. */
const FIRST_NUMBER = -3;

/** Rows that a document may have: the numbers of its rows begin at its own number times this. */
export const ROWS_OF_DOCUMENT = 2 ** 20;

/** The row of a field, counted from the first of its document. */
export function rowOf(n: number): number {
  return n < 0 ? 0 : Math.floor(n / PASSAGES_IN_ROW);
}

/** Per field its number, its length, that of its heading, and the bytes of its postings behind their count. */
export function encodeFields(fields: readonly NumberedField[]): Uint8Array {
  const cursor: Cursor = { bytes: new Uint8Array(fields.reduce((sum, { postings }) => sum + postings.length + 20, 0)), at: 0 };
  for (const { n, length, heading, postings } of fields) {
    for (const number of [n - FIRST_NUMBER, length, heading, postings.length]) put(cursor, number);
    cursor.bytes.set(postings, cursor.at);
    cursor.at += postings.length;
  }
  return cursor.bytes.slice(0, cursor.at);
}

/** In the order in which they went in; nothing is copied. */
export function decodeFields(bytes: Uint8Array): NumberedField[] {
  const fields: NumberedField[] = [];
  const cursor: Cursor = { bytes, at: 0 };
  while (cursor.at < bytes.length) {
    const n = read(cursor) + FIRST_NUMBER;
    const length = read(cursor);
    const heading = read(cursor);
    const end = read(cursor) + cursor.at;
    fields.push({ n, length, heading, postings: bytes.subarray(cursor.at, end) });
    cursor.at = end;
  }
  return fields;
}
