import type { Context } from '../context.ts';
import { createProgressBar } from './progress-bar.ts';

/** Shows the first run of each scheduled source in the terminal, so that a newcomer sees the index fill. */
export async function reportFirstRuns(context: Context, signal: AbortSignal): Promise<void> {
  const scheduled = [...context.sources].flatMap(([id, { schedule }]) => (schedule === undefined ? [] : [id]));
  const waiting = new Set(scheduled.filter((id) => context.store.runs.lastComplete(id) === undefined));
  if (waiting.size === 0) return;
  const over = new AbortController();
  const bars = new Map([...waiting].map((id) => [id, createProgressBar(process.stdout, id)]));
  for await (const run of context.jobs.watch(AbortSignal.any([signal, over.signal]))) {
    const bar = waiting.has(run.source) ? bars.get(run.source) : undefined;
    if (!bar) continue;
    if (run.state === 'running') {
      bar.show(run.progress);
      continue;
    }
    bar.end(run.progress, { state: run.state, message: run.message });
    waiting.delete(run.source);
    if (waiting.size === 0) over.abort();
  }
}
