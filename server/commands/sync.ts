import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { createProgressBar } from './progress-bar.ts';
import { untilStopped } from './until-stopped.ts';
import { withContext } from './with-context.ts';

interface SyncOptions {
  config?: string;
  full?: boolean;
  dryRun?: boolean;
  json?: boolean;
}

/** Reads sources in the foreground, directories first; exit code 1 when a run is not complete. */
export async function sync(ids: string[], options: SyncOptions): Promise<void> {
  const stop = untilStopped();
  await withContext(options, async (context) => {
    for (const id of inOrder(context, ids)) {
      if (!(await syncOne(context, id, options, stop.signal))) process.exitCode = 1;
    }
  });
}

/** Directories before drives: authors and groups must be known first. */
function inOrder(context: Context, ids: string[]): string[] {
  const unknown = ids.filter((id) => !context.sources.has(id));
  if (unknown.length > 0) {
    throw new AppError(
      'not-found',
      `No source is called ${unknown.join(', ')}; there are: ${[...context.sources.keys()].join(', ')}.`,
    );
  }
  return context.jobs.inOrder(ids.length > 0 ? ids : [...context.sources.keys()]);
}

async function syncOne(context: Context, id: string, options: SyncOptions, signal: AbortSignal): Promise<boolean> {
  const bar = createProgressBar(process.stderr, id);
  const started = Date.now();
  const run = { full: options.full ?? false, dryRun: options.dryRun ?? false };
  for await (const event of context.jobs.run(id, { ...run, signal })) {
    if (event.type === 'progress') {
      bar.show(event.progress);
      continue;
    }
    const { outcome, progress } = event;
    const message = 'message' in outcome ? outcome.message : (outcome.held?.reason ?? null);
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
