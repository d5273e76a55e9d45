import { type OrgModel, reportsOf } from './org-model.ts';

/** Size of a card and the room around it, px at full size. */
export const CARD = { width: 264, height: 76 } as const;
const GAP = 12;
const BETWEEN = 36;
const DOWN = 44;
const PAD = 12;

interface Point {
  x: number;
  y: number;
}

/** A frame around reports who have nobody open below them. */
export interface OrgFrame extends Point {
  manager: number;
  width: number;
  height: number;
}

/** Where everything stands, px at full size; cards by their upper left corner. */
export interface OrgLayout {
  cards: ReadonlyMap<number, Point>;
  frames: readonly OrgFrame[];
  /** From a manager down to a report with people below. */
  lines: readonly { manager: number; report: number }[];
  width: number;
  height: number;
}

interface Branch {
  row: number;
  /** Reports with people open below them, and the others. */
  branches: number[];
  leaves: readonly number[];
  columns: number;
  depth: number;
  width: number;
}

/** Above everybody without a manager; is not drawn. */
const ABOVE_ALL = -1;

/**
 * From the top down; who has people open below stands in a row, the others share a frame. Widths are added from the bottom up and
 * places given from the top down, without recursion: nobody knows how deep a directory is.
 */
export function layOut(model: OrgModel, options: { open: ReadonlySet<number>; centre: number | undefined }): OrgLayout {
  const { open, centre } = options;
  const branches = openBranches(model, open, centre);
  const byRow = new Map(branches.map((branch) => [branch.row, branch]));
  for (const branch of branches.toReversed()) branch.width = Math.max(CARD.width, rowWidth(branch, byRow));
  const cards = new Map<number, Point>();
  const frames: OrgFrame[] = [];
  const lines: { manager: number; report: number }[] = [];
  const lefts = new Map([[ABOVE_ALL, 0]]);
  let height = 0;
  for (const branch of branches) {
    const { row, depth, width } = branch;
    const y = depth * (CARD.height + DOWN);
    const below = row === ABOVE_ALL ? 0 : y + CARD.height + DOWN;
    let left = (lefts.get(row) ?? 0) + (width - rowWidth(branch, byRow)) / 2;
    for (const report of branch.branches) {
      const reportWidth = byRow.get(report)?.width ?? CARD.width;
      lefts.set(report, left);
      cards.set(report, { x: left + (reportWidth - CARD.width) / 2, y: below });
      if (row !== ABOVE_ALL) lines.push({ manager: row, report });
      left += reportWidth + BETWEEN;
    }
    if (branch.leaves.length > 0) {
      const frame = { manager: row, x: left, y: below, ...frameSize(branch) };
      frames.push(frame);
      placeLeaves(branch, frame, cards);
      height = Math.max(height, frame.y + frame.height);
    }
    height = Math.max(height, below + CARD.height);
  }
  return { cards, frames, lines, width: byRow.get(ABOVE_ALL)?.width ?? 0, height };
}

function openBranches(model: OrgModel, open: ReadonlySet<number>, centre: number | undefined): Branch[] {
  const isBranch = (row: number) => open.has(row) && reportsOf(model, row).length > 0;
  const branchOf = (row: number, depth: number): Branch => {
    const below = row === ABOVE_ALL ? model.tops : reportsOf(model, row);
    const leaves = below.filter((report) => !isBranch(report));
    const columns = columnsFor(leaves.length, row === centre);
    return { row, branches: below.filter(isBranch), leaves, columns, depth, width: 0 };
  };
  const found = [branchOf(ABOVE_ALL, -1)];
  for (const branch of found) for (const row of branch.branches) found.push(branchOf(row, branch.depth + 1));
  return found;
}

/** Broad below the person in the middle, narrow elsewhere, or a company of ten thousand were a kilometre wide. */
function columnsFor(count: number, isCentre: boolean): number {
  return isCentre ? Math.min(5, Math.ceil(count / Math.max(3, Math.ceil(count / 5)))) : Math.min(4, Math.ceil(count / 8));
}

function frameSize({ leaves, columns }: Branch): { width: number; height: number } {
  const lines = Math.ceil(leaves.length / Math.max(1, columns));
  return {
    width: columns * (CARD.width + GAP) - GAP + 2 * PAD,
    height: lines * (CARD.height + GAP) - GAP + 2 * PAD,
  };
}

function rowWidth(branch: Branch, byRow: ReadonlyMap<number, Branch>): number {
  const widths = branch.branches.map((row) => byRow.get(row)?.width ?? CARD.width);
  const all = branch.leaves.length > 0 ? [...widths, frameSize(branch).width] : widths;
  return all.reduce((sum, width) => sum + width, 0) + BETWEEN * Math.max(0, all.length - 1);
}

function placeLeaves({ leaves, columns }: Branch, frame: OrgFrame, cards: Map<number, Point>): void {
  leaves.forEach((row, place) => {
    const [column, line] = [place % columns, Math.floor(place / columns)];
    const x = frame.x + PAD + column * (CARD.width + GAP);
    cards.set(row, { x, y: frame.y + PAD + line * (CARD.height + GAP) });
  });
}
