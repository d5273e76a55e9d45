/** How what was typed for a name fits it, best first. */
export const MATCH_KINDS = [
  'exact',
  'spelling',
  'nickname',
  'prefix',
  'initials',
  'typo',
  'phonetic',
  'similar',
  'none',
] as const;
export type MatchKind = (typeof MATCH_KINDS)[number];

/** One word that was typed, and what of the name answers it. */
export interface WordMatch {
  kind: MatchKind;
  /** 0 to 1. */
  worth: number;
}

export const NO_MATCH: WordMatch = { kind: 'none', worth: 0 };

export function worstKind(kinds: readonly MatchKind[]): MatchKind {
  return kinds.reduce((worst, kind) => (MATCH_KINDS.indexOf(kind) > MATCH_KINDS.indexOf(worst) ? kind : worst), 'exact');
}
