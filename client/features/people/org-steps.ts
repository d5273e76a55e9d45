import { managerOf, type OrgModel, reportsOf, siblingsOf } from './org-model.ts';

export interface OrgState {
  model: OrgModel;
  open: ReadonlySet<number>;
}

/** What a key does: go to somebody, open or close what is below somebody, or both. */
export interface OrgStep {
  go?: number;
  open?: number;
  close?: number;
}

/**
 * Keys in a list, as in any tree (WAI-ARIA tree pattern): Up and Down walk the rows, Right opens and enters, Left closes and leaves.
 * `rows` are those that are open, from the top down.
 */
export function stepInList({ model, open }: OrgState, o: { row: number; key: string; rows: readonly number[] }): OrgStep {
  const { row, key, rows } = o;
  const below = reportsOf(model, row);
  const isOpen = open.has(row) && below.length > 0;
  const place = rows.indexOf(row);
  switch (key) {
    case 'ArrowUp':
      return go(rows[place - 1]);
    case 'ArrowDown':
      return go(rows[place + 1]);
    case 'ArrowRight':
      if (below.length === 0) return {};
      return isOpen ? go(below[0]) : { open: row };
    case 'ArrowLeft':
      return isOpen ? { close: row } : go(managerOf(model, row));
    case 'Home':
      return go(rows[0]);
    case 'End':
      return go(rows.at(-1));
    default:
      return toggled({ model, open }, row, key);
  }
}

/** In a chart reports stand side by side: Left and Right walk them, Up leads to the manager, Down opens and enters. */
export function stepInChart({ model, open }: OrgState, o: { row: number; key: string }): OrgStep {
  const { row, key } = o;
  const below = asDrawn(model, open, reportsOf(model, row));
  const beside = asDrawn(model, open, siblingsOf(model, row));
  const place = beside.indexOf(row);
  switch (key) {
    case 'ArrowUp':
      return go(managerOf(model, row));
    case 'ArrowDown':
      return below[0] === undefined ? {} : { open: row, go: below[0] };
    case 'ArrowLeft':
      return go(beside[place - 1]);
    case 'ArrowRight':
      return go(beside[place + 1]);
    case 'Home':
      return go(model.tops[0]);
    case 'End':
      return go(beside.at(-1));
    default:
      return toggled({ model, open }, row, key);
  }
}

/** Those with people open below them come first, see `layOut`. */
function asDrawn(model: OrgModel, open: ReadonlySet<number>, rows: readonly number[]): number[] {
  const isBranch = (row: number) => open.has(row) && reportsOf(model, row).length > 0;
  return [...rows.filter(isBranch), ...rows.filter((row) => !isBranch(row))];
}

function toggled({ model, open }: OrgState, row: number, key: string): OrgStep {
  if (key !== ' ' || reportsOf(model, row).length === 0) return {};
  return open.has(row) ? { close: row } : { open: row };
}

function go(row: number | undefined): OrgStep {
  return row === undefined ? {} : { go: row };
}
