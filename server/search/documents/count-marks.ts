import type { MarkedText } from '../../contract/common.ts';

/** As they are counted by who reads: marks that only white space parts are one ("river gauge"). */
export function countMarks(text: MarkedText): number {
  let count = 0;
  let isOpen = false;
  for (const piece of text) {
    if (piece.match && !isOpen) count += 1;
    isOpen = piece.match || (isOpen && /^\s+$/.test(piece.text));
  }
  return count;
}
