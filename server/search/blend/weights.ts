import type { EvidenceName } from './evidence.ts';

export interface BlendWeights {
  bias: number;
  /** Of a logistic regression: how far each piece of evidence moves the log odds towards a person. */
  evidence: Readonly<Partial<Record<EvidenceName, number>>>;
  /** How much less likely a hit is the wanted one: with the logarithm of its place, and with what its score lacks of the best. */
  place: number;
  lacking: number;
}

/** Written by `npm run eval -- calibrate FOLDER --write`: do not change by hand. */
export const BLEND_WEIGHTS: BlendWeights = {
  bias: 0,
  evidence: { nameCoverage: 4, allWords: -2, wordsBesideName: -4 },
  place: 1.6,
  lacking: 2,
};
