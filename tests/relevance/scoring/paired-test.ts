import { seededRandom } from '../../support/random.ts';

export interface PairedTest {
  /** Mean of ours less theirs. */
  difference: number;
  /** 95 % of bootstrap samples of the queries lie between. */
  from: number;
  to: number;
  /** How often a difference at least as large comes about when ours and theirs are swapped at random, query by query. */
  p: number;
}

const SAMPLES = 2000;
const SWAPS = 5000;

/** Randomisation test and bootstrap interval over values of the same queries in the same order; always the same for the same values. */
export function pairedTest(ours: readonly number[], theirs: readonly number[]): PairedTest {
  const differences = ours.map((value, position) => value - (theirs[position] ?? 0));
  const random = seededRandom(7);
  const count = Math.max(1, differences.length);
  const difference = sum(differences) / count;
  const samples = Array.from({ length: SAMPLES }, () => {
    let total = 0;
    for (let n = 0; n < differences.length; n++) total += differences[Math.floor(random() * differences.length)] ?? 0;
    return total / count;
  }).sort((a, b) => a - b);
  let asLarge = 0;
  for (let n = 0; n < SWAPS; n++) {
    let total = 0;
    for (const value of differences) total += random() < 0.5 ? value : -value;
    if (Math.abs(total / count) >= Math.abs(difference) - 1e-12) asLarge += 1;
  }
  return { difference, from: samples[SAMPLES * 0.025] ?? 0, to: samples[SAMPLES * 0.975 - 1] ?? 0, p: asLarge / SWAPS };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
