/** One thing that was seen, and whether it was so. */
export interface Example {
  values: readonly number[];
  isSo: boolean;
  weight: number;
}

/**
 * Logistic regression with a penalty on the squares of the weights (not of the bias), by Newton's steps (Hastie, Tibshirani and
 * Friedman, The Elements of Statistical Learning, 4.4.1). Returns the bias, then a weight for each value.
 */
export function fitLogistic(examples: readonly Example[], penalty: number): number[] {
  const size = (examples[0]?.values.length ?? 0) + 1;
  let weights = new Array<number>(size).fill(0);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { gradient, curvature } = slopes(examples, weights, penalty);
    const change = solve(curvature, gradient);
    weights = weights.map((weight, n) => weight + (change[n] ?? 0));
    if (change.every((one) => Math.abs(one) < 1e-6)) break;
  }
  return weights;
}

const MOST_STEPS = 50;

function slopes(examples: readonly Example[], weights: readonly number[], penalty: number) {
  const size = weights.length;
  const gradient = weights.map((weight, n) => (n === 0 ? 0 : -penalty * weight));
  const curvature = weights.map((_, row) => weights.map((_, column) => (row === column ? (row === 0 ? 1e-9 : penalty) : 0)));
  for (const { values, isSo, weight } of examples) {
    const row = [1, ...values];
    const probability = 1 / (1 + Math.exp(-row.reduce((sum, value, n) => sum + value * (weights[n] ?? 0), 0)));
    const spread = Math.max(weight * probability * (1 - probability), 1e-9);
    for (let a = 0; a < size; a++) {
      const value = row[a] ?? 0;
      if (value === 0) continue;
      gradient[a] = (gradient[a] ?? 0) + weight * value * (Number(isSo) - probability);
      const line = curvature[a] ?? [];
      for (let b = 0; b < size; b++) line[b] = (line[b] ?? 0) + spread * value * (row[b] ?? 0);
    }
  }
  return { gradient, curvature };
}

/** Gauss and Jordan; what nothing depends on stays 0. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((line, n) => [...line, right[n] ?? 0]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    const pivot = rows.reduce(
      (best, line, n) => (n >= column && Math.abs(line[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0) ? n : best),
      column,
    );
    const [top, other] = [rows[column], rows[pivot]];
    if (top === undefined || other === undefined || Math.abs(other[column] ?? 0) < 1e-12) continue;
    rows[column] = other;
    rows[pivot] = top;
    for (const [n, line] of rows.entries()) {
      if (n === column) continue;
      const factor = (line[column] ?? 0) / (other[column] ?? 1);
      if (factor !== 0) for (let c = column; c <= size; c++) line[c] = (line[c] ?? 0) - factor * (other[c] ?? 0);
    }
  }
  return rows.map((line, n) => (Math.abs(line[n] ?? 0) < 1e-12 ? 0 : (line[size] ?? 0) / (line[n] ?? 1)));
}
