import { Cron } from 'croner';
import type { ConfiguredSource } from './configured-source.ts';

/** A source is stale when two of its scheduled runs in a row brought nothing complete; without a schedule it never is. Milliseconds. */
export function staleAfterMs(source: ConfiguredSource | undefined): number | undefined {
  if (source?.schedule === undefined) return undefined;
  const [first, , third] = new Cron(source.schedule).nextRuns(3);
  return first && third ? third.getTime() - first.getTime() : undefined;
}
