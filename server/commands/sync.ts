import type { Context } from '../context.ts';
import { beginAfterLook } from './begin-after-look.ts';
import { chosenSources } from './chosen-sources.ts';
import { createProgressBar } from './progress-bar.ts';
import { untilStopped } from './until-stopped.ts';
import { withContext } from './with-context.ts';

interface SyncOptions {
  config?: string;
  full?: boolean;
  dryRun?: boolean;
  json?: boolean;
  retryFailed?: boolean;
}

/** Reads sources in the foreground, directories first; exit code 1 when a run is not complete. */
export async function sync(ids: string[], options: SyncOptions): Promise<void> {
  const stop = untilStopped();
  await withContext(options, async (context) => {
    const chosen = chosenSources(context.sources, ids).map(({ source }) => source.id);
    for (const id of context.jobs.inOrder(chosen)) {
      if (!(await syncOne(context, id, options, stop.signal))) process.exitCode = 1;
    }
  });
}

async function syncOne(context: Context, id: string, options: SyncOptions, signal: AbortSignal): Promise<boolean> {
  const bar = createProgressBar(process.stderr, id);
  const started = Date.now();
  if (options.retryFailed && !options.dryRun) context.store.ledger.retry(id, { at: started });
  const run = { full: options.full ?? false, dryRun: options.dryRun ?? false };
  for await (const event of await beginAfterLook(() => context.jobs.run(id, { ...run, signal }), signal)) {
    if (event.type === 'progress') {
      bar.show(event.progress);
      continue;
    }
    const { outcome, progress } = event;
    const message = 'message' in outcome ? outcome.message : (outcome.held?.reason ?? outcome.remark ?? null);
    if (options.json) {
      process.stdout.write(
        `${JSON.stringify({ source: id, ...outcome, ...run, seconds: (Date.now() - started) / 1000, progress })}\n`,
      );
    } else {
      bar.end(progress, { state: outcome.state, message });
    }
    return outcome.state === 'complete';
  }
  return false;
}
