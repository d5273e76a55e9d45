import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '#server/errors.ts';
import type { Logger } from '#server/logger.ts';
import { createCollector } from './collector.ts';
import { createPace } from './pace.ts';
import { type Change, cutIntoPayloads, type Entry, entryOf, type Job, type Payload } from './payload.ts';
import { createPipeline } from './pipeline.ts';
import type { Sender } from './send-payload.ts';
import type { Tasks } from './tasks.ts';

/** All that changes for one record at once. */
export interface Submission {
  recordId: string;
  changes: Change[];
  /** A partial change: goes ahead of collected writes, but after an earlier change of the same record has ended. */
  partial: boolean;
}

/** Brings changes of records into Meilisearch in few large payloads, in order for each record. */
export interface Writer {
  /** Resolves when it is searchable; rejects with AppError that names the record. */
  submit(submission: Submission): Promise<void>;
  /** Sends what is collected; resolves when everything submitted so far has an end. */
  flush(): Promise<void>;
  /** Runs `work` while nothing is sent and nothing is in Meilisearch's queue. */
  whilePaused<T>(work: () => Promise<T>): Promise<T>;
  /** Flushes for at most five seconds; what is left is rejected. */
  close(): Promise<void>;
}

export interface WriterLimits {
  /** A payload is sent when it reaches this. */
  payloadBytes: number;
  /** … or this long after its first change: single changes of a large index cost seconds each. */
  collectMs: number;
  /** … which may grow to this while much is written. */
  collectMostMs: number;
  /** The same for partial changes, which are cheap. */
  collectPartialMs: number;
  /** Payloads in Meilisearch's queue. */
  inFlight: number;
  /** How long a payload is tried while Meilisearch stays away, and while its disk is full. */
  patienceMs: number;
  diskPatienceMs: number;
}

const LIMITS: WriterLimits = {
  payloadBytes: 8_000_000,
  collectMs: 250,
  collectMostMs: 8000,
  collectPartialMs: 50,
  inFlight: 6,
  patienceMs: 120_000,
  diskPatienceMs: 20_000,
};

export function createWriter(options: { send: Sender; tasks: Tasks; logger: Logger; limits?: Partial<WriterLimits> }): Writer {
  const limits = { ...LIMITS, ...options.limits };
  const closing = new AbortController();
  const pace = createPace(limits);
  const took = ({ kind }: Payload, ms: number) => kind === 'replace' && pace.took(ms);
  const pipeline = createPipeline({ ...options, ...limits, took, signal: closing.signal });
  const bytes = limits.payloadBytes;
  const cut = (entries: Entry[]) => cutIntoPayloads(entries, bytes);
  const writes = createCollector({ bytes, ...pace, full: (all) => pipeline.push(cut(all), 'ordinary') });
  const atOnce = () => limits.collectPartialMs;
  const partials = createCollector({
    bytes,
    delayMs: atOnce,
    quietMs: atOnce,
    full: (all) => pipeline.push(cut(all), 'urgent'),
  });
  /** Every job that has no end yet. */
  const pending = new Map<Job, Promise<void>>();
  const newest = new Map<string, Job>();

  function submit({ recordId, changes, partial }: Submission): Promise<void> {
    closing.signal.throwIfAborted();
    const before = newest.get(recordId);
    const { job, end } = createJob(recordId);
    const done = end.finally(() => {
      pending.delete(job);
      if (newest.get(recordId) === job) newest.delete(recordId);
    });
    pending.set(job, done);
    newest.set(recordId, job);
    const entries = changes.map((change) => entryOf(change, job));
    if (entries.length === 0) job.resolve();
    else if (partial) void submitPartial(job, entries, before && pending.get(before));
    else {
      if (before) before.overtaken = true;
      writes.add(recordId, entries);
    }
    return done;
  }

  /** It changes documents that an earlier change may only just be making. */
  async function submitPartial(job: Job, entries: Entry[], before: Promise<void> | undefined): Promise<void> {
    if (before) writes.seal();
    await Promise.allSettled([before]);
    if (job.overtaken) job.resolve();
    else partials.add(job.recordId, entries);
  }

  async function flush(): Promise<void> {
    const soFar = [...pending.values()];
    writes.seal();
    partials.seal();
    await Promise.allSettled(soFar);
  }

  async function close(): Promise<void> {
    await Promise.race([flush(), pause(5000, undefined, { ref: false })]);
    closing.abort(new AppError('meilisearch-unavailable', 'The search index was closed'));
    for (const job of pending.keys()) job.reject(closing.signal.reason);
  }

  return { submit, flush, whilePaused: pipeline.whilePaused, close };
}

function createJob(recordId: string): { job: Job; end: Promise<void> } {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  return { job: { recordId, open: 0, overtaken: false, resolve, reject }, end: promise };
}
