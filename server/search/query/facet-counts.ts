import type { FacetValues } from '../../contract/search.ts';

/** Value to number of results. */
export type FacetCounts = ReadonlyMap<string, number>;

export function fromDistribution(distribution: Record<string, number> | undefined): FacetCounts {
  return new Map(Object.entries(distribution ?? {}));
}

/** One list of values per result; a value counts once in each. */
export function countValues(results: readonly (readonly string[])[]): FacetCounts {
  const counts = new Map<string, number>();
  for (const values of results) for (const value of new Set(values)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

export function addCounts(a: FacetCounts, b: FacetCounts): FacetCounts {
  const sum = new Map(a);
  for (const [value, count] of b) sum.set(value, (sum.get(value) ?? 0) + count);
  return sum;
}

const MOST_VALUES = 100;

/** Most frequent first; a selected value stays visible even when nothing has it. */
export function presentFacet(counts: FacetCounts, selected: readonly string[]): FacetValues {
  const all = new Map([...selected.map((value): [string, number] => [value, 0]), ...counts]);
  return [...all]
    .map(([value, count]) => ({ value, count, selected: selected.includes(value) }))
    .filter((entry) => entry.count > 0 || entry.selected)
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value))
    .filter((entry, position) => position < MOST_VALUES || entry.selected);
}
