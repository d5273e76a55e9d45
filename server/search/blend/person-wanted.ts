import type { Evidence } from './evidence.ts';
import { BLEND_WEIGHTS, type BlendWeights } from './weights.ts';

/** How likely whoever typed this looks for a person. */
export interface PersonWanted {
  /** 0 to 1. */
  probability: number;
  /** Natural logarithm of the odds. */
  logOdds: number;
  evidence: Evidence;
}

export function personWanted(evidence: Evidence, weights = BLEND_WEIGHTS): PersonWanted {
  const logOdds = logOddsOf(evidence, weights);
  return { probability: 1 / (1 + Math.exp(-logOdds)), logOdds, evidence };
}

/** Nothing is surer than can be measured. */
const MOST = 5;

export function logOddsOf(evidence: Readonly<Record<string, number>>, { bias, evidence: weights }: BlendWeights): number {
  const known: Readonly<Record<string, number>> = weights;
  const sum = Object.entries(evidence).reduce((total, [name, value]) => total + value * (known[name] ?? 0), bias);
  return Math.max(-MOST, Math.min(MOST, sum));
}
