import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import type { ChangeHint } from '#indexers/types/listing.ts';
import type { Source } from '#indexers/types.ts';
import { AppError } from '#server/errors.ts';
import { createHintRuns, type HintRuns } from '#server/jobs/hint-runs.ts';
import { createLogger } from '#server/logger.ts';
import { createShelf } from '../../indexers/sync/sync-bench.ts';

let runs: HintRuns | undefined;
afterEach(() => runs?.stop());

/** A source that tells these hints, one batch after the other, and then nothing more. */
function telling(batches: ChangeHint[][]): Source {
  return {
    ...createShelf().source,
    async *watch(signal) {
      yield* batches;
      await pause(60_000, undefined, { signal, ref: false }).catch(() => undefined);
    },
  };
}

function follow(source: Source, run: (only: ChangeHint[]) => Promise<void>): void {
  runs = createHintRuns({ sources: [source], logger: createLogger({ level: 'silent' }), run: (_id, only) => run(only) });
  runs.start();
}

const hint = (id: string): ChangeHint => ({ id, what: 'files' });

test('a look that cannot even begin (the disk is full) is tried again, and takes nothing down', async () => {
  const tried: ChangeHint[][] = [];
  follow(telling([[hint('Plans')]]), async (only) => {
    tried.push(only);
    if (tried.length === 1) throw new AppError('storage-full', 'The disk is full.');
  });
  await vi.waitFor(() => expect(tried).toHaveLength(2), { timeout: 10_000, interval: 20 });
  expect(tried[1]).toEqual([hint('Plans')]);
});
