import type { Evidence } from './evidence.ts';
import { BIAS, WEIGHTS } from './weights.ts';

/** How likely whoever typed this looks for a person. */
export interface PersonWanted {
  /** 0 to 1. */
  probability: number;
  /** Natural logarithm of the odds. */
  logOdds: number;
  evidence: Evidence;
}

export function personWanted(evidence: Evidence): PersonWanted {
  const weights: Readonly<Record<string, number>> = WEIGHTS;
  const sum = Object.entries(evidence).reduce((total, [name, value]) => total + value * (weights[name] ?? 0), BIAS);
  const logOdds = Math.max(-MOST, Math.min(MOST, sum));
  return { probability: 1 / (1 + Math.exp(-logOdds)), logOdds, evidence };
}

/** Nothing is surer than was ever measured. */
const MOST = 6;
