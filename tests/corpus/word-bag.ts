/** Words with how often they occur: NFKC, lower case, scripts without spaces by the character. */
export function wordBag(text: string): Map<string, number> {
  const bag = new Map<string, number>();
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]|[\p{L}\p{M}\p{N}]+/gu);
  for (const [word] of words) bag.set(word, (bag.get(word) ?? 0) + 1);
  return bag;
}

export interface Agreement {
  /** Harmonic mean of precision and recall over all words with their counts. */
  f1: number;
  /** Share of the reference's distinct words that were found. */
  recall: number;
}

/** How well a text agrees with a reference; two without words agree. */
export function compareBags(text: Map<string, number>, reference: Map<string, number>): Agreement {
  let common = 0;
  let distinct = 0;
  for (const [word, count] of reference) {
    const found = text.get(word) ?? 0;
    common += Math.min(count, found);
    if (found > 0) distinct += 1;
  }
  const total = sizeOf(text) + sizeOf(reference);
  return { f1: total === 0 ? 1 : (2 * common) / total, recall: reference.size === 0 ? 1 : distinct / reference.size };
}

export function sizeOf(bag: Map<string, number>): number {
  return bag.values().reduce((sum, count) => sum + count, 0);
}
