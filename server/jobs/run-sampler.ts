import type { RunProgress } from '#indexers/types/run.ts';
import type { RunSampleStore } from '../store/sources/source-store.ts';

/** A sample at most this often, milliseconds. */
const SHORTEST_PAUSE = 5_000;
/** A long run is drawn coarser: a pause is this part of the time it has taken so far. Ten hours give some 250 samples. */
const PART_OF_RUN = 1 / 60;

/** Writes down now and then how far a run has come, for charts. */
export function createRunSampler(options: {
  samples: RunSampleStore;
  run: { id: number; startedAt: number };
  now?: () => number;
}): (progress: RunProgress) => void {
  const { samples, run, now = Date.now } = options;
  let last = run.startedAt;
  return ({ seen, written }) => {
    const at = now();
    if (at - last < Math.max(SHORTEST_PAUSE, (at - run.startedAt) * PART_OF_RUN)) return;
    last = at;
    samples.add(run.id, { at, seen, written });
  };
}
