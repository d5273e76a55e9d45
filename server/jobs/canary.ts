import { Cron } from 'croner';
import type { RecordSink } from '#indexers/types.ts';
import type { KnownPrincipals } from '../access/known-principals.ts';
import type { Viewers } from '../access/viewers.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { ConfiguredSource } from '../configured-source.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { StateStore } from '../store/state-store.ts';
import { checkSource } from './canary-check.ts';
import { type CanaryResult, canaryInWords, keepCanaryResult, lastCanary } from './canary-result.ts';

/**
 * Asks the places themselves who may read a random sample of what is indexed, and compares it with what Atrium would show: the
 * guard over all other guards. What is open to somebody whom the place refuses is hidden from everybody at once.
 */
export interface Canary {
  /** Looks at one source now; undefined when it cannot be asked (directories). */
  check(sourceId: string, options: { sample?: number; signal: AbortSignal }): Promise<CanaryResult | undefined>;
  /** Looks at all sources by the schedule from now on, and asks for a run of those where something differs. */
  startSchedule(): void;
  /** Stops the schedule and waits for what is going on. */
  close(): Promise<void>;
}

export interface CanaryOptions {
  schedule: string | null;
  /** Documents of each source. */
  sample: number;
  sources: ReadonlyMap<string, ConfiguredSource>;
  store: StateStore;
  viewers: Viewers;
  known: KnownPrincipals;
  /** The index follows what the store says at once. */
  sink: Pick<RecordSink, 'setAccess'>;
  audit: AuditLog;
  logger: Logger;
  /** Asks for a run of the source, which takes over what is right. */
  requestRun(sourceId: string): void;
  /** While a backup is put in place, nothing is compared: what is shown is about to be something else. */
  isHeld?(): boolean;
  now?: () => number;
}

/** A canary that takes longer is in the way of the next one, milliseconds. */
const LIMIT = 10 * 60_000;

export function createCanary(options: CanaryOptions): Canary {
  const { sources, logger } = options;
  const stop = new AbortController();
  let job: Cron | undefined;
  let going: Promise<void> = Promise.resolve();

  async function check(sourceId: string, o: { sample?: number; signal: AbortSignal }): Promise<CanaryResult | undefined> {
    const source = sources.get(sourceId)?.source;
    if (source === undefined) throw new AppError('not-found', `No source has the id "${sourceId}".`);
    if (source.readAccess === undefined) return undefined;
    if (options.isHeld?.()) throw new AppError('conflict', 'A backup is being put in place. Wait until that is done.');
    const signal = AbortSignal.any([o.signal, stop.signal, AbortSignal.timeout(LIMIT)]);
    const before = lastCanary(options.store, sourceId);
    const result = await checkSource({ ...options, source, sample: o.sample ?? options.sample, before, signal });
    keepCanaryResult(options.store, result);
    tell(options, result);
    return result;
  }

  async function checkAll(): Promise<void> {
    for (const id of [...sources.keys()]) {
      if (stop.signal.aborted || options.isHeld?.()) return;
      // Removed while others were looked at.
      if (!sources.has(id)) continue;
      try {
        const result = await check(id, { signal: stop.signal });
        if (result !== undefined && result.wrong + result.stale + result.falseDenies > 0) options.requestRun(id);
      } catch (error) {
        logger.error({ err: error, source: id }, 'the canary broke down');
      }
    }
  }

  return {
    check,
    startSchedule() {
      if (options.schedule === null) return;
      job = createJob(options.schedule, () => {
        going = checkAll();
        return going;
      });
    },
    async close() {
      job?.stop();
      stop.abort(new Error('Atrium is being stopped'));
      await going;
    },
  };
}

/** `protect`: what still goes on is not begun again. */
function createJob(schedule: string, work: () => Promise<void>): Cron {
  try {
    return new Cron(schedule, { unref: true, protect: true }, work);
  } catch (cause) {
    throw new AppError('invalid-configuration', `canary.schedule: "${schedule}" is not a cron expression.`, { cause });
  }
}

function tell({ audit, logger }: CanaryOptions, result: CanaryResult): void {
  const { source, state, wrong, stale, falseDenies } = result;
  const words = canaryInWords(result);
  if (state === 'failed') {
    logger.warn({ source, canary: result }, words);
    return;
  }
  const level = wrong > 0 ? 'error' : stale + falseDenies > 0 ? 'warn' : 'debug';
  logger[level]({ source, canary: result }, words);
  if (wrong + stale === 0) return;
  // Closed since the last run and hidden before it: that is the canary doing its work, and no fault.
  const outcome = wrong > 0 ? 'failed' : 'done';
  audit.record({ action: 'canary', outcome, actor: 'atrium', subject: source, details: words });
}
