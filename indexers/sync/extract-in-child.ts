import { availableParallelism } from 'node:os';
import type { Drawn, PageDrawer } from '../ocr/draw-messages.ts';
import type { ExtractionPool, ExtractionResult, FileToExtract } from '../types/extraction.ts';
import { type Failed, failed } from './extract-failed.ts';
import type { ExtractRequest } from './extract-messages.ts';
import type { ExtractionLimits } from './extract-watch.ts';
import { type ExtractWorker, startExtractWorker } from './extract-worker.ts';
import { createSlots } from './slots.ts';
import { isSmallFile } from './small-file.ts';

const MEGABYTE = 1024 * 1024;
/** Small files that stand in line for each child; a large one goes alone. */
const IN_LINE = 8;

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
  /** A child is replaced after so many files (to start one costs as much as to read some hundred small ones), or when it has grown beyond this. */
  recycleFiles: 20_000,
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

/** A child and what it has to do: small files count 1. */
interface Seat {
  worker: ExtractWorker;
  load: number;
}

/**
 * Reads files in child processes, which are started when they are needed and kept for the next file. Never in threads: a thread
 * that runs out of memory takes the whole program with it.
 */
export function createExtractionPool(options: ExtractionPoolOptions = {}): ExtractionPool & PageDrawer {
  const concurrency = options.concurrency ?? availableParallelism();
  const limits: PoolLimits = { ...LIMITS, ...options.limits };
  const seats = new Set<Seat>();
  /** Killed, but still there: they hang in the kernel, in a mount that does not answer. */
  let lingering: ExtractWorker[] = [];
  const slots = createSlots(concurrency * IN_LINE);
  let isClosed = false;

  /** The child that has least to do; one more while there may be. */
  function takeSeat(): Seat {
    const open = [...seats].filter(isOpen).sort((a, b) => a.load - b.load);
    const [first] = open;
    if (first !== undefined && (first.load === 0 || open.length >= concurrency)) return first;
    return addSeat();
  }

  function addSeat(): Seat {
    const seat = { worker: startExtractWorker(limits, options.extractorsModule), load: 0 };
    seats.add(seat);
    return seat;
  }

  function isOpen({ worker }: Seat): boolean {
    return worker.isUsable() && worker.filesRead() < limits.recycleFiles && worker.residentBytes() <= limits.recycleBytes;
  }

  function leave(seat: Seat, weight: number): void {
    seat.load -= weight;
    if (seat.load > 0 || (isOpen(seat) && !isClosed)) return;
    seats.delete(seat);
    seat.worker.stop();
    lingering = [...lingering, seat.worker].filter((one) => one.isAlive());
  }

  /** Sits down with a child; again with another when a file before it ended that one. */
  async function sit(request: ExtractRequest, weight: number, signal: AbortSignal): Promise<ExtractionResult | Drawn> {
    for (;;) {
      lingering = lingering.filter((worker) => worker.isAlive());
      if (lingering.length > 2 * concurrency) return hanging();
      const seat = takeSeat();
      seat.load += weight;
      try {
        const result = await seat.worker.run(request, signal);
        if (isClosed) throw new Error('The pool was closed');
        if (result !== undefined) return result;
      } finally {
        leave(seat, weight);
      }
    }
  }

  async function ask(
    { path, name, size, maxBytes, seen }: FileToExtract,
    wanted: Pick<ExtractRequest, 'draw'>,
    signal: AbortSignal,
  ): Promise<ExtractionResult | Drawn> {
    if (size > maxBytes) return tooLarge(maxBytes);
    // A picture takes as long as a large file.
    const weight = wanted.draw === undefined && isSmallFile(size) ? 1 : IN_LINE;
    await slots.take(weight, signal);
    try {
      if (isClosed) throw new Error('The pool was closed');
      const { maxCharacters, maxPages } = limits;
      const request = {
        path: path.toString('base64'),
        name,
        maxBytes,
        ...(seen ? { seen } : {}),
        maxCharacters,
        maxPages,
        ...wanted,
      };
      return await sit(request, weight, signal);
    } finally {
      slots.giveBack(weight);
    }
  }

  return {
    concurrency,
    async extract(file, signal) {
      const result = await ask(file, {}, signal);
      return result.state === 'drawn' ? nonsense() : result;
    },
    prepare() {
      while (seats.size < concurrency) addSeat();
    },
    async drawPage({ page, dpi, maxPixels, maxPictureBytes, width, ...file }, signal) {
      const draw = {
        page,
        dpi,
        maxPixels,
        maxPictureBytes: Math.min(maxPictureBytes, limits.replyBytes),
        ...(width !== undefined && { width }),
      };
      const result = await ask(file, { draw }, signal);
      return result.state === 'extracted' ? nonsense() : result;
    },
    usage() {
      lingering = lingering.filter((worker) => worker.isAlive());
      return { running: seats.size, busy: [...seats].filter(({ load }) => load > 0).length, hanging: lingering.length };
    },
    async close() {
      isClosed = true;
      for (const { worker } of seats) worker.stop();
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
