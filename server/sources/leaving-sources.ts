import { setTimeout as pause } from 'node:timers/promises';
import { newProgress } from '#indexers/sync/run-counts.ts';
import type { RecordSink } from '#indexers/types.ts';
import type { SyncJobs } from '../jobs/run-sync.ts';
import type { Logger } from '../logger.ts';
import type { StateStore } from '../store/state-store.ts';
import { clearSource } from './clear-source.ts';

/** A run of another process notices within half a second that it is to stop, and then settles; milliseconds. */
const ASK_AGAIN = 250;
/** After trouble, milliseconds. */
const TRY_AGAIN = 30_000;

/** Clears away what removed sources have left. Nobody finds any of it from the moment of their removal; this only takes time. */
export interface LeavingSources {
  /** Begins with it, unless it is going on; resolves when nothing is left of it, or this process ends. */
  clear(id: string): Promise<void>;
  /** What an earlier process did not come to the end of. */
  resume(): void;
  /** Stops, and waits for what is going on; the next process goes on. */
  close(): Promise<void>;
}

export function createLeavingSources(options: {
  store: StateStore;
  sources: ReadonlyMap<string, unknown>;
  sink: Pick<RecordSink, 'remove' | 'flush'>;
  jobs: Pick<SyncJobs, 'stopped'>;
  logger: Logger;
}): LeavingSources {
  const { store, sources, jobs, logger } = options;
  const stop = new AbortController();
  const { signal } = stop;
  const going = new Map<string, Promise<void>>();

  async function clearNow(id: string): Promise<void> {
    // It stands in the file now: what is there is its own again.
    if (sources.has(id)) return store.consoleSources.hasLeft(id);
    await jobs.stopped(id);
    const lock = store.runs.start(id, { dryRun: false });
    if (lock === undefined) {
      await pause(ASK_AGAIN, undefined, { signal, ref: false });
      return clearNow(id);
    }
    try {
      await clearSource(id, { ...options, signal });
      store.consoleSources.hasLeft(id);
      logger.info({ source: id }, 'what a removed source has left was cleared away');
    } finally {
      store.runs.finish(lock.id, { state: 'cancelled', message: null, progress: newProgress(), isForgotten: true });
    }
  }

  async function clearUntilDone(id: string): Promise<void> {
    while (!signal.aborted) {
      try {
        return await clearNow(id);
      } catch (error) {
        if (signal.aborted) return;
        logger.error({ err: error, source: id }, 'what a removed source has left could not be cleared away; it is tried again');
        await pause(TRY_AGAIN, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  }

  function clear(id: string): Promise<void> {
    const known = going.get(id);
    if (known) return known;
    const done = clearUntilDone(id).finally(() => going.delete(id));
    going.set(id, done);
    return done;
  }

  return {
    clear,
    resume() {
      for (const id of store.consoleSources.leaving()) void clear(id);
    },
    async close() {
      stop.abort(new Error('Atrium is being stopped'));
      await Promise.all(going.values());
    },
  };
}
