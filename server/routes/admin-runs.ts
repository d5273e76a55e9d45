import { z } from 'zod';
import type { Context } from '../context.ts';
import { Run, RunsResponse } from '../contract/admin.ts';
import { LANGUAGES } from '../language/language.ts';
import { saidIn } from '../language/said-in.ts';
import { viewerNow } from '../middleware/viewer.ts';
import { presentRun } from '../present-source.ts';
import { type Route, type RouteInput, route } from './define-route.ts';
import { createOpenStreams } from './open-streams.ts';

const RunsQuery = z.strictObject({
  source: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The browser's `EventSource` sends no headers of ours, so that the language comes with the address. */
const RunStreamQuery = z.strictObject({ language: z.enum(LANGUAGES).optional() });
type RunStreamQuery = z.infer<typeof RunStreamQuery>;

/** Keeps proxies from closing a quiet stream, milliseconds. */
const KEEP_ALIVE = 20_000;
/** How often it is looked whether a quiet stream may still be read, milliseconds. */
const GUARD_INTERVAL = 2_000;

const runSaidIn = saidIn(Run);

export function adminRunRoutes(context: Context): Route[] {
  const streams = createOpenStreams();
  return [
    route(
      {
        id: 'runStream',
        method: 'get',
        path: '/admin/runs/stream',
        summary: 'Every change of a run, of any process, as server-sent events',
        access: 'admin',
        query: RunStreamQuery,
        mediaType: 'text/event-stream',
      },
      async (input) => {
        const closed = streams.open(input.viewer);
        return streamRuns(context, input).finally(closed);
      },
    ),
    route(
      {
        id: 'runs',
        method: 'get',
        path: '/admin/runs',
        summary: 'Runs, latest first',
        access: 'admin',
        query: RunsQuery,
        answer: RunsResponse,
      },
      async ({ query }) => ({ items: context.store.runs.list(query).map(presentRun) }),
    ),
  ];
}

async function streamRuns(
  context: Context,
  { request, response, query, viewer }: RouteInput<unknown, RunStreamQuery, unknown>,
): Promise<undefined> {
  const { language = viewer.language ?? 'en' } = query;
  const closed = new AbortController();
  request.once('close', () => closed.abort());
  // The stream outlives the look at its viewer: the session may end, or the right to see this be lost.
  const isStillAllowed = () => viewerNow(response)?.isAdmin === true;
  const guard = setInterval(() => isStillAllowed() || closed.abort(), GUARD_INTERVAL);
  response.set({ 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' }).type('text/event-stream');
  response.flushHeaders();
  const keepAlive = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE);
  try {
    for await (const run of context.jobs.watch(closed.signal)) {
      if (!isStillAllowed()) break;
      if (!response.write(`data: ${JSON.stringify(runSaidIn?.(presentRun(run), language))}\n\n`))
        await drained(response, closed.signal);
    }
  } finally {
    clearInterval(keepAlive);
    clearInterval(guard);
    response.end();
  }
  return undefined;
}

function drained(response: NodeJS.EventEmitter, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    response.once('drain', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
