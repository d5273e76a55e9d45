import { z } from 'zod';
import type { StateStore } from '../store/state-store.ts';

const Finding = z.object({
  itemId: z.string(),
  path: z.string(),
  /** When it was first found, milliseconds since 1970. */
  at: z.int(),
  /** Says too what the place said: found again as it was after a complete run, it is no change that came in between. */
  key: z.string(),
  /** For whom Atrium and the place differ, by name where somebody has one. */
  who: z.string(),
});

/** What the canary found at a source, as it is kept for the status page and the next canary. */
const CanaryResult = z.object({
  source: z.string(),
  /** Milliseconds since 1970. */
  at: z.int(),
  /** `failed`: the place could not be asked, so nothing is known. */
  state: z.enum(['checked', 'failed']),
  reason: z.string().nullable(),
  /** Documents of which the place said who may read them. */
  checked: z.int(),
  /** Open to somebody whom the place refuses although nothing had changed since the last run: a fault. Hidden. */
  wrong: z.int(),
  /** The same because of a change after the last run. Hidden. */
  stale: z.int(),
  /** Refused to somebody whom the place lets read; the next run opens them. */
  falseDenies: z.int(),
  /** Documents that are hidden now because of this canary. */
  hidden: z.int(),
  /** The first few, and those of before that no run has put right yet. */
  findings: z.array(Finding),
});
export type CanaryResult = z.infer<typeof CanaryResult>;
export type CanaryFinding = z.infer<typeof Finding>;

/** All there ever was, for the counters of `/metrics`. */
const Totals = z.object({ wrong: z.int(), stale: z.int(), falseDenies: z.int() });
export type CanaryTotals = z.infer<typeof Totals>;

const KEYS = { last: 'canary.last', alarm: 'canary.alarm', totals: 'canary.totals' } as const;

export function keepCanaryResult(store: StateStore, result: CanaryResult): void {
  const { source } = result;
  store.transaction(() => {
    store.sourceState.set(source, KEYS.last, JSON.stringify(result));
    if (result.wrong > 0) store.sourceState.set(source, KEYS.alarm, JSON.stringify(result));
    const { wrong, stale, falseDenies } = canaryTotals(store, source);
    const totals = {
      wrong: wrong + result.wrong,
      stale: stale + result.stale,
      falseDenies: falseDenies + result.falseDenies,
    } satisfies CanaryTotals;
    store.sourceState.set(source, KEYS.totals, JSON.stringify(totals));
  });
}

export function lastCanary(store: Pick<StateStore, 'sourceState'>, source: string): CanaryResult | undefined {
  return read(store, source, KEYS.last, CanaryResult);
}

/** The last one that found a fault. */
export function lastAlarm(store: Pick<StateStore, 'sourceState'>, source: string): CanaryResult | undefined {
  return read(store, source, KEYS.alarm, CanaryResult);
}

export function canaryTotals(store: Pick<StateStore, 'sourceState'>, source: string): CanaryTotals {
  return read(store, source, KEYS.totals, Totals) ?? { wrong: 0, stale: 0, falseDenies: 0 };
}

function read<T>(store: Pick<StateStore, 'sourceState'>, source: string, key: string, schema: z.ZodType<T>): T | undefined {
  const text = store.sourceState.get(source, key);
  return text === undefined ? undefined : schema.parse(JSON.parse(text));
}

/** One sentence for administrators. */
export function canaryInWords({ state, reason, checked, wrong, stale, falseDenies, hidden }: CanaryResult): string {
  if (state === 'failed') return `Permissions could not be checked: ${reason ?? 'the place did not answer'}.`;
  const parts = [
    wrong > 0 ? `${wrong} shown to people whom the place refuses` : '',
    stale > 0 ? `${stale} closed to people since the last run` : '',
    falseDenies > 0 ? `${falseDenies} opened to people since the last run` : '',
  ].filter((part) => part !== '');
  const found = parts.length === 0 ? 'all as the place says' : parts.join(', ');
  const consequence = hidden > 0 ? ` ${hidden} hidden from everybody until a run has read them anew.` : '';
  return `Permissions of ${checked} documents checked: ${found}.${consequence}`;
}
