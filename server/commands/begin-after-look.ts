import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../errors.ts';

/** Milliseconds. */
const LONGEST_LOOK = 5000;
const ASK_AGAIN = 200;

/**
 * Begins a run. A service beside this process looks for a second or two at what was saved just now, and takes the place of other
 * runs so long: that is waited for. Throws AppError `conflict` when a run goes on that takes longer.
 */
export async function beginAfterLook<Run>(start: () => Run, signal: AbortSignal): Promise<Run> {
  for (const began = performance.now(); ; ) {
    try {
      return start();
    } catch (error) {
      const isBusy = error instanceof AppError && error.code === 'conflict';
      if (!isBusy || performance.now() - began > LONGEST_LOOK) throw error;
      await pause(ASK_AGAIN, undefined, { signal });
    }
  }
}
