import { type OrgModel, reportsOf } from './org-model.ts';

/** Size of a card and the room around it, px at full size. */
export const CARD = { width: 264, height: 76 } as const;
const GAP = 12;
const BETWEEN = 36;
/** Between a manager and the reports. */
export const DOWN = 44;
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

/** Down to a report or a frame, from the middle below the manager to the middle above it. */
export interface OrgLine {
  manager: number;
  to: Point;
  /** Where it goes down beside the lines of reports above, when it has to pass some. */
  beside: number | undefined;
}

/** Where everything stands, px at full size; cards by their upper left corner. */
export interface OrgLayout {
  cards: ReadonlyMap<number, Point>;
  frames: readonly OrgFrame[];
  lines: readonly OrgLine[];
  width: number;
  height: number;
}

interface Size {
  width: number;
  height: number;
}

/** Somebody with people open below. */
interface Branch extends Size {
  row: number;
  /** Reports with people open below them, and the others. */
  branches: number[];
  leaves: readonly number[];
  columns: number;
  /** What stands below, line by line. */
  lines: Item[][];
}

/** A report with what is open below, or the frame of those without. */
interface Item extends Size {
  branch: Branch | undefined;
}

/** Above everybody without a manager; is not drawn. */
const ABOVE_ALL = -1;
/** Who has more below than fits into this stands above several lines of them, about twice as wide as high. */
const WIDEST_LINE = 3600;
const SHAPE = 2.2;
/** Room for the line that goes down beside. */
const BESIDE = 28;

/**
 * From the top down; who has people open below stands in a row, the others share a frame. Sizes are added from the bottom up and
 * places given from the top down, without recursion: nobody knows how deep a directory is.
 */
export function layOut(model: OrgModel, options: { open: ReadonlySet<number>; centre: number | undefined }): OrgLayout {
  const branches = openBranches(model, options);
  const byRow = new Map(branches.map((branch) => [branch.row, branch]));
  for (const branch of branches.toReversed()) measure(branch, byRow);
  const cards = new Map<number, Point>();
  const frames: OrgFrame[] = [];
  const lines: OrgLine[] = [];
  const corners = new Map<Branch, Point>();
  for (const branch of branches) {
    const corner = corners.get(branch) ?? { x: 0, y: 0 };
    const isMany = branch.lines.length > 1;
    let y = corner.y + headHeight(branch);
    branch.lines.forEach((items, line) => {
      const room = branch.width - (isMany ? BESIDE : 0);
      let x = corner.x + (isMany ? BESIDE : 0) + (isMany ? 0 : (room - lineWidth(items)) / 2);
      for (const item of items) {
        const to = { x: x + item.width / 2, y };
        if (item.branch !== undefined) {
          corners.set(item.branch, { x, y });
          cards.set(item.branch.row, { x: to.x - CARD.width / 2, y });
        } else {
          const frame = { manager: branch.row, x, y, width: item.width, height: item.height };
          frames.push(frame);
          placeLeaves(branch, frame, cards);
        }
        if (branch.row !== ABOVE_ALL)
          lines.push({ manager: branch.row, to, beside: line === 0 ? undefined : corner.x + BESIDE / 4 });
        x += item.width + BETWEEN;
      }
      y += lineHeight(items) + DOWN;
    });
  }
  const { width, height } = byRow.get(ABOVE_ALL) ?? CARD;
  return { cards, frames, lines, width, height };
}

function openBranches(model: OrgModel, { open, centre }: { open: ReadonlySet<number>; centre: number | undefined }): Branch[] {
  const isBranch = (row: number) => open.has(row) && reportsOf(model, row).length > 0;
  const branchOf = (row: number): Branch => {
    const below = row === ABOVE_ALL ? model.tops : reportsOf(model, row);
    const leaves = below.filter((report) => !isBranch(report));
    const columns = columnsFor(leaves.length, row === centre);
    return { row, branches: below.filter(isBranch), leaves, columns, lines: [], width: 0, height: 0 };
  };
  const found = [branchOf(ABOVE_ALL)];
  for (const branch of found) for (const row of branch.branches) found.push(branchOf(row));
  return found;
}

/** Once all below is measured. */
function measure(branch: Branch, byRow: ReadonlyMap<number, Branch>): void {
  const items: Item[] = branch.branches.flatMap((row) => {
    const below = byRow.get(row);
    return below === undefined ? [] : [{ branch: below, width: below.width, height: below.height }];
  });
  if (branch.leaves.length > 0) items.push({ branch: undefined, ...frameSize(branch) });
  branch.lines = inLines(items);
  const widest = branch.lines.reduce<number>((most, line) => Math.max(most, lineWidth(line)), CARD.width);
  branch.width = widest + (branch.lines.length > 1 ? BESIDE : 0);
  branch.height = headHeight(branch) + branch.lines.reduce((sum, line) => sum + lineHeight(line) + DOWN, 0) - DOWN;
}

function inLines(items: readonly Item[]): Item[][] {
  const area = items.reduce((sum, { width, height }) => sum + (width + BETWEEN) * (height + DOWN), 0);
  const room = Math.max(WIDEST_LINE, Math.sqrt(area * SHAPE));
  const lines: Item[][] = [];
  let left = 0;
  for (const item of items) {
    const line = lines.at(-1);
    left -= item.width + BETWEEN;
    if (line === undefined || left < 0) {
      lines.push([item]);
      left = room - item.width;
    } else line.push(item);
  }
  return lines;
}

function headHeight({ row }: Branch): number {
  return row === ABOVE_ALL ? 0 : CARD.height + DOWN;
}

function lineWidth(items: readonly Item[]): number {
  return items.reduce((sum, { width }) => sum + width, 0) + BETWEEN * Math.max(0, items.length - 1);
}

function lineHeight(items: readonly Item[]): number {
  return items.reduce((most, { height }) => Math.max(most, height), 0);
}

/** Broad below the person in the middle, narrow elsewhere. */
function columnsFor(count: number, isCentre: boolean): number {
  return isCentre ? Math.min(5, Math.ceil(count / Math.max(3, Math.ceil(count / 5)))) : Math.min(4, Math.ceil(count / 8));
}

function frameSize({ leaves, columns }: Branch): Size {
  const lines = Math.ceil(leaves.length / Math.max(1, columns));
  return {
    width: columns * (CARD.width + GAP) - GAP + 2 * PAD,
    height: lines * (CARD.height + GAP) - GAP + 2 * PAD,
  };
}

function placeLeaves({ leaves, columns }: Branch, frame: OrgFrame, cards: Map<number, Point>): void {
  leaves.forEach((row, place) => {
    const [column, line] = [place % columns, Math.floor(place / columns)];
    const x = frame.x + PAD + column * (CARD.width + GAP);
    cards.set(row, { x, y: frame.y + PAD + line * (CARD.height + GAP) });
  });
}
