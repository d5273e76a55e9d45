import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '#server/errors.ts';
import type { Logger } from '#server/logger.ts';
import { refusalOf } from '../../meilisearch/http.ts';
import { diskFull, inDiskWords, isDiskFullError, saysDiskFull } from './disk-full.ts';
import type { Job, Payload } from './payload.ts';
import type { Sender } from './send-payload.ts';
import type { Tasks } from './tasks.ts';

/**
 * Sends payloads one after the other, so that they stand in Meilisearch's queue in order, without waiting for their tasks:
 * the engine merges what is queued. Tells each job when its last payload is searchable, or what was wrong with it.
 */
export interface Pipeline {
  push(payloads: Payload[], lane: 'ordinary' | 'urgent'): void;
  /** Runs `work` while nothing is sent and nothing is in Meilisearch's queue. */
  whilePaused<T>(work: () => Promise<T>): Promise<T>;
}

export function createPipeline(options: {
  send: Sender;
  tasks: Tasks;
  logger: Logger;
  /** Payloads in Meilisearch's queue. */
  inFlight: number;
  /** How long a payload is tried while Meilisearch stays away, and while its disk is full. */
  patienceMs: number;
  diskPatienceMs: number;
  /** Told of each payload that went in: how long it took since it was queued. */
  took(payload: Payload, ms: number): void;
  signal: AbortSignal;
}): Pipeline {
  const { send, tasks, logger, signal } = options;
  const lanes = { urgent: [] as Payload[], ordinary: [] as Payload[] };
  const following = new Set<Promise<void>>();
  let paused = 0;
  /** Nothing was taken for as long as patience goes: what comes next is tried once, and so on until something is taken. */
  let isGivenUp = false;
  let sending: Promise<void> | undefined;

  function push(payloads: Payload[], lane: keyof typeof lanes): void {
    for (const payload of payloads) for (const job of payload.jobs) job.open++;
    lanes[lane].push(...payloads);
    pump();
  }

  function pump(): void {
    sending ??= sendAll().finally(() => {
      sending = undefined;
      // A task may have ended between the last look at the lanes and here.
      if (maySend()) pump();
    });
  }

  function maySend(): boolean {
    return paused === 0 && following.size < options.inFlight && lanes.urgent.length + lanes.ordinary.length > 0;
  }

  async function sendAll(): Promise<void> {
    while (maySend()) {
      const payload = lanes.urgent.shift() ?? lanes.ordinary.shift();
      if (payload) await enqueue(payload);
    }
  }

  async function enqueue(payload: Payload): Promise<void> {
    try {
      const taskUid = await withPatience({
        attempt: () => send(payload, signal),
        logger,
        signal,
        patienceMs: isGivenUp ? 0 : options.patienceMs,
        diskPatienceMs: isGivenUp ? 0 : options.diskPatienceMs,
      });
      isGivenUp = false;
      if (taskUid === undefined) return finish(payload.jobs);
      const follower = follow(payload, taskUid).finally(() => {
        following.delete(follower);
        pump();
      });
      following.add(follower);
    } catch (error) {
      // What Meilisearch will not even queue is the fault of some record in it, unless it is Meilisearch that is away.
      isGivenUp = isAway(error);
      if (!isGivenUp && refusalOf(error)?.status.toString().startsWith('4')) narrow(payload, error);
      else for (const job of payload.jobs) job.reject(error);
    }
  }

  async function follow(payload: Payload, taskUid: number): Promise<void> {
    const queuedAt = performance.now();
    try {
      const outcome = await tasks.outcome(taskUid);
      switch (outcome.state) {
        case 'succeeded':
          options.took(payload, performance.now() - queuedAt);
          return finish(payload.jobs);
        case 'lost':
          return repeat(payload);
        case 'failed':
          if (saysDiskFull(outcome)) throw diskFull(new Error(outcome.message));
          return narrow(payload, new Error(outcome.message));
        default:
          outcome satisfies never;
      }
    } catch (error) {
      for (const job of payload.jobs) job.reject(error);
    }
  }

  /** One bad record fails its whole payload: halve until only that one is left, so that the others are not lost with it. */
  function narrow(payload: Payload, cause: unknown): void {
    const [job, ...others] = payload.jobs;
    if (job && others.length === 0) {
      job.reject(rejection(payload, job, cause));
      return;
    }
    const middle = Math.ceil(payload.jobs.length / 2);
    for (const jobs of [payload.jobs.slice(0, middle), payload.jobs.slice(middle)]) {
      const kept = new Set(jobs);
      repeat({ ...payload, jobs, entries: payload.entries.filter((entry) => kept.has(entry.job)) });
    }
  }

  /** Once more, without what a later change of the same record has overtaken meanwhile. */
  function repeat(payload: Payload): void {
    finish(payload.jobs.filter((job) => job.overtaken));
    const jobs = payload.jobs.filter((job) => !job.overtaken);
    if (jobs.length === 0) return;
    lanes.urgent.push({ ...payload, jobs, entries: payload.entries.filter((entry) => !entry.job.overtaken) });
    pump();
  }

  async function whilePaused<T>(work: () => Promise<T>): Promise<T> {
    paused++;
    try {
      await sending;
      while (following.size > 0) await Promise.all(following);
      return await work();
    } finally {
      paused--;
      pump();
    }
  }

  return { push, whilePaused };
}

function finish(jobs: Job[]): void {
  for (const job of jobs) if (--job.open === 0) job.resolve();
}

function rejection(payload: Payload, job: Job, cause: unknown): AppError {
  const verb = payload.kind === 'delete' ? 'remove' : 'index';
  const message = cause instanceof Error ? cause.message : String(cause);
  return new AppError('internal', `Meilisearch could not ${verb} the record ${job.recordId}: ${message}`, { cause });
}

/** Tries again while Meilisearch is away (restarting, or its disk is full), with growing pauses. */
async function withPatience<T>(options: {
  attempt: () => Promise<T>;
  logger: Logger;
  signal: AbortSignal;
  patienceMs: number;
  diskPatienceMs: number;
}): Promise<T> {
  const began = performance.now();
  for (let wait = 100; ; wait = Math.min(wait * 2, 5000)) {
    try {
      return await options.attempt();
    } catch (raw) {
      options.signal.throwIfAborted();
      const error = inDiskWords(raw);
      const patienceMs = isDiskFullError(error) ? options.diskPatienceMs : options.patienceMs;
      if (!isAway(error) || performance.now() - began >= patienceMs) throw error;
      options.logger.warn({ err: error }, 'Meilisearch does not take changes; trying again');
      await pause(wait, undefined, { signal: options.signal });
    }
  }
}

function isAway(error: unknown): boolean {
  return error instanceof AppError && error.code === 'meilisearch-unavailable';
}
