/** What a term of a text is worth to a query. */
export interface TermTarget {
  /** Which of the query's slots it fills: its words come first, then the words of its sequences. */
  slot: number;
  /** 1 the same word, less for other forms. */
  weight: number;
}

/** Words that count only when they stand one after the other. */
export interface Sequence {
  /** Where its first word's slot is; the others follow. */
  slot: number;
  length: number;
  /**
   * A `phrase` must be there; a `line` is what was typed, and tells more where it stands word for word; a `synonym` stands for
   * one of the words.
   */
  kind: 'phrase' | 'line' | 'synonym';
  /** Of a synonym: for which word, and how well. */
  answers: { word: number; weight: number } | undefined;
}

export interface StemWorth {
  /** As in `TermTarget`, of its best form. */
  weight: number;
  /** How many hold it. */
  passages: number;
}

/** A query in terms of the term database. */
export interface QueryTerms {
  /** Words of the query. */
  words: number;
  slots: number;
  targets: ReadonlyMap<number, readonly TermTarget[]>;
  /** Those of `targets`, ascending. */
  terms: readonly number[];
  sequences: readonly Sequence[];
  /** How many passages hold each word. */
  frequencies: readonly number[];
  /** Per word of the query: by which stems it is found, and what each is worth. */
  stems: readonly ReadonlyMap<number, StemWorth>[];
  passages: number;
  /** Of a passage, in words. */
  averageLength: number;
}

/** Where a text answers a query. */
export interface FieldMatch {
  length: number;
  /** Words of the heading that it begins with. */
  heading: number;
  /** Per word of the query: how often it is there, weighted. */
  frequencies: readonly number[];
  /** Per word of the query, ascending within each term. */
  positions: readonly (readonly number[])[];
  /** Per word of the query: the weight of its best form that is there; 0 when none is. */
  best: readonly number[];
  /** Per sequence: where it begins. */
  sequences: readonly (readonly number[])[];
}
