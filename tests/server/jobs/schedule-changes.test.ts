import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ChangeHint } from '#indexers/types/listing.ts';
import type { Source } from '#indexers/types.ts';
import { createHintRuns, type HintRuns } from '#server/jobs/hint-runs.ts';
import { createScheduler } from '#server/jobs/scheduler.ts';
import { createLogger } from '#server/logger.ts';

let hintRuns: HintRuns | undefined;
beforeEach(() => {
  hintRuns = undefined;
});
afterEach(async () => {
  vi.useRealTimers();
  await hintRuns?.stop();
});

const every = (id: string, schedule: string) => ({ id, schedule, isFirst: false });

test('a schedule that was changed counts from then on, and nothing runs because of the change', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-03-02T09:00:30Z') });
  const ran: string[] = [];
  const scheduler = createScheduler({
    sources: [every('staff', '*/5 * * * *'), every('library', '*/5 * * * *')],
    run: async (id) => void ran.push(id),
    needsRun: () => false,
  });
  scheduler.start();
  scheduler.update([every('staff', '*/10 * * * *'), every('notes', '*/5 * * * *')]);
  expect(ran).toEqual([]);
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect(ran).toEqual(['notes']);
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect(ran.toSorted()).toEqual(['notes', 'notes', 'staff']);
  scheduler.stop();
});

test('a source that comes is watched, one that goes is not, and the others go on without a break', async () => {
  const [staying, going, coming] = [watched('staying'), watched('going'), watched('coming')];
  hintRuns = createHintRuns({
    sources: [staying.source, going.source],
    logger: createLogger({ level: 'silent' }),
    run: async () => undefined,
  });
  hintRuns.start();
  await Promise.all([staying.began, going.began]);
  hintRuns.update([staying.source, coming.source]);
  await Promise.all([going.ended, coming.began]);
  expect([staying.times(), coming.times()]).toEqual([1, 1]);
});

/** Tells nothing, and how often it is asked. */
function watched(id: string) {
  const [began, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let times = 0;
  const unused = async (): Promise<never> => {
    throw new Error('not asked for here');
  };
  const source: Source = {
    id,
    kind: 'drive',
    check: unused,
    // biome-ignore lint/correctness/useYield: it has nothing to tell.
    async *read() {
      throw new Error('not asked for here');
    },
    stillHas: unused,
    async *watch(signal: AbortSignal): AsyncGenerator<ChangeHint[]> {
      times++;
      began.resolve();
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      ended.resolve();
    },
  };
  return { source, began: began.promise, ended: ended.promise, times: () => times };
}
