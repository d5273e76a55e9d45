import { readPostings } from './postings.ts';
import type { FieldMatch, QueryTerms, Sequence } from './query-terms.ts';

/** A field as the database keeps it. */
export interface StoredField {
  length: number;
  /** Words of the heading that it begins with. */
  heading: number;
  postings: Uint8Array;
}

/** Most fields of most candidates hold no word of the query: they share one answer, and nothing is made for each. */
export function matchField(field: StoredField | undefined, query: QueryTerms): FieldMatch {
  const nothing = nothingOf(query);
  if (field === undefined) return nothing;
  const { length, heading } = field;
  let counted: Counted | undefined;
  readPostings(field.postings, query.terms, (term, places) => {
    counted ??= newCounts(query.slots);
    for (const { slot, weight } of query.targets.get(term) ?? []) {
      counted.frequencies[slot] = (counted.frequencies[slot] ?? 0) + weight * places.length;
      counted.best[slot] = Math.max(counted.best[slot] ?? 0, weight);
      addPlaces(counted, slot, places);
    }
  });
  if (counted === undefined) return { ...nothing, length, heading };
  for (const sequence of query.sequences) countSequence(counted, sequence);
  return { length, heading, ...counted };
}

interface Counted {
  frequencies: number[];
  best: number[];
  positions: (readonly number[])[];
  sequences: (readonly number[])[];
}

const NOWHERE: readonly number[] = [];
const nothings = new WeakMap<QueryTerms, FieldMatch>();

function nothingOf(query: QueryTerms): FieldMatch {
  const known = nothings.get(query);
  if (known !== undefined) return known;
  const nothing = { length: 0, heading: 0, ...newCounts(query.slots), sequences: query.sequences.map(() => NOWHERE) };
  nothings.set(query, nothing);
  return nothing;
}

function newCounts(slots: number): Counted {
  return {
    frequencies: new Array<number>(slots).fill(0),
    best: new Array<number>(slots).fill(0),
    positions: new Array<readonly number[]>(slots).fill(NOWHERE),
    sequences: [],
  };
}

function addPlaces({ positions }: Counted, slot: number, places: readonly number[]): void {
  const before = positions[slot] ?? NOWHERE;
  positions[slot] = before.length === 0 ? places : [...before, ...places];
}

function countSequence(match: Counted, { slot, length, answers }: Sequence): void {
  const starts = startsOf(match, slot, length);
  match.sequences.push(starts);
  if (answers === undefined || starts.length === 0) return;
  const { word, weight } = answers;
  match.frequencies[word] = (match.frequencies[word] ?? 0) + weight * starts.length;
  match.best[word] = Math.max(match.best[word] ?? 0, weight);
  addPlaces(match, word, starts);
}

function startsOf({ positions }: Counted, slot: number, length: number): readonly number[] {
  for (let n = 0; n < length; n++) if ((positions[slot + n]?.length ?? 0) === 0) return NOWHERE;
  const followers = Array.from({ length: length - 1 }, (_, n) => new Set(positions[slot + n + 1]));
  return (positions[slot] ?? NOWHERE).filter((start) => followers.every((places, n) => places.has(start + n + 1)));
}
