import { seededRandom } from '../support/random.ts';

/** Throws that are the same in every run, so that a finding can be looked into. */
export interface Dice {
  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number;
  /** True so many times of a hundred. */
  percent(chance: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Different ones, at most as many as there are. */
  some<T>(items: readonly T[], count: number): T[];
}

export function createDice(seed: number): Dice {
  const next = seededRandom(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  function pick<T>(items: readonly T[]): T {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }
  return {
    below,
    percent: (chance) => next() * 100 < chance,
    pick,
    some: (items, count) => [...new Set(Array.from({ length: Math.min(count, items.length) }, () => pick(items)))],
  };
}
