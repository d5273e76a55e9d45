import { type Cursor, read, skip, write } from './variable-length.ts';

/** One term of a text with its positions, ascending. */
export interface Posting {
  term: number;
  positions: number[];
}

/**
 * Postings as bytes: per term the difference to the one before it, how often it occurs, and the differences of its positions,
 * each as a variable-length integer (seven bits a byte, the least telling first). Terms must ascend.
 */
export function encodePostings(postings: readonly Posting[]): Uint8Array {
  const bytes: number[] = [];
  let before = 0;
  for (const { term, positions } of postings) {
    write(bytes, term - before);
    before = term;
    write(bytes, positions.length);
    let last = 0;
    for (const position of positions) {
      write(bytes, position - last);
      last = position;
    }
  }
  return Uint8Array.from(bytes);
}

/**
 * Calls `found` for each wanted term that is there; `terms` ascending. All others are passed over without making anything of them:
 * a search reads thousands of texts with a hundred terms each.
 */
export function readPostings(
  bytes: Uint8Array,
  terms: readonly number[],
  found: (term: number, positions: number[]) => void,
): void {
  const cursor = { bytes, at: 0 };
  let next = 0;
  let wanted = terms[0] ?? Number.POSITIVE_INFINITY;
  let term = 0;
  while (cursor.at < bytes.length) {
    term += read(cursor);
    const count = read(cursor);
    while (wanted < term) wanted = terms[++next] ?? Number.POSITIVE_INFINITY;
    if (wanted === term) found(term, readPositions(cursor, count));
    // Nothing that follows is wanted.
    else if (wanted === Number.POSITIVE_INFINITY) return;
    else skip(cursor, count);
  }
}

/** Calls `found` for each term with how often it occurs. */
export function readCounts(bytes: Uint8Array, found: (term: number, count: number) => void): void {
  const cursor: Cursor = { bytes, at: 0 };
  let term = 0;
  while (cursor.at < bytes.length) {
    term += read(cursor);
    const count = read(cursor);
    found(term, count);
    skip(cursor, count);
  }
}

/** The terms alone. */
export function termsOf(bytes: Uint8Array): number[] {
  const terms: number[] = [];
  readCounts(bytes, (term) => terms.push(term));
  return terms;
}

function readPositions(cursor: Cursor, count: number): number[] {
  const positions: number[] = [];
  let position = 0;
  for (let n = 0; n < count; n++) {
    position += read(cursor);
    positions.push(position);
  }
  return positions;
}
