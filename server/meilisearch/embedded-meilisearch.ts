import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import type { Logger } from '#server/logger.ts';
import { findMeilisearchBinary, type MeilisearchBinary } from './binary.ts';
import { type MeilisearchChild, startMeilisearchChild } from './child.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { createMeilisearchHttp } from './http.ts';
import { masterKeyIn } from './master-key.ts';
import type { MeilisearchConnection } from './meilisearch-connection.ts';
import { startTimeOf } from './process-identity.ts';
import { type RunningState, readRunningState, stillRuns, writeRunningState } from './running-state.ts';

export interface EmbeddedMeilisearch extends MeilisearchConnection {
  readonly kind: 'embedded';
  /** Whether this process runs it; otherwise it uses one that another process runs. */
  readonly isOwner: boolean;
  /** Of the Meilisearch itself. */
  readonly pid: number;
}

/** Ours to run, or another process's to use. */
type Membership =
  | { role: 'owner'; lock: FolderLock; child: MeilisearchChild; state: RunningState }
  | { role: 'guest'; state: RunningState };

/**
 * Runs a Meilisearch on `dataDir/meilisearch`, or uses the one another process already runs there: never two on one folder,
 * because Meilisearch itself does not notice. It is started again when it dies, and started here when the process that ran
 * it ends. Throws AppError `meilisearch-unavailable` when there is none for this platform or it does not start.
 */
export async function createEmbeddedMeilisearch(options: {
  dataDir: string;
  logger: Logger;
  /** Instead of looking for one. */
  binary?: MeilisearchBinary;
  /** As Meilisearch writes it; 512MB costs no speed on two cores, its own default is two thirds of all memory. */
  maxIndexingMemory?: string;
  signal?: AbortSignal;
}): Promise<EmbeddedMeilisearch> {
  const { logger, maxIndexingMemory = '512MB' } = options;
  const folder = path.resolve(options.dataDir, 'meilisearch');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const masterKey = masterKeyIn(folder);
  const closing = new AbortController();
  let binary = options.binary;

  async function own(lock: FolderLock): Promise<Membership> {
    try {
      const previous = readRunningState(folder);
      if (previous) await clearAway(previous, logger);
      binary ??= await findMeilisearchBinary(path.join(folder, 'bin'));
      const child = await startMeilisearchChild({ binary, folder, masterKey, maxIndexingMemory, preferredPort: previous?.port });
      try {
        const startTime = startTimeOf(child.pid) ?? 'ended';
        const state = { pid: child.pid, startTime, port: child.port, version: binary.version };
        writeRunningState(folder, state);
        await child.answering(closing.signal);
        return { role: 'owner', lock, child, state };
      } catch (error) {
        await child.stop();
        throw error;
      }
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** Takes the folder if nobody has it, else waits for the Meilisearch of whoever has it. */
  async function join(signal: AbortSignal): Promise<Membership> {
    for (;;) {
      signal.throwIfAborted();
      const lock = lockFolder(folder);
      if (lock) return await own(lock);
      const state = readRunningState(folder);
      if (state && stillRuns(state) && (await accepts(state, masterKey, signal))) return { role: 'guest', state };
      await pause(50, undefined, { signal });
    }
  }

  const patience = AbortSignal.any([closing.signal, AbortSignal.timeout(150_000), ...(options.signal ? [options.signal] : [])]);
  let membership = await join(patience);
  logger.info({ port: membership.state.port, pid: membership.state.pid, role: membership.role }, 'Meilisearch answers');

  /** Goes on until `close`: whenever what we use ends, gets us another. */
  async function watch(): Promise<void> {
    let failures = 0;
    while (!closing.signal.aborted) {
      const since = performance.now();
      const how = await endOf(membership, folder, closing.signal);
      if (closing.signal.aborted) return;
      if (membership.role === 'owner') membership.lock.release();
      failures = performance.now() - since > CALM_MS ? 0 : failures + 1;
      logger.warn({ role: membership.role, failures }, `Meilisearch ${how}; getting another`);
      membership = await rejoin(failures);
    }
  }

  async function rejoin(failuresBefore: number): Promise<Membership> {
    for (let failures = failuresBefore; ; failures++) {
      await pause(backOff(failures), undefined, { signal: closing.signal });
      try {
        const joined = await join(AbortSignal.any([closing.signal, AbortSignal.timeout(150_000)]));
        logger.info({ port: joined.state.port, pid: joined.state.pid, role: joined.role }, 'Meilisearch answers again');
        return joined;
      } catch (error) {
        closing.signal.throwIfAborted();
        logger.error({ err: error, failures }, 'Meilisearch does not start; trying again');
      }
    }
  }

  const watching = watch().catch((error: unknown) => {
    if (!closing.signal.aborted) logger.error({ err: error }, 'the watch over Meilisearch ended');
  });

  const server: EmbeddedMeilisearch = {
    kind: 'embedded',
    get url() {
      return urlOf(membership.state);
    },
    get apiKey() {
      return masterKey;
    },
    get version() {
      return membership.state.version;
    },
    get isOwner() {
      return membership.role === 'owner';
    },
    get pid() {
      return membership.state.pid;
    },
    async health(signal) {
      const ok = await accepts(membership.state, masterKey, signal);
      return { ok, message: ok ? `Meilisearch ${membership.state.version} answers` : 'Meilisearch is being restarted' };
    },
    async close() {
      closing.abort(new AppError('meilisearch-unavailable', 'Meilisearch was stopped'));
      await watching;
      if (membership.role !== 'owner') return;
      await membership.child.stop();
      membership.lock.release();
    },
  };
  return server;
}

/** A Meilisearch that ran this long was well; its end does not count as a failed start. */
const CALM_MS = 60_000;
/** How often a guest looks whether the Meilisearch it uses is still there: reading one small file of /proc. */
const GUEST_LOOKS_EVERY_MS = 250;

function backOff(failures: number): number {
  return failures === 0 ? 0 : Math.min(30_000, 100 * 2 ** (failures - 1));
}

/** Resolves with a few words when the Meilisearch in use has ended, or `signal` fires. */
async function endOf(membership: Membership, folder: string, signal: AbortSignal): Promise<string> {
  if (membership.role === 'owner') return await Promise.race([membership.child.ended, aborted(signal)]);
  while (!signal.aborted && stillRuns(membership.state) && readRunningState(folder)?.pid === membership.state.pid) {
    await Promise.race([pause(GUEST_LOOKS_EVERY_MS), aborted(signal)]);
  }
  return 'of another process ended';
}

function aborted(signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('was stopped');
    signal.addEventListener('abort', () => resolve('was stopped'), { once: true });
  });
}

function urlOf(state: RunningState): string {
  return `http://127.0.0.1:${state.port}`;
}

async function accepts(state: RunningState, apiKey: string, signal: AbortSignal): Promise<boolean> {
  const http = createMeilisearchHttp({ endpoint: { url: urlOf(state), apiKey }, graceMs: 0 });
  try {
    await http.request({ method: 'GET', path: 'version', schema: z.object({}), signal, timeoutMs: 3000 });
    return true;
  } catch {
    return false; // not (yet) there, or something else has the port
  }
}

/** Ends what an owner left behind that could not take its Meilisearch along; we hold the lock, so nobody uses it. */
async function clearAway(state: RunningState, logger: Logger): Promise<void> {
  if (!stillRuns(state)) return;
  logger.warn({ pid: state.pid }, 'ending a Meilisearch that was left behind');
  process.kill(state.pid, 'SIGKILL');
  const limit = AbortSignal.timeout(10_000);
  while (stillRuns(state)) await pause(20, undefined, { signal: limit });
}
