import { Cron } from 'croner';
import type { SourceKind } from '#indexers/define-source.ts';
import type { Config } from '../config/schema.ts';

/** Who is removed or disabled in a directory loses access this soon. */
const PROMISED_MINUTES = 15;
const DEFAULT_SCHEDULE = `*/${PROMISED_MINUTES} * * * *`;
/** A week of runs as often as promised, and a few: every gap of a weekly schedule is among them. */
const LOOK_AHEAD = (7 * 24 * 60) / PROMISED_MINUTES + 10;

/** A directory that decides who may come in is read often, unless the configuration says how often. */
export function scheduleOf(
  config: Config['sources'][number],
  o: { holds: SourceKind['holds']; method: Config['auth']['method'] },
): string | undefined {
  return config.schedule ?? (o.holds === 'people' && o.method !== 'open' ? DEFAULT_SCHEDULE : undefined);
}

/** What `check` says of a directory that is read too seldom for people to lose access in time. */
export function scheduleWarning(
  source: { holds: SourceKind['holds']; schedule: string | undefined },
  method: Config['auth']['method'],
): string | undefined {
  if (source.holds !== 'people' || method === 'open' || source.schedule === undefined) return undefined;
  const runs = new Cron(source.schedule).nextRuns(LOOK_AHEAD).map((run) => run.getTime());
  const gaps = runs.slice(1).map((run, position) => run - (runs[position] ?? run));
  const minutes = Math.round(Math.max(0, ...gaps) / 60_000);
  if (runs.length > 1 && minutes <= PROMISED_MINUTES) return undefined;
  const pause = runs.length > 1 ? `pauses for up to ${minutes} minutes` : 'comes to an end';
  return `its schedule "${source.schedule}" ${pause}: whoever is removed or disabled in the directory may stay signed in for that long; "${DEFAULT_SCHEDULE}" makes it ${PROMISED_MINUTES}`;
}
