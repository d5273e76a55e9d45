import { expect, test } from 'vitest';
import { pairedTest } from './paired-test.ts';

test('equal values differ by nothing and prove nothing', () => {
  expect(pairedTest([0.5, 0.2, 0.9], [0.5, 0.2, 0.9])).toEqual({ difference: 0, from: 0, to: 0, p: 1 });
});

test('with three queries all better, a quarter of the swaps is as large', () => {
  // Of eight ways to swap, the one without and the one with all swapped are at least as far from zero.
  const { difference, p } = pairedTest([1, 1, 1], [0.5, 0.5, 0.5]);
  expect(difference).toBe(0.5);
  expect(p).toBeGreaterThan(0.23);
  expect(p).toBeLessThan(0.27);
});

test('many queries that are all a little better are no chance', () => {
  const theirs = Array.from({ length: 50 }, (_, n) => n / 100);
  const tested = pairedTest(
    theirs.map((value, n) => value + (n % 2 === 0 ? 0.1 : 0.2)),
    theirs,
  );
  expect(tested.difference).toBeCloseTo(0.15, 10);
  expect(tested.from).toBeGreaterThan(0.12);
  expect(tested.to).toBeLessThan(0.18);
  expect(tested.p).toBe(0);
});

test('the same values give the same test', () => {
  const ours = Array.from({ length: 20 }, (_, n) => (n * 37) % 101);
  const theirs = Array.from({ length: 20 }, (_, n) => (n * 53) % 101);
  expect(pairedTest(ours, theirs)).toEqual(pairedTest(ours, theirs));
});
