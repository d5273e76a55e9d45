import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import type { MeilisearchHttp } from '../../meilisearch/http.ts';
import { diskFull } from './disk-full.ts';

export type TaskOutcome =
  | { state: 'succeeded' }
  | { state: 'failed'; code: string; message: string }
  /** Meilisearch does not know the task: its data folder was exchanged. */
  | { state: 'lost' };

/** Waits for Meilisearch's tasks, however many, with one request at a time. */
export interface Tasks {
  /**
   * Has no limit of its own while Meilisearch answers and has space to work; rejects with `meilisearch-unavailable` when it stays
   * away, when its disk is full, or on `close`. What was accepted may still be done after that.
   */
  outcome(taskUid: number): Promise<TaskOutcome>;
  /** Like `outcome`; throws AppError `internal` when the task failed. */
  succeeded(taskUid: number, what: string): Promise<void>;
  /** Forgets tasks that ended over an hour ago: the queue would grow for ever. Others may still wait for younger ones. */
  tidy(signal: AbortSignal): Promise<void>;
  close(): void;
}

/** What an enqueueing request answers. */
export const Enqueued = z.object({ taskUid: z.int() });

const Found = z.object({
  results: z.array(
    z.object({
      uid: z.int(),
      status: z.string(),
      error: z.object({ code: z.string(), message: z.string() }).nullish(),
    }),
  ),
});

interface Waiting {
  resolve(outcome: TaskOutcome): void;
  reject(error: unknown): void;
}

const ASKED_AT_ONCE = 500;
const OLD_MS = 3_600_000;

export function createTasks(options: {
  http: MeilisearchHttp;
  patienceMs?: number;
  /** Asked when nothing has ended for a while. */
  isDiskFull?: (signal: AbortSignal) => Promise<boolean>;
  /** How long that while is, milliseconds. */
  stillMs?: number;
}): Tasks {
  const { http, patienceMs = 120_000, isDiskFull, stillMs = 15_000 } = options;
  const waiting = new Map<number, Waiting>();
  const closing = new AbortController();
  let polling = false;

  function outcome(taskUid: number): Promise<TaskOutcome> {
    const promise = new Promise<TaskOutcome>((resolve, reject) => waiting.set(taskUid, { resolve, reject }));
    if (!polling) void poll();
    return promise;
  }

  async function poll(): Promise<void> {
    polling = true;
    let wait = 5;
    let unavailableSince: number | undefined;
    let stillSince = performance.now();
    while (waiting.size > 0 && !closing.signal.aborted) {
      try {
        const hasNews = await ask();
        wait = hasNews ? 5 : Math.min(wait * 1.5, 200);
        unavailableSince = undefined;
        if (hasNews) stillSince = performance.now();
        else if (performance.now() - stillSince > stillMs) {
          if (await isDiskFull?.(closing.signal)) giveUp(diskFull());
          stillSince = performance.now();
        }
        await pause(wait, undefined, { signal: closing.signal });
      } catch (error) {
        if (closing.signal.aborted) break;
        unavailableSince ??= performance.now();
        if (performance.now() - unavailableSince > patienceMs) giveUp(error);
      }
    }
    if (closing.signal.aborted) giveUp(closing.signal.reason);
    polling = false;
  }

  /** Whether some have ended. */
  async function ask(): Promise<boolean> {
    const asked = [...waiting.keys()].slice(0, ASKED_AT_ONCE);
    const query = { uids: asked.join(','), limit: String(asked.length) };
    const { results } = await http.request({ method: 'GET', path: 'tasks', query, schema: Found, signal: closing.signal });
    const known = new Map(results.map((task) => [task.uid, task]));
    const ended = asked.filter((uid) => {
      const task = known.get(uid);
      const result = task === undefined ? ({ state: 'lost' } as const) : outcomeOf(task);
      if (result === undefined) return false;
      waiting.get(uid)?.resolve(result);
      return waiting.delete(uid);
    });
    return ended.length > 0;
  }

  function giveUp(error: unknown): void {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  return {
    outcome,
    async succeeded(taskUid, what) {
      const result = await outcome(taskUid);
      if (result.state === 'failed') throw new AppError('internal', `Meilisearch could not ${what}: ${result.message}`);
      if (result.state === 'lost') throw new AppError('meilisearch-unavailable', `Meilisearch lost the order to ${what}`);
    },
    async tidy(signal) {
      const query = {
        statuses: 'succeeded,failed,canceled',
        beforeFinishedAt: new Date(Date.now() - OLD_MS).toISOString(),
      };
      await http.request({ method: 'DELETE', path: 'tasks', query, schema: Enqueued, signal });
    },
    close() {
      closing.abort(new AppError('meilisearch-unavailable', 'The search index was closed'));
    },
  };
}

function outcomeOf(task: z.infer<typeof Found>['results'][number]): TaskOutcome | undefined {
  switch (task.status) {
    case 'succeeded':
      return { state: 'succeeded' };
    case 'failed':
    case 'canceled':
      return { state: 'failed', code: task.error?.code ?? task.status, message: task.error?.message ?? `it was ${task.status}` };
    default:
      return undefined; // enqueued or processing
  }
}
