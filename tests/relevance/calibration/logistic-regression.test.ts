import { expect, test } from 'vitest';
import { type Example, fitLogistic } from './logistic-regression.ts';

function examples(counts: readonly [values: number[], so: number, not: number][]): Example[] {
  return counts.flatMap(([values, so, not]) => [
    { values, isSo: true, weight: so },
    { values, isSo: false, weight: not },
  ]);
}

test('finds the log odds that the counts say', () => {
  const [bias = 0, weight = 0] = fitLogistic(
    examples([
      [[0], 20, 80],
      [[1], 90, 10],
    ]),
    1e-6,
  );
  expect(bias).toBeCloseTo(Math.log(20 / 80), 3);
  expect(bias + weight).toBeCloseTo(Math.log(90 / 10), 3);
});

test('a penalty keeps weights small where all examples agree', () => {
  const agreeing = examples([
    [[0], 0, 10],
    [[1], 10, 0],
  ]);
  const [, weight = 0] = fitLogistic(agreeing, 1);
  expect(weight).toBeGreaterThan(0);
  expect(weight).toBeLessThan(6);
});

test('what is the same in every example gets no weight', () => {
  const [, , constant] = fitLogistic(
    examples([
      [[0, 0], 20, 80],
      [[1, 0], 90, 10],
    ]),
    1,
  );
  expect(constant).toBe(0);
});
