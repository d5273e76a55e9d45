import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '#server/errors.ts';
import type { Logger } from '#server/logger.ts';
import type { MeilisearchBinary } from './binary.ts';
import { masterKeyIn } from './master-key.ts';
import type { MeilisearchConnection } from './meilisearch-connection.ts';
import { answers, endOfMembership, type FolderOptions, joinFolder, type Membership, urlOf } from './membership.ts';

export interface EmbeddedMeilisearch extends MeilisearchConnection {
  readonly kind: 'embedded';
  /** Whether this process runs it; otherwise it uses one that another process runs. */
  readonly isOwner: boolean;
  /** Of the Meilisearch itself. */
  readonly pid: number;
}

/** Longest time to start, or to wait for another process that is starting it. */
const START_LIMIT_MS = 150_000;

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
  /** Gives up starting. */
  signal?: AbortSignal;
}): Promise<EmbeddedMeilisearch> {
  const { logger, binary, maxIndexingMemory = '512MB' } = options;
  const folder = privateFolder(options.dataDir);
  const masterKey = masterKeyIn(folder);
  const closing = new AbortController();
  const joining = { folder, masterKey, maxIndexingMemory, binary, logger };
  const limit = [closing.signal, AbortSignal.timeout(START_LIMIT_MS), ...(options.signal ? [options.signal] : [])];
  let membership = await joinFolder(joining, AbortSignal.any(limit));
  logger.info({ ...membership.state, role: membership.role }, 'Meilisearch answers');
  const watching = watch({ joining, closing: closing.signal, first: membership, joined: (next) => (membership = next) });

  return {
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
      const ok = await answers(membership.state, masterKey, signal);
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
}

function privateFolder(dataDir: string): string {
  const folder = path.resolve(dataDir, 'meilisearch');
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  return folder;
}

interface Watch {
  joining: FolderOptions;
  closing: AbortSignal;
  first: Membership;
  joined(membership: Membership): void;
}

/** A Meilisearch that ran this long was well; its end does not count as a failed start. */
const CALM_MS = 60_000;

/** Until `closing`: whenever the Meilisearch in use ends, gets another, with growing pauses when it keeps ending. */
async function watch({ joining, closing, first, joined }: Watch): Promise<void> {
  const { logger, folder } = joining;
  let membership = first;
  let failures = 0;
  while (!closing.aborted) {
    const since = performance.now();
    const how = await endOfMembership(membership, folder, closing);
    if (closing.aborted) return;
    if (membership.role === 'owner') membership.lock.release();
    failures = performance.now() - since > CALM_MS ? 0 : failures + 1;
    logger.warn({ role: membership.role, failures }, `Meilisearch ${how}; getting another`);
    const next = await rejoin(joining, closing, failures);
    if (next === undefined) return;
    membership = next;
    joined(membership);
  }
}

/** Undefined when closing. */
async function rejoin(joining: FolderOptions, closing: AbortSignal, failuresBefore: number): Promise<Membership | undefined> {
  const { logger } = joining;
  for (let failures = failuresBefore; ; failures++) {
    try {
      await pause(backOffMs(failures), undefined, { signal: closing });
      const membership = await joinFolder(joining, AbortSignal.any([closing, AbortSignal.timeout(START_LIMIT_MS)]));
      logger.info({ ...membership.state, role: membership.role }, 'Meilisearch answers again');
      return membership;
    } catch (error) {
      if (closing.aborted) return undefined;
      logger.error({ err: error, failures }, 'Meilisearch does not start; trying again');
    }
  }
}

/** At once the first time, then 200 ms, doubling to half a minute. */
export function backOffMs(failures: number): number {
  return failures <= 1 ? 0 : Math.min(30_000, 100 * 2 ** (failures - 1));
}
