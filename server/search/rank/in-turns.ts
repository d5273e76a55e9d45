import { setImmediate as nextTurn } from 'node:timers/promises';

/** A few milliseconds at a time, so that no answer has to wait for another one. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  signal: AbortSignal,
  work: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  let began = performance.now();
  for (const item of items) {
    if (performance.now() - began > TURN_MS) {
      await nextTurn(undefined, { signal });
      began = performance.now();
    }
    results.push(work(item));
  }
  return results;
}

const TURN_MS = 5;
