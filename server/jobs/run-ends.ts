import type { Logger } from '../logger.ts';
import type { RunEnd, RunStore } from '../store/state-store.ts';

/** How soon an end that could not be written down is tried again, milliseconds. */
const AGAIN_MS = 2000;

/**
 * Writes down how runs of this process ended. A run without an end keeps the lock of its source for as long as the process lives,
 * so what cannot be written (the disk is full) is tried again until it can be.
 */
export interface RunEnds {
  write(runId: number, end: RunEnd): void;
  /** Tries at once what could not be written. */
  settle(): void;
  close(): void;
}

export function createRunEnds({ runs, logger }: { runs: Pick<RunStore, 'finish'>; logger: Logger }): RunEnds {
  const unwritten = new Map<number, RunEnd>();
  let timer: NodeJS.Timeout | undefined;

  function settle(): void {
    for (const [runId, end] of unwritten) {
      try {
        runs.finish(runId, end);
        unwritten.delete(runId);
      } catch (error) {
        logger.error({ err: error, run: runId }, 'the end of a run could not be written down; trying again');
        timer ??= setTimeout(() => {
          timer = undefined;
          settle();
        }, AGAIN_MS).unref();
        return;
      }
    }
  }

  return {
    write(runId, end) {
      unwritten.set(runId, end);
      settle();
    },
    settle,
    close: () => clearTimeout(timer),
  };
}
