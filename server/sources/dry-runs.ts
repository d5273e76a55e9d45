import { randomUUID } from 'node:crypto';
import { newProgress } from '#indexers/sync/run-counts.ts';
import { syncSource } from '#indexers/sync/sync-source.ts';
import type { ExtractionPool } from '#indexers/types/extraction.ts';
import type { RunOutcome, RunProgress } from '#indexers/types/run.ts';
import type { RecordSink } from '#indexers/types.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { StateStore } from '../store/state-store.ts';
import type { CompleteDraft, SourceDrafts } from './source-drafts.ts';

/** How long an ended one may still be asked for, milliseconds. */
const KEPT_FOR = 15 * 60_000;
/** A draft that takes longer is stopped, milliseconds. */
const TIME_LIMIT = 30 * 60_000;
const MOST_AT_ONCE = 3;

/** What a run by a draft would do. It is not in the history of the source, and no other run waits for it. */
export interface DraftRun {
  id: string;
  source: string;
  state: 'running' | RunOutcome['state'];
  /** Milliseconds since 1970. */
  startedAt: number;
  finishedAt: number | undefined;
  message: string | undefined;
  progress: RunProgress;
}

export interface DryRuns {
  /** AppError `conflict` when too many go on. */
  start(draft: CompleteDraft): DraftRun;
  get(id: string): DraftRun | undefined;
  /** False when there is none; one that has ended stays as it is. */
  cancel(id: string): boolean;
  /** Stops all and waits for them. */
  close(): Promise<void>;
}

export function createDryRuns(options: {
  drafts: SourceDrafts;
  store: StateStore;
  sink: RecordSink;
  pool: ExtractionPool;
  logger: Logger;
}): DryRuns {
  const { drafts, store, sink, pool, logger } = options;
  const runs = new Map<string, { run: DraftRun; cancel: AbortController; done: Promise<void> }>();

  async function follow(draft: CompleteDraft, run: DraftRun, signal: AbortSignal): Promise<void> {
    try {
      const events = syncSource({
        source: drafts.toSource(draft, { knowing: true }),
        state: store,
        sink,
        pool,
        // Later than every run there was, so that all there is counts as known before.
        generation: Number.MAX_SAFE_INTEGER,
        full: false,
        dryRun: true,
        signal,
        warn: (message, details) => logger.warn({ source: run.source, draft: true, ...details }, message),
      });
      for await (const event of events) {
        run.progress = event.progress;
        if (event.type === 'end') end(run, event.outcome);
      }
    } catch (error) {
      logger.error({ err: error, source: run.source }, 'the dry run of a draft broke down');
      end(run, { state: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }

  function forgetOld(): void {
    const now = Date.now();
    for (const [id, { run }] of runs) if (run.finishedAt !== undefined && now - run.finishedAt > KEPT_FOR) runs.delete(id);
  }

  return {
    start(draft) {
      forgetOld();
      const going = [...runs.values()].filter(({ run }) => run.state === 'running').length;
      if (going >= MOST_AT_ONCE) throw new AppError('conflict', 'Several dry runs go on already. Wait for one, or stop it.');
      const run: DraftRun = {
        ...{ id: randomUUID(), source: draft.config.id, state: 'running', startedAt: Date.now() },
        ...{ finishedAt: undefined, message: undefined, progress: newProgress() },
      };
      const cancel = new AbortController();
      const done = follow(draft, run, AbortSignal.any([cancel.signal, AbortSignal.timeout(TIME_LIMIT)]));
      runs.set(run.id, { run, cancel, done });
      return run;
    },
    get(id) {
      forgetOld();
      return runs.get(id)?.run;
    },
    cancel(id) {
      const found = runs.get(id);
      found?.cancel.abort(new Error('the dry run was stopped'));
      return found !== undefined;
    },
    async close() {
      for (const { cancel } of runs.values()) cancel.abort(new Error('Atrium is being stopped'));
      await Promise.all([...runs.values()].map(({ done }) => done));
    },
  };
}

function end(run: DraftRun, outcome: RunOutcome): void {
  run.state = outcome.state;
  run.finishedAt = Date.now();
  const held = 'held' in outcome ? outcome.held?.reason : undefined;
  run.message = 'message' in outcome ? outcome.message : held;
}
