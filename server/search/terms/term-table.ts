/** Numbers of words by their hashes (`token-hashes.ts`), in as many bytes as they need. */
export interface TermTable {
  /** Its place for `term` and `stem`; -1 when it is not there. */
  find(high: number, low: number): number;
  add(high: number, low: number, numbers: { term: number; stem: number }): void;
  term(place: number): number;
  stem(place: number): number;
  clear(): void;
}

/**
 * Open addressing with linear probing. Holds `capacity` words (a power of two, 32 bytes each), and those it held when it was last
 * full: words that are met again are carried over.
 */
export function createTermTable(capacity: number): TermTable {
  const size = 2 * capacity;
  let young = createSlots(size);
  let old = createSlots(size);
  let count = 0;

  function add(high: number, low: number, term: number, stem: number): number {
    if (count >= capacity) {
      [young, old] = [old, young];
      young.terms.fill(0);
      count = 0;
    }
    const place = placeIn(young, high, low);
    young.highs[place] = high;
    young.lows[place] = low;
    young.terms[place] = term;
    young.stems[place] = stem;
    count++;
    return place;
  }

  return {
    find(high, low) {
      const place = placeIn(young, high, low);
      if (young.terms[place] !== 0) return place;
      const older = placeIn(old, high, low);
      const term = old.terms[older] ?? 0;
      return term === 0 ? -1 : add(high, low, term, old.stems[older] ?? 0);
    },
    add(high, low, { term, stem }) {
      add(high, low, term, stem);
    },
    term: (place) => young.terms[place] ?? 0,
    stem: (place) => young.stems[place] ?? 0,
    clear() {
      young.terms.fill(0);
      old.terms.fill(0);
      count = 0;
    },
  };
}

/** A slot is free when its term is 0: numbers of terms begin at 1. */
function createSlots(size: number) {
  return {
    highs: new Int32Array(size),
    lows: new Int32Array(size),
    terms: new Int32Array(size),
    stems: new Int32Array(size),
  };
}

/** Where it is, or where it would be. */
function placeIn({ highs, lows, terms }: ReturnType<typeof createSlots>, high: number, low: number): number {
  const last = terms.length - 1;
  let place = high & last;
  while (terms[place] !== 0 && (highs[place] !== high || lows[place] !== low)) place = (place + 1) & last;
  return place;
}
