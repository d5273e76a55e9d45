import { CARD, DOWN, type OrgLayout } from './org-layout.ts';

/** What of the chart is in sight: a rectangle of it, px at full size. */
export interface Sight {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Rows whose cards are in sight. */
export function cardsIn({ cards }: OrgLayout, sight: Sight): number[] {
  const found: number[] = [];
  for (const [row, { x, y }] of cards)
    if (x < sight.right && x + CARD.width > sight.left && y < sight.bottom && y + CARD.height > sight.top) found.push(row);
  return found;
}

/** Lines from managers to reports and to frames, as the `d` of a path; those out of sight are left out. */
export function linesIn({ cards, lines }: OrgLayout, sight: Sight): string {
  const drawn: string[] = [];
  for (const { manager, to, beside } of lines) {
    const from = cards.get(manager);
    if (from === undefined) continue;
    const x = from.x + CARD.width / 2;
    const y = from.y + CARD.height;
    const [left, right] = [Math.min(x, to.x, beside ?? x), Math.max(x, to.x)];
    if (right < sight.left || left > sight.right || to.y < sight.top || y > sight.bottom) continue;
    const half = DOWN / 2;
    const way = beside === undefined ? '' : `H${round(beside)}V${round(to.y - half)}`;
    drawn.push(`M${round(x)} ${round(y)}V${round(y + half)}${way}H${round(to.x)}V${round(to.y)}`);
  }
  return drawn.join('');
}

export function framesIn({ frames }: OrgLayout, sight: Sight): OrgLayout['frames'] {
  return frames.filter(
    ({ x, y, width, height }) => x < sight.right && x + width > sight.left && y < sight.bottom && y + height > sight.top,
  );
}

/** Cards seen from afar, as one path: thousands of elements would take seconds. */
export function blocksOf({ cards }: OrgLayout, rows: readonly number[]): string {
  const drawn: string[] = [];
  for (const row of rows) {
    const at = cards.get(row);
    if (at) drawn.push(`M${round(at.x)} ${round(at.y)}h${CARD.width}v${CARD.height}h${-CARD.width}z`);
  }
  return drawn.join('');
}

function round(value: number): number {
  return Math.round(value);
}
