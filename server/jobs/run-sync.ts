import type { Recognizer } from '#indexers/ocr/recognizer.ts';
import type { ExtractionPool } from '#indexers/types/extraction.ts';
import type { ChangeHint } from '#indexers/types/listing.ts';
import type { RunEvent } from '#indexers/types/run.ts';
import type { RecordSink, Source } from '#indexers/types.ts';
import type { ConfiguredSource } from '../configured-source.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { StateStore, StoredRun } from '../store/state-store.ts';
import { type ActiveRun, startRun } from './active-run.ts';
import { createHintRuns } from './hint-runs.ts';
import { createRunEnds } from './run-ends.ts';
import { createScheduler, type ScheduledSource } from './scheduler.ts';
import { watchRuns } from './watch-runs.ts';

export interface RunRequest {
  /** Reads and writes everything again. */
  full: boolean;
  /** Says what would be done and does nothing. */
  dryRun: boolean;
  /** What the schedule asks for: a directory tells only what changed since the last run, where nothing speaks against it. */
  changesOnly?: boolean;
  /** Looks at these places only; nothing stays of such a run in the history, since it says nothing of the whole source. */
  only?: readonly ChangeHint[];
}

/** Runs of the sources: one at a time for each source, whatever the number of processes. */
export interface SyncJobs {
  /** Runs a source and follows it; leaving the iteration or the signal stops it. AppError `conflict` while another run goes on. */
  run(sourceId: string, request: RunRequest & { signal?: AbortSignal }): AsyncIterable<RunEvent>;
  /** The same without following it. */
  start(sourceId: string, request: RunRequest): void;
  /** Asks the run of the source to stop, in whatever process it is; false when there is none. */
  cancel(sourceId: string): boolean;
  /** Runs as they begin, go on and end, in any process; first those that are going on now. Ends with the signal. */
  watch(signal: AbortSignal): AsyncIterable<StoredRun>;
  /** Directories before drives: authors and groups have to be known first. */
  inOrder(sourceIds: string[]): string[];
  /**
   * Runs by the schedules of the sources from now on, and at once what was never complete or was interrupted; looks at once at
   * what sources that can tell say is changing.
   */
  startSchedule(): void;
  /** The sources are others now: runs of what is gone or was changed are stopped, times and watching follow. */
  sourcesChanged(): void;
  /** Asks the run of the source to stop and waits for the end of those of this process. */
  stopped(sourceId: string): Promise<void>;
  /** Stops schedule and runs, and waits for them. */
  close(): Promise<void>;
}

export interface SyncJobsOptions {
  sources: ReadonlyMap<string, ConfiguredSource>;
  store: StateStore;
  sink: RecordSink;
  pool: ExtractionPool;
  /** One for all runs: pages are read one at a time. */
  recognizer?: Recognizer;
  logger: Logger;
  /** Called after each run of this process. */
  ended?(sourceId: string): void;
  /** While a backup is put in place, no run begins. */
  isHeld?(): boolean;
}

