import type { EvidenceName } from './evidence.ts';

/** Of the logistic regression that tells how likely a person is wanted. */
export const BIAS = 0;
export const WEIGHTS: Readonly<Partial<Record<EvidenceName, number>>> = { nameCoverage: 4, allWords: -2, wordsBesideName: -4 };
