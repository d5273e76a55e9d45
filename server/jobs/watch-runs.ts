import type { RunStore, StoredRun } from '../store/state-store.ts';

/** How often the store is asked what other processes do, milliseconds. */
const POLL_INTERVAL = 500;
/** Runs looked at; more than there are sources that could run at once. */
const LATEST = 50;

/** Every change of a run, of any process. Our own are seen at once (`listeners` are called), those of others by asking. */
export async function* watchRuns(options: {
  runs: RunStore;
  listeners: Set<() => void>;
  signal: AbortSignal;
}): AsyncIterable<StoredRun> {
  const { runs, listeners, signal } = options;
  const bell = createBell(signal);
  listeners.add(bell.ring);
  // What is over already is not news.
  const told = new Map(latest(runs).flatMap((run) => (run.state === 'running' ? [] : [[run.id, JSON.stringify(run)]])));
  const running = new Map<number, StoredRun>();
  try {
    while (!signal.aborted) {
      for (const run of latest(runs)) {
        const text = JSON.stringify(run);
        if (told.get(run.id) === text) continue;
        told.set(run.id, text);
        if (run.state === 'running') running.set(run.id, run);
        else running.delete(run.id);
        yield run;
        if (signal.aborted) return;
      }
      // Whoever heard that it runs has to hear that it does not any more, though nothing is left of it.
      for (const [id, run] of running) {
        if (runs.get(id) !== undefined) continue;
        running.delete(id);
        yield { ...run, state: 'complete', finishedAt: Date.now() };
        if (signal.aborted) return;
      }
      await bell.next();
    }
  } finally {
    listeners.delete(bell.ring);
    bell.close();
  }
}

function latest(runs: RunStore): StoredRun[] {
  return runs.list({ limit: LATEST }).reverse();
}

/** Rings when somebody rings, every half second, and when it is over; remembers a ring that nobody waited for. */
function createBell(signal: AbortSignal): { ring(): void; next(): Promise<void>; close(): void } {
  let hasRung = false;
  let wake: (() => void) | undefined;
  const ring = () => {
    hasRung = true;
    wake?.();
  };
  const timer = setInterval(ring, POLL_INTERVAL);
  signal.addEventListener('abort', ring, { once: true });
  return {
    ring,
    async next() {
      if (!hasRung)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      hasRung = false;
    },
    close() {
      clearInterval(timer);
      signal.removeEventListener('abort', ring);
    },
  };
}
