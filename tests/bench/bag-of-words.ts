/** How often each word is in a text; Chinese, Japanese and Korean count by characters. */
export function bagOfWords(text: string): Map<string, number> {
  const bag = new Map<string, number>();
  const words = text.normalize('NFKC').toLowerCase();
  for (const [word] of words.matchAll(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]|[\p{L}\p{M}\p{N}]+/gu))
    bag.set(word, (bag.get(word) ?? 0) + 1);
  return bag;
}

/** F1 of the words of one text against those of another: 1 when they are the same. */
export function likeness(one: Map<string, number>, other: Map<string, number>): number {
  let common = 0;
  for (const [word, count] of one) common += Math.min(count, other.get(word) ?? 0);
  const all = sum(one) + sum(other);
  return all === 0 ? 1 : (2 * common) / all;
}

function sum(bag: Map<string, number>): number {
  return [...bag.values()].reduce((total, count) => total + count, 0);
}
