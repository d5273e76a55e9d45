/**
 * What administrators told the ranker, compiled: one state of it, for one question from beginning to end. It names documents and
 * people whatever the viewer may read; whoever shows one of them has to check.
 */
export interface Curation {
  /** Other ways to say runs of these words (folded, in the order typed); runs do not overlap unless they are of different languages. */
  expand(words: readonly string[]): Expansion[];
  /** What a document's score is multiplied by, 0.25 to 4; 1 when nothing is said of it. */
  boostOf(document: BoostedDocument): number;
  /** What goes on top for this query, `foldedLine` of it; the first first. */
  pinsFor(line: string): Pinned[];
}

export interface Expansion {
  /** Of the words, the first and the one after the last. */
  from: number;
  to: number;
  /** Each a phrase of folded words, that may stand in the place of the run. */
  alternatives: string[][];
  /** What an alternative is worth, where the words themselves are worth 1. */
  weight: number;
  /** The alternatives count in documents of this language (ISO 639-1) only; undefined: in all. */
  language: string | undefined;
}

export interface BoostedDocument {
  source: string;
  label: string | null;
  /** Relative to the source. */
  path: string;
  mediaType: string;
}

export interface Pinned {
  type: 'document' | 'person';
  id: string;
}

/** Where questions get their curation from. */
export interface CurationSource {
  /** As it is now, also when another process wrote it: compiled anew when the store's generation has changed. */
  current(): Curation;
}

/** Nothing is curated. */
export const NO_CURATION: Curation = { expand: () => [], boostOf: () => 1, pinsFor: () => [] };
