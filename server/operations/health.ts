import { type Dirent, readdirSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Health, LogLevel, Operations } from '../contract/operations.ts';
import { LogLevel as LogLevels } from '../contract/operations.ts';

/** Free room below which a disk wants attention, and below which it is bad: a share of it, or as many bytes. */
const ROOM = { attention: { share: 0.1, bytes: 10e9 }, bad: { share: 0.03, bytes: 2e9 } };
/** Tasks in line at the search engine that are no ordinary day. */
const LONG_LINE = 500;

/** How everything is that Atrium is made of, as far as it can be told in a moment. */
export async function readOperations(context: Context, signal: AbortSignal): Promise<Operations> {
  const { config, logger } = context;
  const [meilisearch, disk] = await Promise.all([meilisearchOf(context, signal), diskOf(config.dataDir)]);
  return {
    version: context.version,
    node: process.versions.node,
    startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    memory: process.memoryUsage.rss(),
    meilisearch,
    meaning: meaningOf(context),
    extraction: extractionOf(context),
    disk,
    queue: queueOf(context),
    log: { level: levelOf(logger.level), configured: config.log.level },
    work: context.backups.work(),
  };
}

async function meilisearchOf(context: Context, signal: AbortSignal): Promise<Operations['meilisearch']> {
  const { kind, version } = context.meilisearch;
  const { ok, message } = await context.meilisearch.health(signal);
  const facts = ok ? await factsOf(context, signal) : { waiting: null, size: null };
  const health: Health = ok ? ((facts.waiting ?? 0) > LONG_LINE ? 'attention' : 'good') : 'bad';
  return { health, kind, version, message, ...facts };
}

const Stats = z.object({ databaseSize: z.int() });
const Tasks = z.object({ total: z.int() });

/** A key of another server may not be allowed to ask. */
async function factsOf(
  { meilisearchHttp: http }: Context,
  signal: AbortSignal,
): Promise<{ waiting: number | null; size: number | null }> {
  const query = { statuses: 'enqueued,processing', limit: '1' };
  const [stats, tasks] = await Promise.allSettled([
    http.request({ method: 'GET', path: 'stats', schema: Stats, signal }),
    http.request({ method: 'GET', path: 'tasks', query, schema: Tasks, signal }),
  ]);
  return {
    size: stats.status === 'fulfilled' ? stats.value.databaseSize : null,
    waiting: tasks.status === 'fulfilled' ? tasks.value.total : null,
  };
}

function meaningOf({ semantics }: Context): Operations['meaning'] {
  const { provider, state, message, due, done } = semantics.state();
  const health = ({ ready: 'good', loading: 'good', failed: 'bad', off: 'off' } as const)[state];
  return { health, provider, state, message, waiting: due, done };
}

function extractionOf({ pool }: Context): Operations['extraction'] {
  const usage = pool.usage?.() ?? { running: 0, busy: 0, hanging: 0 };
  return { health: usage.hanging > 0 ? 'attention' : 'good', most: pool.concurrency, ...usage };
}

async function diskOf(dataDir: string): Promise<Operations['disk']> {
  const { bavail, blocks, bsize } = await statfs(dataDir);
  const [free, total] = [bavail * bsize, blocks * bsize];
  const isBelow = (limit: { share: number; bytes: number }) => free < Math.min(limit.share * total, limit.bytes);
  const health: Health = isBelow(ROOM.bad) ? 'bad' : isBelow(ROOM.attention) ? 'attention' : 'good';
  return { health, free, total, used: sizeOf(dataDir) };
}

/** Files may go while they are counted. */
function sizeOf(folder: string): number {
  const entries: Dirent[] = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.reduce((sum, entry) => {
    if (!entry.isFile()) return sum;
    return sum + (statSync(path.join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0);
  }, 0);
}

function queueOf({ store, sources }: Context): Operations['queue'] {
  const queue = { runs: 0, pending: 0, failed: 0, held: 0 };
  for (const id of sources.keys()) {
    const { pending, failed } = store.ledger.counts(id);
    queue.pending += pending;
    queue.failed += failed;
    if (store.runs.last(id)?.state === 'running') queue.runs += 1;
    if (store.held.get(id)) queue.held += 1;
  }
  return queue;
}

function levelOf(level: string): LogLevel {
  return LogLevels.catch('info').parse(level);
}
