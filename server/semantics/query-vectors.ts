import type { Logger } from '../logger.ts';
import { type Embedder, isRefusal } from './embedder.ts';

/** Vectors of what people type, those of late kept. */
export interface QueryVectors {
  /** Undefined when it takes longer than a search may wait; it is there for the next one. */
  get(text: string, signal: AbortSignal): Promise<readonly number[] | undefined>;
}

const KEPT = 1000;
/** A service that is down is not asked with each key that somebody presses. */
const FAILURE_PAUSE_MS = 2000;

export function createQueryVectors(options: { embedder: Embedder; budgetMs: number; logger: Logger }): QueryVectors {
  const { embedder, budgetMs, logger } = options;
  const kept = new Map<string, readonly number[]>();
  const coming = new Map<string, Promise<readonly number[] | undefined>>();
  const closing = new AbortController();
  let notBefore = 0;

  async function compute(text: string): Promise<readonly number[] | undefined> {
    try {
      const [vector] = await embedder.embed([text], 'query', closing.signal);
      if (vector === undefined || isRefusal(vector)) return undefined;
      const numbers = Array.from(vector);
      keep(text, numbers);
      return numbers;
    } catch (error) {
      notBefore = performance.now() + FAILURE_PAUSE_MS;
      logger.warn({ err: error }, 'a query was not embedded; words alone decide');
      return undefined;
    } finally {
      coming.delete(text);
    }
  }

  function keep(text: string, vector: readonly number[]): void {
    kept.delete(text);
    kept.set(text, vector);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  }

  return {
    async get(raw, signal) {
      const text = raw.trim().replace(/\s+/g, ' ');
      if (text === '') return undefined;
      const known = kept.get(text);
      if (known !== undefined) {
        keep(text, known);
        return known;
      }
      if (performance.now() < notBefore) return undefined;
      const computed = coming.get(text) ?? compute(text);
      if (kept.get(text) === undefined) coming.set(text, computed);
      return await withinBudget(computed, budgetMs, signal);
    },
  };
}

async function withinBudget<T>(work: Promise<T>, budgetMs: number, signal: AbortSignal): Promise<T | undefined> {
  signal.throwIfAborted();
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), budgetMs);
  const stop = () => late.reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
