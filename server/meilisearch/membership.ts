import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Logger } from '#server/logger.ts';
import { findMeilisearchBinary, type MeilisearchBinary } from './binary.ts';
import { type MeilisearchChild, startMeilisearchChild } from './child.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { createMeilisearchHttp } from './http.ts';
import { startTimeOf } from './process-identity.ts';
import { type RunningState, readRunningState, stillRuns, writeRunningState } from './running-state.ts';

/** How this process takes part in the Meilisearch of a folder: it runs it, or uses the one that another process runs. */
export type Membership =
  | { role: 'owner'; lock: FolderLock; child: MeilisearchChild; state: RunningState }
  | { role: 'guest'; state: RunningState };

export interface FolderOptions {
  folder: string;
  masterKey: string;
  maxIndexingMemory: string;
  /** Instead of looking for one. */
  binary: MeilisearchBinary | undefined;
  logger: Logger;
}

/** Takes the folder if nobody has it, else waits for the Meilisearch of whoever has it. */
export async function joinFolder(options: FolderOptions, signal: AbortSignal): Promise<Membership> {
  const { folder, masterKey } = options;
  for (;;) {
    signal.throwIfAborted();
    const lock = lockFolder(folder);
    if (lock) return await own(options, lock, signal);
    const state = readRunningState(folder);
    if (state && stillRuns(state) && (await answers(state, masterKey, signal))) return { role: 'guest', state };
    await pause(50, undefined, { signal });
  }
}

/** How often a guest looks whether the Meilisearch it uses is still there: reading one small file of /proc. */
const GUEST_LOOKS_EVERY_MS = 250;

/** Resolves with a few words when the Meilisearch in use has ended, or when the signal fires. */
export async function endOfMembership(membership: Membership, folder: string, signal: AbortSignal): Promise<string> {
  if (membership.role === 'owner') return await Promise.race([membership.child.ended, aborted(signal)]);
  while (!signal.aborted && stillRuns(membership.state) && readRunningState(folder)?.pid === membership.state.pid) {
    await Promise.race([pause(GUEST_LOOKS_EVERY_MS), aborted(signal)]);
  }
  return 'of another process ended';
}

/** Whether it is there and ours: something else may have been given its port. */
export async function answers(state: RunningState, apiKey: string, signal: AbortSignal): Promise<boolean> {
  const http = createMeilisearchHttp({ endpoint: { url: urlOf(state), apiKey }, graceMs: 0 });
  try {
    await http.request({ method: 'GET', path: 'version', schema: z.object({}), signal, timeoutMs: 3000 });
    return true;
  } catch {
    return false; // the caller asks again, or says that it does not answer
  }
}

export function urlOf(state: RunningState): string {
  return `http://127.0.0.1:${state.port}`;
}

async function own(options: FolderOptions, lock: FolderLock, signal: AbortSignal): Promise<Membership> {
  try {
    const previous = readRunningState(options.folder);
    if (previous) await clearAway(previous, options.logger);
    const binary = options.binary ?? (await findMeilisearchBinary(path.join(options.folder, 'bin')));
    const child = await startMeilisearchChild({ ...options, binary, preferredPort: previous?.port });
    const startTime = startTimeOf(child.pid) ?? 'ended';
    const state = { pid: child.pid, startTime, port: child.port, version: binary.version };
    writeRunningState(options.folder, state);
    await untilAnswering(child, signal);
    return { role: 'owner', lock, child, state };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function untilAnswering(child: MeilisearchChild, signal: AbortSignal): Promise<void> {
  try {
    await child.answering(signal);
  } catch (error) {
    await child.stop();
    throw error;
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

function aborted(signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('was stopped');
    signal.addEventListener('abort', () => resolve('was stopped'), { once: true });
  });
}
