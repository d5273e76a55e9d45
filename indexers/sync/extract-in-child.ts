import { availableParallelism } from 'node:os';
import type { Drawn, PageDrawer } from '../ocr/draw-messages.ts';
import type { ExtractionPool, ExtractionResult, FileToExtract } from '../types.ts';
import { type Failed, failed } from './extract-failed.ts';
import type { ExtractRequest } from './extract-messages.ts';
import type { ExtractionLimits } from './extract-watch.ts';
import { type ExtractWorker, startExtractWorker } from './extract-worker.ts';

const MEGABYTE = 1024 * 1024;

const LIMITS = {
  cpuMs: 20_000,
  wallMs: 100_000,
  residentBytes: 1_500_000_000,
  dataBytes: 1_600_000_000,
  heapMegabytes: 512,
  replyBytes: 64 * MEGABYTE,
  startMs: 30_000,
  pollMs: 100,
  /** Characters of text to keep of one file. */
  maxCharacters: 10_000_000,
  maxPages: 5000,
  /** A child is replaced after so many files (to start one costs as much as to read some hundred), or when it has grown beyond this. */
  recycleFiles: 2000,
  recycleBytes: 400 * MEGABYTE,
} satisfies ExtractionLimits & Record<string, number>;
export type PoolLimits = typeof LIMITS;

export interface ExtractionPoolOptions {
  /** Files read at once; one for each core unless said otherwise. */
  concurrency?: number;
  limits?: Partial<PoolLimits>;
  /** URL of a module that exports `extractors`, in place of THE LIST. */
  extractorsModule?: string;
}

/**
 * Reads files in child processes, which are started when they are needed and kept for the next file. Never in threads: a thread
 * that runs out of memory takes the whole program with it.
 */
export function createExtractionPool(options: ExtractionPoolOptions = {}): ExtractionPool & PageDrawer {
  const concurrency = options.concurrency ?? availableParallelism();
  const limits: PoolLimits = { ...LIMITS, ...options.limits };
  const idle: ExtractWorker[] = [];
  const busy = new Set<ExtractWorker>();
  /** Killed, but still there: they hang in the kernel, in a mount that does not answer. */
  let lingering: ExtractWorker[] = [];
  const slots = createSlots(concurrency);
  let isClosed = false;

  function takeWorker(): ExtractWorker {
    for (let worker = idle.pop(); worker !== undefined; worker = idle.pop()) if (worker.isUsable()) return worker;
    return startExtractWorker(limits, options.extractorsModule);
  }

  function giveBack(worker: ExtractWorker): void {
    const isWorn = worker.filesRead() >= limits.recycleFiles || worker.residentBytes() > limits.recycleBytes;
    if (worker.isUsable() && !isWorn && !isClosed) idle.push(worker);
    else {
      worker.stop();
      lingering = [...lingering, worker].filter((one) => one.isAlive());
    }
  }

  async function ask(
    { path, name, size, maxBytes, seen }: FileToExtract,
    wanted: Pick<ExtractRequest, 'draw'>,
    signal: AbortSignal,
  ): Promise<ExtractionResult | Drawn> {
    if (size > maxBytes) return tooLarge(maxBytes);
    const release = await slots.take(signal);
    try {
      if (isClosed) throw new Error('The pool was closed');
      lingering = lingering.filter((worker) => worker.isAlive());
      if (lingering.length > 2 * concurrency) return hanging();
      const worker = takeWorker();
      busy.add(worker);
      try {
        const request = {
          path: path.toString('base64'),
          name,
          maxBytes,
          ...(seen ? { seen } : {}),
          maxCharacters: limits.maxCharacters,
          maxPages: limits.maxPages,
          ...wanted,
        };
        const result = await worker.run(request, signal);
        if (isClosed) throw new Error('The pool was closed');
        return result;
      } finally {
        busy.delete(worker);
        giveBack(worker);
      }
    } finally {
      release();
    }
  }

  return {
    concurrency,
    async extract(file, signal) {
      const result = await ask(file, {}, signal);
      return result.state === 'drawn' ? nonsense() : result;
    },
    async drawPage({ page, dpi, maxPixels, maxPictureBytes, ...file }, signal) {
      const draw = { page, dpi, maxPixels, maxPictureBytes: Math.min(maxPictureBytes, limits.replyBytes) };
      const result = await ask(file, { draw }, signal);
      return result.state === 'extracted' ? nonsense() : result;
    },
    async close() {
      isClosed = true;
      for (const worker of [...idle.splice(0), ...busy]) worker.stop();
    },
  };
}

function nonsense(): Failed {
  return failed('crash', 'The process that read it gave no sensible answer');
}

function tooLarge(maxBytes: number): Failed {
  return { state: 'failed', cause: 'too-large', message: `It is larger than ${Math.round(maxBytes / MEGABYTE)} MB` };
}

function hanging(): Failed {
  return {
    state: 'failed',
    cause: 'unreadable',
    message: 'Its drive does not answer: earlier attempts to read from it still hang',
  };
}

/** First come, first served. */
function createSlots(count: number): { take(signal: AbortSignal): Promise<() => void> } {
  let free = count;
  const queue = new Set<() => void>();

  function release(): void {
    const [next] = queue;
    if (next === undefined) free += 1;
    else {
      queue.delete(next);
      next();
    }
  }

  return {
    async take(signal) {
      signal.throwIfAborted();
      if (free > 0) {
        free -= 1;
        return release;
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const onAbort = (): void => {
        queue.delete(resolve);
        reject(signal.reason);
      };
      queue.add(resolve);
      signal.addEventListener('abort', onAbort, { once: true });
      try {
        await promise;
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
      return release;
    },
  };
}
