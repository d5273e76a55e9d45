/**
 * How near the query's words stand to each other in a text, from 0 (far apart, or one alone) to 1 (side by side): the share of
 * the words that the tightest window holding most of them covers.
 */
export function proximity(positionsByWord: readonly (readonly number[])[]): number {
  // Most texts hold one of the words, or none.
  if (positionsByWord.filter((positions) => positions.length > 0).length < 2) return 0;
  const places = positionsByWord
    .flatMap((positions, word) => positions.map((position) => ({ position, word })))
    .sort((a, b) => a.position - b.position);
  const present = new Set(places.map((place) => place.word)).size;
  if (present < 2) return 0;
  const window = smallestWindow(places, present);
  return (present / positionsByWord.length) * Math.min(1, present / window);
}

/** Width, in words, of the shortest stretch that has all the words that occur. */
function smallestWindow(places: { position: number; word: number }[], present: number): number {
  const counts = new Map<number, number>();
  let smallest = Number.POSITIVE_INFINITY;
  let first = 0;
  for (const last of places) {
    counts.set(last.word, (counts.get(last.word) ?? 0) + 1);
    for (let start = places[first]; start && counts.size === present; start = places[++first]) {
      smallest = Math.min(smallest, last.position - start.position + 1);
      const left = (counts.get(start.word) ?? 0) - 1;
      if (left === 0) counts.delete(start.word);
      else counts.set(start.word, left);
    }
  }
  return smallest;
}
