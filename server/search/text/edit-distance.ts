/**
 * Whether two words differ by at most `limit` edits, where swapping two neighbours is one edit (optimal string alignment).
 * Returns the number of edits, or undefined beyond the limit.
 */
export function editsWithin(a: string, b: string, limit: number): number | undefined {
  if (Math.abs(a.length - b.length) > limit) return undefined;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let best = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      let edits = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + same);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        edits = Math.min(edits, at(beforeLast, column - 2) + 1);
      current.push(edits);
      best = Math.min(best, edits);
    }
    if (best > limit) return undefined;
    beforeLast = last;
    last = current;
  }
  const edits = at(last, b.length);
  return edits <= limit ? edits : undefined;
}

function at(row: number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
