import { readPostings } from './postings.ts';
import type { FieldMatch, QueryTerms, Sequence } from './query-terms.ts';

/** A field as the database keeps it. */
export interface StoredField {
  length: number;
  /** Words of the heading that it begins with. */
  heading: number;
  postings: Uint8Array;
}

export function matchField(field: StoredField | undefined, query: QueryTerms): FieldMatch {
  const frequencies = new Array<number>(query.slots).fill(0);
  const best = new Array<number>(query.slots).fill(0);
  const positions = Array.from({ length: query.slots }, (): number[] => []);
  if (field !== undefined)
    readPostings(field.postings, query.targets, (targets, places) => {
      for (const { slot, weight } of targets) {
        frequencies[slot] = (frequencies[slot] ?? 0) + weight * places.length;
        best[slot] = Math.max(best[slot] ?? 0, weight);
        positions[slot]?.push(...places);
      }
    });
  const sequences: number[][] = [];
  const match = { length: field?.length ?? 0, heading: field?.heading ?? 0, frequencies, positions, best, sequences };
  for (const sequence of query.sequences) countSequence(match, sequence);
  return match;
}

function countSequence(match: FieldMatch, { slot, length, answers }: Sequence): void {
  const followers = Array.from({ length: length - 1 }, (_, n) => new Set(match.positions[slot + n + 1]));
  const starts = (match.positions[slot] ?? []).filter((start) => followers.every((places, n) => places.has(start + n + 1)));
  match.sequences.push(starts);
  if (answers === undefined || starts.length === 0) return;
  const { word, weight } = answers;
  match.frequencies[word] = (match.frequencies[word] ?? 0) + weight * starts.length;
  match.best[word] = Math.max(match.best[word] ?? 0, weight);
  match.positions[word]?.push(...starts);
}
