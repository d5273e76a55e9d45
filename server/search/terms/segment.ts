/** Documents of neighbouring numbers, which are listed together: 1,024 of them. */
export const SEGMENT_BITS = 10;
export const SEGMENT_SIZE = 1 << SEGMENT_BITS;

/** Of a document of the term database, the segment that it belongs to. */
export function segmentOf(document: number): number {
  return Math.floor(document / SEGMENT_SIZE);
}

/** The first document of a segment. */
export function firstOf(segment: number): number {
  return segment * SEGMENT_SIZE;
}
