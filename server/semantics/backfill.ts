import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { DueVectors, StateStore, StoredVectorsState } from '../store/state-store.ts';
import { createCachedEmbeddings } from './cached-embeddings.ts';
import { type Embedder, EmbedderFailure, isRefusal } from './embedder.ts';
import { followPassages } from './follow-passages.ts';
import type { VectorIndex } from './vector-index.ts';

/** Computes the vectors of what is due, in the background, one batch after the other. */
export interface Backfill {
  /** Resolves when the signal ends it; never rejects. */
  run(signal: AbortSignal): Promise<void>;
}

export interface BackfillPace {
  /** How often it looks whether something is due. */
  pollMs: number;
  /** Waits for more, because a change costs Meilisearch as much as thousands; `patienceMs` at most while sources are being read. */
  collectMs: number;
  patienceMs: number;
  /** A batch ends with so many passages, or after so long. */
  batchPassages: number;
  batchMs: number;
  firstPauseMs: number;
}

const PACE: BackfillPace = {
  pollMs: 1000,
  collectMs: 2000,
  patienceMs: 60_000,
  batchPassages: 2000,
  batchMs: 20_000,
  firstPauseMs: 2000,
};
/** While sources are being read, fewer and larger batches: Meilisearch does one thing at a time, and words come first. */
const READING_FACTOR = 4;
const ROWS = 1000;
const LONGEST_PAUSE_MS = 60_000;

export function createBackfill(options: {
  embedder: Embedder;
  /** The name of the model in Meilisearch. */
  key: string;
  index: VectorIndex;
  store: StateStore;
  logger: Logger;
  isReading(): boolean;
  /** Told of each change of how it is, and when there are vectors to be searched. */
  tell(state: StoredVectorsState): void;
  pace?: Partial<BackfillPace>;
}): Backfill {
  const { embedder, key, index, store, logger } = options;
  const pace = { ...PACE, ...options.pace };
  const { vectors } = store;
  const embeddings = createCachedEmbeddings({ embedder, store: vectors });
  let done = 0;
  let isAdopted = false;
  let isCompared = false;
  let isCatchingUp = false;

  async function run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        const wait = await step(signal);
        failures = 0;
        await pause(wait, undefined, { signal, ref: false });
      } catch (error) {
        if (signal.aborted) return;
        const waitMs = Math.min(pace.firstPauseMs * 2 ** failures++, LONGEST_PAUSE_MS);
        const isExpected = error instanceof EmbedderFailure || error instanceof AppError;
        logger.warn({ err: error, waitMs }, 'vectors could not be computed; trying again');
        const message = isExpected ? error.message : 'Something went wrong on our side; the log of Atrium says what.';
        options.tell({ state: 'failed', message, done });
        const asked = error instanceof EmbedderFailure ? (error.retryAfterMs ?? 0) : 0;
        await pause(Math.max(waitMs, asked), undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  }

  /** How long to wait before the next. */
  async function step(signal: AbortSignal): Promise<number> {
    if (!isAdopted) await adopt(signal);
    const rows = nextRows();
    if (rows.length === 0) {
      if (!isCompared) await compare(signal);
      tellReady();
      return pace.pollMs;
    }
    if (!isCatchingUp && !(await collected(signal))) return 0;
    await doBatch(signal);
    isCatchingUp = vectors.countDue() >= ROWS;
    return 0;
  }

  async function adopt(signal: AbortSignal): Promise<void> {
    const { isEmpty } = await index.adopt({ key, dimensions: await dimensionsOf(embedder, signal) }, signal);
    if (isEmpty) vectors.makeAllDue();
    isAdopted = true;
    done = (await index.count(signal)).vectors;
    tellReady();
  }

  /** Once the first time nothing is due: an index that was lost in part, or written to by hand, is made whole. */
  async function compare(signal: AbortSignal): Promise<void> {
    const count = await index.count(signal);
    if (count.passages !== count.vectors) {
      for await (const page of index.documentIds(signal)) {
        const known = store.ledger.byRecordIds(page);
        vectors.makeDue(page.filter((id) => !known.has(id)));
      }
      if (count.passages > count.vectors) vectors.makeAllDue();
    }
    isCompared = true;
  }

  /** True when nothing more is waited for. */
  async function collected(signal: AbortSignal): Promise<boolean> {
    const since = performance.now();
    await pause(pace.collectMs, undefined, { signal, ref: false });
    while (options.isReading() && performance.now() - since < pace.patienceMs)
      await pause(pace.pollMs, undefined, { signal, ref: false });
    return vectors.countDue() > 0;
  }

  async function doBatch(signal: AbortSignal): Promise<void> {
    const batchMs = pace.batchMs * (options.isReading() ? READING_FACTOR : 1);
    const deadline = performance.now() + batchMs;
    const rows = nextRows();
    const result = await followPassages({ rows, index, embeddings, key, batch: embedder.batch, deadline, signal });
    vectors.settle(result.done);
    const [reason] = result.refused;
    if (reason !== undefined)
      logger.warn({ passages: result.refused.length, reason }, 'the model refused passages; words still find them');
    done = (await index.count(signal)).vectors;
    tellReady();
  }

  function nextRows(): DueVectors[] {
    const most = pace.batchPassages * (options.isReading() ? READING_FACTOR : 1);
    let passages = 0;
    return vectors.due(ROWS).filter((row, position) => {
      const isFirst = position === 0;
      passages += Math.max(1, row.passages);
      return isFirst || passages <= most;
    });
  }

  function tellReady(): void {
    const due = vectors.countDue();
    const message =
      due === 0 ? 'Every passage has its vector' : `${due} documents wait for their vectors; words find them already`;
    options.tell({ state: done === 0 && due > 0 ? 'loading' : 'ready', message, done });
  }

  return { run };
}

/** Some services know only after the first text. */
async function dimensionsOf(embedder: Embedder, signal: AbortSignal): Promise<number> {
  const known = embedder.dimensions();
  if (known !== undefined) return known;
  const [vector] = await embedder.embed(['How long is a vector?'], 'passage', signal);
  if (vector === undefined || isRefusal(vector)) throw new EmbedderFailure('The model refuses the simplest of texts');
  return vector.length;
}
