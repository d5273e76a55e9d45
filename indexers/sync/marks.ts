import { byteOrder } from '../byte-order.ts';

/** What a dry run has seen: it leaves no marks in the ledger. */
export interface Marks {
  add(itemId: string): void;
  /** Everything between the two ids, and these. */
  addRange(range: readonly [string, string]): void;
  /** The item and all below it. */
  addSubtree(itemId: string): void;
  has(itemId: string): boolean;
}

export function createMarks(): Marks {
  const items = new Set<string>();
  const subtrees: string[] = [];
  let ranges: { first: string; last: string }[] = [];
  let isSorted = true;

  function isInRange(order: string): boolean {
    if (!isSorted) ranges = ranges.sort((a, b) => (a.first < b.first ? -1 : 1));
    isSorted = true;
    let [low, high] = [0, ranges.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ranges[middle]?.first ?? '') <= order) low = middle + 1;
      else high = middle;
    }
    const range = ranges[low - 1];
    return range !== undefined && order <= range.last;
  }

  return {
    add: (itemId) => void items.add(itemId),
    addRange([first, last]) {
      ranges.push({ first: byteOrder(first), last: byteOrder(last) });
      isSorted = false;
    },
    addSubtree: (itemId) => void subtrees.push(itemId),
    has: (itemId) =>
      items.has(itemId) ||
      isInRange(byteOrder(itemId)) ||
      subtrees.some((folder) => folder === '' || itemId === folder || itemId.startsWith(`${folder}/`)),
  };
}
