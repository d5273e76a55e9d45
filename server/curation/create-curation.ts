import type { CurationEntry, CurationKind } from '../contract/curation.ts';
import type { CurationStore } from '../store/state-store.ts';
import { compileBoosts } from './boosts.ts';
import type { Curation, CurationSource } from './curation.ts';
import { compilePins } from './pins.ts';
import { compileSynonyms } from './synonyms.ts';

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
