/** How long changes are collected: shortly when there is one now and then, longer while the engine is kept busy. */
export interface Pace {
  /** Milliseconds that the first change waits for others. */
  delayMs(): number;
  /** … when nothing more comes. */
  quietMs(): number;
  /** A payload went in, this long after it was queued. */
  took(ms: number): void;
}

/** Collecting three times as long as the last payload took leaves the engine at a quarter of the time for what each one costs. */
const TIMES = 3;

/**
 * Each batch costs Meilisearch some tenths of a second up to seconds, whatever is in it (the prefixes of all words are gone
 * through): 60 batches of 500 passages take three times the work of 8 larger ones.
 */
export function createPace(limits: { collectMs: number; collectMostMs: number; now?: () => number }): Pace {
  const { now = () => performance.now() } = limits;
  let lastMs = 0;
  let lastAt = Number.NEGATIVE_INFINITY;

  function delayMs(): number {
    const delay = Math.min(lastMs * TIMES, limits.collectMostMs);
    // What was long ago says nothing of now.
    return now() - lastAt > delay + lastMs ? limits.collectMs : Math.max(delay, limits.collectMs);
  }

  return {
    delayMs,
    quietMs: () => Math.max(limits.collectMs, delayMs() / 4),
    took(ms) {
      lastMs = ms;
      lastAt = now();
    },
  };
}
