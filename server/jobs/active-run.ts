import type { Recognizer } from '#indexers/ocr/recognizer.ts';
import { syncSource } from '#indexers/sync/sync-source.ts';
import type { ExtractionPool } from '#indexers/types/extraction.ts';
import type { ChangeHint } from '#indexers/types/listing.ts';
import type { RunEvent, RunOutcome, RunProgress } from '#indexers/types/run.ts';
import type { RecordSink, Source } from '#indexers/types.ts';
import type { Logger } from '../logger.ts';
import { keepHeapSmall } from '../small-heap.ts';
import { inDiskWords } from '../store/disk-full.ts';
import type { StateStore, StoredRun } from '../store/state-store.ts';
import { createEventRelay } from './event-relay.ts';
import { markRefusals } from './mark-refusals.ts';
import type { RunEnds } from './run-ends.ts';
import { createRunSampler } from './run-sampler.ts';

/** How often progress is written down and a wish to cancel is looked for, milliseconds. */
const WRITE_INTERVAL = 500;
/** A run without news says that it lives at least this often, milliseconds. */
const HEARTBEAT_INTERVAL = 5000;

/** A run of this process. */
export interface ActiveRun {
  readonly source: string;
  /** Whether it looks at a few places only: a run of the whole source need not wait for it. */
  readonly isLook: boolean;
  /** Resolves when the run is over and written down; never rejects. */
  readonly done: Promise<void>;
  stop(): void;
  /** Another run of the source waits: what can wait is left to later. */
  hurry(): void;
  /** Progress as it comes and the end; leaving the iteration stops the run. */
  events(): AsyncIterable<RunEvent>;
}

interface RunParts {
  source: Source;
  /** Holds the source's lock until it is finished. */
  stored: StoredRun;
  full: boolean;
  dryRun: boolean;
  changesOnly?: boolean;
  only?: readonly ChangeHint[];
  store: StateStore;
  sink: RecordSink;
  pool: ExtractionPool;
  recognizer?: Recognizer;
  ends: RunEnds;
  logger: Logger;
  /** Called when there is something new to see in the store. */
  changed(): void;
}

export function startRun(parts: RunParts): ActiveRun {
  const cancel = new AbortController();
  const relay = createEventRelay<RunEvent>();
  const stop = () => cancel.abort(new Error('the run was stopped'));
  let isAwaited = false;
  const letHeapGrow = keepHeapSmall();
  const done = perform(parts, { signal: cancel.signal, isAwaited: () => isAwaited, stop, tell: relay.tell })
    .catch((error) => parts.logger.error({ err: error, source: parts.source.id }, 'the end of a run could not be written down'))
    .finally(() => {
      letHeapGrow();
      relay.end();
    });
  return {
    source: parts.source.id,
    isLook: parts.only !== undefined,
    done,
    stop,
    hurry() {
      isAwaited = true;
    },
    async *events() {
      try {
        yield* relay.events();
        await done;
      } finally {
        stop();
        await done;
      }
    },
  };
}

async function perform(
  parts: RunParts,
  o: { signal: AbortSignal; isAwaited(): boolean; stop(): void; tell(event: RunEvent): void },
): Promise<void> {
  const { source, stored, logger, changed } = parts;
  let { progress } = stored;
  let outcome: RunOutcome = { state: 'failed', message: 'The run ended without a word' };
  const diary = keepDiary(parts, { current: () => progress, stop: o.stop });
  try {
    for await (const event of syncSource(syncOptions(parts, o))) {
      progress = event.progress;
      // What stopped the run tells more than that it was stopped.
      if (event.type === 'end') outcome = diary.failure() ?? event.outcome;
      o.tell(event.type === 'end' ? { ...event, outcome } : event);
    }
  } catch (error) {
    logger.error({ err: error, source: source.id }, 'a run broke down');
    outcome = { state: 'failed', message: error instanceof Error ? error.message : String(error) };
  } finally {
    diary.close();
    const message = messageOf(outcome);
    parts.ends.write(stored.id, { state: outcome.state, message, progress, isForgotten: parts.only !== undefined });
    const isGood = outcome.state === 'complete' && outcome.held === undefined;
    const facts = {
      source: source.id,
      state: outcome.state,
      dryRun: parts.dryRun,
      progress,
      ...(message !== null && { message }),
    };
    const how = parts.only === undefined ? 'a run has ended' : 'what was changed was looked at';
    logger[isGood ? 'info' : 'warn'](facts, how);
    changed();
  }
}

function syncOptions(parts: RunParts, { signal, isAwaited }: { signal: AbortSignal; isAwaited(): boolean }) {
  const { source, stored, store, sink, pool, recognizer, logger, full, dryRun, changesOnly, only } = parts;
  return {
    source,
    state: store,
    sink: markRefusals(sink),
    pool,
    ...(recognizer !== undefined && { recognizer }),
    // A dry run takes no number: it is later than every run there was, and no row will ever carry it.
    generation: dryRun ? Number.MAX_SAFE_INTEGER : store.runs.nextGeneration(source.id),
    full,
    dryRun,
    changesOnly: changesOnly ?? false,
    ...(only !== undefined && { only }),
    signal,
    isAwaited,
    warn: (message: string, details: Record<string, unknown>) =>
      logger.warn({ source: source.id, run: stored.id, ...details }, message),
  };
}

/** Writes progress down, which is the heartbeat too, and stops the run when some process wishes so. */
function keepDiary(
  { stored, store, logger, source, changed }: RunParts,
  o: { current(): RunProgress; stop(): void },
): { close(): void; failure(): RunOutcome | undefined } {
  let failure: RunOutcome | undefined;
  let written = '';
  let writtenAt = 0;
  const sample = createRunSampler({ samples: store.runSamples, run: stored });
  const write = () => {
    const text = JSON.stringify(o.current());
    if (text === written && Date.now() - writtenAt < HEARTBEAT_INTERVAL) return;
    store.runs.progress(stored.id, o.current());
    sample(o.current());
    written = text;
    writtenAt = Date.now();
    changed();
  };
  const timer = setInterval(() => {
    try {
      write();
      if (store.runs.cancelRequested(stored.id)) o.stop();
    } catch (error) {
      // The disk is full or the store is broken: the run's own writes will say so as well.
      logger.error({ err: error, source: source.id }, 'the progress of a run could not be written down');
      const words = inDiskWords(error);
      failure ??= { state: 'failed', message: words instanceof Error ? words.message : String(words) };
      o.stop();
    }
  }, WRITE_INTERVAL);
  return { close: () => clearInterval(timer), failure: () => failure };
}

function messageOf(outcome: RunOutcome): string | null {
  switch (outcome.state) {
    case 'complete':
      return [outcome.held?.reason, outcome.remark].filter((text) => text !== undefined).join(' ') || null;
    case 'partial':
      return outcome.held === undefined ? outcome.message : `${outcome.message}. ${outcome.held.reason}`;
    case 'failed':
    case 'cancelled':
      return outcome.message;
    default:
      return outcome satisfies never;
  }
}
