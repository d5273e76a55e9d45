import { type Cursor, read, write } from './variable-length.ts';

/** The fields before the passages: see `fields.ts`. */
const FIRST_FIELD = -3;

/** Where and how often a stem stands in the documents of a segment, as they are added; both ascending. */
export interface StemList {
  add(o: { place: number; field: number; frequency: number }): void;
  bytes(): Uint8Array;
}

/**
 * Per document the difference of its place in the segment, the number of its fields that hold the stem, and per field the
 * difference of its number and how often the stem is there.
 */
export function createStemList(): StemList {
  const bytes: number[] = [];
  let ofDocument: number[] = [];
  let fields = 0;
  let place = -1;
  let before = 0;
  let lastField = FIRST_FIELD;

  function endDocument(): void {
    if (fields === 0) return;
    write(bytes, place - before);
    write(bytes, fields);
    // One by one: there may be more of them than a call takes arguments.
    for (const byte of ofDocument) bytes.push(byte);
    before = place;
  }

  return {
    add(posting) {
      if (posting.place !== place) {
        endDocument();
        place = posting.place;
        ofDocument = [];
        fields = 0;
        lastField = FIRST_FIELD;
      }
      write(ofDocument, posting.field - lastField);
      write(ofDocument, posting.frequency);
      lastField = posting.field;
      fields++;
    },
    bytes() {
      endDocument();
      fields = 0;
      return Uint8Array.from(bytes);
    },
  };
}

/** Calls `found` for every field that holds the stem, in their order. */
export function readStemList(list: Uint8Array, found: (place: number, field: number, frequency: number) => void): void {
  const cursor: Cursor = { bytes: list, at: 0 };
  let place = 0;
  while (cursor.at < list.length) {
    place += read(cursor);
    let field = FIRST_FIELD;
    for (let left = read(cursor); left > 0; left--) {
      field += read(cursor);
      found(place, field, read(cursor));
    }
  }
}

/** Numbers ascending, as bytes. */
export function encodeNumbers(numbers: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  let before = 0;
  for (const number of numbers) {
    write(bytes, number - before);
    before = number;
  }
  return Uint8Array.from(bytes);
}

export function decodeNumbers(bytes: Uint8Array): number[] {
  const cursor: Cursor = { bytes, at: 0 };
  const numbers: number[] = [];
  let number = 0;
  while (cursor.at < bytes.length) {
    number += read(cursor);
    numbers.push(number);
  }
  return numbers;
}
