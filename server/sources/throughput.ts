import type { ThroughputResponse } from '../contract/sources.ts';
import type { StateStore, StoredRun } from '../store/state-store.ts';

/** Runs that are drawn. */
const RUNS = 12;
/** More points than a chart has pixels to spare say nothing more. */
const MOST_SAMPLES = 150;
const MINUTE = 60_000;

/** How fast the last runs of a source were, for a chart; oldest first. */
export function throughputOf(store: Pick<StateStore, 'runs' | 'runSamples'>, source: string): ThroughputResponse {
  const runs = store.runs.list({ source, limit: RUNS * 2 }).filter(({ dryRun }) => !dryRun);
  return {
    runs: runs
      .slice(0, RUNS)
      .toReversed()
      .map((run) => presentRun(store, run)),
  };
}

interface Point {
  at: number;
  seen: number;
  written: number;
}

function presentRun({ runSamples }: Pick<StateStore, 'runSamples'>, run: StoredRun): ThroughputResponse['runs'][number] {
  const { seen, written } = run.progress;
  const end = { at: run.finishedAt ?? Date.now(), seen, written };
  const kept = runSamples.of(run.id).filter(({ at }) => at < end.at);
  const points = thinned([{ at: run.startedAt, seen: 0, written: 0 }, ...kept, end]);
  return {
    run: run.id,
    state: run.state,
    startedAt: new Date(run.startedAt).toISOString(),
    finishedAt: run.finishedAt === null ? null : new Date(run.finishedAt).toISOString(),
    seen,
    perMinute: perMinute(seen, end.at - run.startedAt),
    samples: points.slice(1).map((point, position) => presentStep(points[position] ?? point, point)),
  };
}

function presentStep(before: Point, point: Point): ThroughputResponse['runs'][number]['samples'][number] {
  const took = point.at - before.at;
  return {
    at: new Date(point.at).toISOString(),
    seen: point.seen,
    written: point.written,
    seenPerMinute: perMinute(point.seen - before.seen, took),
    writtenPerMinute: perMinute(point.written - before.written, took),
  };
}

/** A run that was over at once was not infinitely fast. */
function perMinute(count: number, tookMs: number): number {
  return Math.round((Math.max(0, count) * MINUTE * 10) / Math.max(tookMs, 100)) / 10;
}

/** Evenly, with the first and the last. */
function thinned(points: Point[]): Point[] {
  const step = Math.ceil(points.length / MOST_SAMPLES);
  return points.filter((_, position) => position % step === 0 || position === points.length - 1);
}
