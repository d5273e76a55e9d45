import type { Edit } from './compose-accents.ts';
import type { TextGeometry } from './text-geometry.ts';

/** A step down to the next line that is so many times the usual one is a gap. */
const GAP = 1.4;

/** Puts an empty line where the page leaves a gap between two lines. A step up is the next column, not the end of a paragraph. */
export function findParagraphs(text: string, geometry: TextGeometry): Edit[] {
  const starts = lineStarts(text);
  const heights = starts.map((at) => geometry.baseline(at));
  const steps = heights.map((height, line) => stepDown(heights[line - 1], height));
  const usual = median(steps.filter((step) => step > 0));
  return starts.filter((_, line) => (steps[line] ?? 0) > GAP * usual).map((at) => ({ from: at, to: at, text: '\n' }));
}

/** Of the lines that show something. */
function lineStarts(text: string): number[] {
  const starts: number[] = [];
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const next = end === -1 ? text.length : end + 1;
    if (text.slice(at, next).trim() !== '') starts.push(at);
    at = next;
  }
  return starts;
}

/** 0 within a line, and where there is nothing to compare. */
function stepDown(above: number | undefined, below: number | undefined): number {
  if (above === undefined || below === undefined) return 0;
  // Less than a point is a line set in several pieces.
  return above - below > 1 ? above - below : 0;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[(values.length - 1) >> 1] ?? 0;
}
