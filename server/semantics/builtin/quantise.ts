/** Weights in whole numbers from -127 to 127, with a scale each for every row or column. */
export interface Quantised {
  values: Int8Array;
  scales: Float32Array;
}

/** One scale for each of the columns. */
export function quantiseColumns(weights: Float32Array, columns: number): Quantised {
  const largest = new Float32Array(columns);
  for (let start = 0; start < weights.length; start += columns)
    for (let column = 0; column < columns; column++)
      largest[column] = Math.max(largest[column] ?? 0, Math.abs(weights[start + column] ?? 0));
  const scales = largest.map(scaleFor);
  const values = new Int8Array(weights.length);
  for (let start = 0; start < weights.length; start += columns)
    for (let column = 0; column < columns; column++)
      values[start + column] = Math.round((weights[start + column] ?? 0) / (scales[column] ?? 1));
  return { values, scales };
}

/** One scale for each row. */
export function quantiseRows(weights: Float32Array, columns: number): Quantised {
  const scales = new Float32Array(weights.length / columns);
  const values = new Int8Array(weights.length);
  for (let row = 0; row < scales.length; row++) {
    const one = quantiseVector(weights.subarray(row * columns, (row + 1) * columns));
    scales[row] = one.scale;
    values.set(one.values, row * columns);
  }
  return { values, scales };
}

export function quantiseVector(vector: Float32Array): { values: Int8Array; scale: number } {
  let largest = 0;
  for (let n = 0; n < vector.length; n++) largest = Math.max(largest, Math.abs(vector[n] ?? 0));
  const scale = scaleFor(largest);
  const values = new Int8Array(vector.length);
  for (let n = 0; n < vector.length; n++) values[n] = Math.round((vector[n] ?? 0) / scale);
  return { values, scale };
}

function scaleFor(largest: number): number {
  return largest === 0 ? 1 : largest / 127;
}

/** Of a matrix with rows and columns of the given size. */
export function transposed(matrix: Float32Array, [rows, columns]: readonly [number, number]): Float32Array {
  const result = new Float32Array(matrix.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) result[column * rows + row] = matrix[row * columns + column] ?? 0;
  return result;
}
