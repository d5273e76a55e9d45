import type { OrgChart } from '../../../server/contract/people.ts';

/** The org chart as a tree of rows (places in the columns of the answer). */
export interface OrgModel {
  chart: OrgChart;
  /** Direct reports of each row. */
  reports: readonly (readonly number[])[];
  /** Everyone below each row. */
  sizes: Int32Array;
  /** Rows without a manager, the one with the most people first. */
  tops: readonly number[];
  rows: ReadonlyMap<string, number>;
}

export function orgModel(chart: OrgChart): OrgModel {
  const reports: number[][] = chart.ids.map(() => []);
  const tops: number[] = [];
  chart.managers.forEach((manager, row) => {
    (reports[manager] ?? tops).push(row);
  });
  const order = [...tops];
  for (const row of order) order.push(...(reports[row] ?? []));
  const sizes = new Int32Array(chart.ids.length);
  for (const row of order.toReversed()) {
    const manager = chart.managers[row] ?? -1;
    if (manager !== -1) sizes[manager] = (sizes[manager] ?? 0) + (sizes[row] ?? 0) + 1;
  }
  tops.sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b);
  return { chart, reports, sizes, tops, rows: new Map(chart.ids.map((id, row) => [id, row])) };
}

export interface OrgPerson {
  row: number;
  id: string;
  name: string;
  title: string | null;
  department: string | null;
  photoUrl: string | null;
}

export function personAt({ chart }: OrgModel, row: number): OrgPerson {
  const id = chart.ids[row] ?? '';
  const photo = chart.photos[row];
  return {
    row,
    id,
    name: chart.names[row] ?? '',
    title: chart.words[chart.titles[row] ?? -1] ?? null,
    department: chart.words[chart.departments[row] ?? -1] ?? null,
    photoUrl: photo ? `/api/v1/people/${id}/photo?v=${photo}` : null,
  };
}

export function managerOf({ chart }: OrgModel, row: number): number | undefined {
  const manager = chart.managers[row];
  return manager === undefined || manager === -1 ? undefined : manager;
}

/** From the manager up to the top. */
export function managersAbove(model: OrgModel, row: number): number[] {
  const above: number[] = [];
  for (let at = managerOf(model, row); at !== undefined; at = managerOf(model, at)) above.push(at);
  return above;
}

export function reportsOf({ reports }: OrgModel, row: number): readonly number[] {
  return reports[row] ?? [];
}

/** Those under the same manager, or at the tops. */
export function siblingsOf(model: OrgModel, row: number): readonly number[] {
  const manager = managerOf(model, row);
  return manager === undefined ? model.tops : reportsOf(model, manager);
}

/** Everybody who has reports. */
export function everyBranch({ reports }: OrgModel): Set<number> {
  return new Set(reports.flatMap((below, row) => (below.length > 0 ? [row] : [])));
}

export interface OrgRow {
  row: number;
  /** From 1. */
  level: number;
  position: number;
  siblings: number;
}

/** What is open, from the top down, as the rows of a list. */
export function openRows(model: OrgModel, open: ReadonlySet<number>): OrgRow[] {
  const found: OrgRow[] = [];
  const waiting: OrgRow[] = asRows(model.tops, 1).reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    found.push(next);
    if (open.has(next.row)) waiting.push(...asRows(reportsOf(model, next.row), next.level + 1).reverse());
  }
  return found;
}

function asRows(rows: readonly number[], level: number): OrgRow[] {
  return rows.map((row, place) => ({ row, level, position: place + 1, siblings: rows.length }));
}
