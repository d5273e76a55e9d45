import type { CurationEntry, CurationKind } from '../contract/curation.ts';
import type { CurationStore } from '../store/state-store.ts';
import { compileBoosts } from './boosts.ts';
import { compilePins } from './pins.ts';
import { compileSynonyms } from './synonyms.ts';

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

export function createCuration(options: { store: CurationStore; now?: () => number }): CurationSource {
  let compiled: { generation: number; curation: Curation } | undefined;
  return {
    current() {
      const generation = options.store.generation();
      if (compiled?.generation !== generation)
        compiled = { generation, curation: compileCuration(rankingEntries(options.store), options.now) };
      return compiled.curation;
    },
  };
}

/** Golden queries change no answer. */
export type RankingKind = Exclude<CurationKind, 'golden'>;
/** Everything that the ranker reads. */
export type RankingEntries = { readonly [Kind in RankingKind]: readonly CurationEntry<Kind>[] };

export function rankingEntries(store: CurationStore): RankingEntries {
  return {
    synonyms: store.list('synonyms').map(({ entry }) => entry),
    boosts: store.list('boosts').map(({ entry }) => entry),
    pins: store.list('pins').map(({ entry }) => entry),
  };
}

export function compileCuration({ synonyms, boosts, pins }: RankingEntries, now: () => number = Date.now): Curation {
  return { expand: compileSynonyms(synonyms), boostOf: compileBoosts(boosts), pinsFor: compilePins(pins, now) };
}