export function createSyncJobs(options: SyncJobsOptions): SyncJobs {
  const { sources, store, logger } = options;
  const active = new Set<ActiveRun>();
  const readers = new WeakMap<ActiveRun, Source>();
  const listeners = new Set<() => void>();
  const ends = createRunEnds({ runs: store.runs, logger });
  let isClosed = false;

  function begin(sourceId: string, request: RunRequest): ActiveRun {
    const configured = sources.get(sourceId);
    if (configured === undefined) throw new AppError('not-found', `No source has the id "${sourceId}".`);
    if (isClosed) throw new AppError('conflict', 'Atrium is being stopped.');
    refuseWhileHeld();
    ends.settle();
    const stored = store.runs.start(sourceId, { dryRun: request.dryRun });
    if (stored === undefined) {
      for (const run of active) if (run.source === sourceId) run.hurry();
      throw new AppError('conflict', `A run of the source "${sourceId}" is going on already.`);
    }
    try {
      // Whoever holds them looks for runs after that.
      refuseWhileHeld();
    } catch (error) {
      store.runs.finish(stored.id, { state: 'cancelled', message: null, progress: stored.progress, isForgotten: true });
      throw error;
    }
    const run = startRun({ ...options, ...request, ends, source: configured.source, stored, changed: notify });
    active.add(run);
    readers.set(run, configured.source);
    void run.done.finally(() => {
      active.delete(run);
      options.ended?.(sourceId);
    });
    notify();
    return run;
  }

  function refuseWhileHeld(): void {
    if (options.isHeld?.()) throw new AppError('conflict', 'A backup is being put in place. Runs wait until that is done.');
  }

  const isLookedAt = (sourceId: string) => [...active].some((run) => run.source === sourceId && run.isLook);

  /** What it would have looked at is part of the whole. */
  async function endLook(sourceId: string): Promise<void> {
    const looks = [...active].filter((run) => run.source === sourceId && run.isLook);
    for (const run of looks) run.stop();
    await Promise.all(looks.map((run) => run.done));
  }

  function notify(): void {
    for (const listener of listeners) listener();
  }

  const jobs: SyncJobs = {
    run(sourceId, { signal, ...request }) {
      const run = begin(sourceId, request);
      const stop = () => run.stop();
      signal?.addEventListener('abort', stop, { once: true });
      if (signal?.aborted) stop();
      void run.done.finally(() => signal?.removeEventListener('abort', stop));
      return run.events();
    },
    start(sourceId, request) {
      if (!isLookedAt(sourceId)) return void begin(sourceId, request);
      endLook(sourceId)
        .then(() => begin(sourceId, request))
        .catch((error: unknown) =>
          logger.error({ err: error, source: sourceId }, 'a run that was asked for could not be started'),
        );
    },
    cancel(sourceId) {
      const isAsked = store.runs.cancel(sourceId);
      for (const run of active) if (run.source === sourceId) run.stop();
      return isAsked;
    },
    watch: (signal) => watchRuns({ runs: store.runs, listeners, signal }),
    inOrder: (ids) => [...ids.filter(isDirectory), ...ids.filter((id) => !isDirectory(id))],
    startSchedule() {
      scheduler.start();
      hintRuns.start();
    },
    sourcesChanged() {
      for (const run of active) if (sources.get(run.source)?.source !== readers.get(run)) run.stop();
      scheduler.update(scheduled());
      hintRuns.update(watched());
    },
    async stopped(sourceId) {
      jobs.cancel(sourceId);
      await Promise.all([...active].filter((run) => run.source === sourceId).map((run) => run.done));
    },
    async close() {
      isClosed = true;
      scheduler.stop();
      const hintsStopped = hintRuns.stop();
      for (const run of active) run.stop();
      await Promise.all([hintsStopped, ...[...active].map((run) => run.done)]);
      ends.close();
    },
  };

  function isDirectory(id: string): boolean {
    return sources.get(id)?.holds === 'people';
  }

  function watched(): Source[] {
    return [...sources.values()].map(({ source }) => source);
  }

  function scheduled(): ScheduledSource[] {
    return [...sources.values()].map(({ source, schedule }) => ({ id: source.id, schedule, isFirst: isDirectory(source.id) }));
  }

  const hintRuns = createHintRuns({
    sources: watched(),
    logger,
    run: (sourceId, only) => begin(sourceId, { full: false, dryRun: false, only }).done,
  });

  const scheduler = createScheduler({
    sources: scheduled(),
    run: (sourceId) => runUnlessBusy(sourceId),
    needsRun: (sourceId) => store.runs.lastComplete(sourceId) === undefined || store.runs.last(sourceId)?.state === 'interrupted',
  });

  /** By schedule: what is still going on is not begun again. */
  async function runUnlessBusy(sourceId: string): Promise<void> {
    if (isClosed) return;
    try {
      await endLook(sourceId);
      await begin(sourceId, { full: false, dryRun: false, changesOnly: true }).done;
    } catch (error) {
      if (error instanceof AppError && error.code === 'conflict')
        logger.info({ source: sourceId, reason: error.message }, 'its time has come, but it cannot be read now');
      else logger.error({ err: error, source: sourceId }, 'a run could not be started by its schedule');
    }
  }

  return jobs;
}
