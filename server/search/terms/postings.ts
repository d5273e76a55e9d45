import { type Cursor, put, read, skip } from './variable-length.ts';

/**
 * Where a term stands in a text, as one number, so that sorting the occurrences of a text sorts numbers: by term, then by position.
 * Exact for terms below 2^31 and positions below `MOST_POSITIONS`.
 */
export function occurrence(term: number, position: number): number {
  return term * MOST_POSITIONS + position;
}

export const MOST_POSITIONS = 2 ** 22;

/**
 * Occurrences, ascending, as bytes: per term the difference to the one before it, how often it occurs, and the differences of its
 * positions, each as a variable-length integer (seven bits a byte, the least telling first).
 */
export function encodePostings(occurrences: Float64Array): Uint8Array {
  // A number takes at most five bytes, an occurrence at most three numbers.
  const cursor: Cursor = { bytes: new Uint8Array(occurrences.length * 15), at: 0 };
  let before = 0;
  for (let first = 0; first < occurrences.length; ) {
    const term = Math.floor((occurrences[first] ?? 0) / MOST_POSITIONS);
    const start = term * MOST_POSITIONS;
    let end = first + 1;
    while (end < occurrences.length && (occurrences[end] ?? 0) < start + MOST_POSITIONS) end++;
    put(cursor, term - before);
    before = term;
    put(cursor, end - first);
    let last = start;
    for (let place = first; place < end; place++) {
      const at = occurrences[place] ?? 0;
      put(cursor, at - last);
      last = at;
    }
    first = end;
  }
  return cursor.bytes.slice(0, cursor.at);
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
