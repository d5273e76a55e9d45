import type { ChildProcess } from 'node:child_process';
import { type Failed, failed } from './extract-failed.ts';
import { readProcessUsage } from './extract-process-usage.ts';

/** What one file may cost, and when a child is replaced. Times in milliseconds, sizes in bytes. */
export interface ExtractionLimits {
  cpuMs: number;
  wallMs: number;
  residentBytes: number;
  dataBytes: number;
  heapMegabytes: number;
  replyBytes: number;
  startMs: number;
  pollMs: number;
}

export interface Watch {
  /** Resolves when a limit is exceeded; rejects on abort. */
  exceeded: Promise<Failed>;
  stop(): void;
}

/** Looks at a child until it is stopped: the processor, the clock and the memory. */
export function createWatch(child: ChildProcess, limits: ExtractionLimits, signal?: AbortSignal): Watch {
  const { promise: exceeded, resolve, reject } = Promise.withResolvers<Failed>();
  const startedAt = performance.now();
  // Counted from the first look: most files are read before it, and looking costs as much as reading one of those.
  let before: number | undefined;
  const timer = setInterval(() => {
    const usage = child.pid === undefined ? undefined : readProcessUsage(child.pid);
    before ??= usage?.cpuMs;
    const cpuMs = (usage?.cpuMs ?? 0) - (before ?? 0);
    if (usage !== undefined && usage.residentBytes > limits.residentBytes)
      resolve(failed('memory', `Reading it took more than ${Math.round(limits.residentBytes / 1e6)} MB of memory`));
    else if (cpuMs > limits.cpuMs)
      resolve(failed('timeout', `Reading it took more than ${limits.cpuMs / 1000} s of computing time`));
    else if (performance.now() - startedAt > limits.wallMs)
      resolve(failed('timeout', `Reading it took more than ${limits.wallMs / 1000} s`));
  }, limits.pollMs);
  const onAbort = (): void => reject(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted === true) onAbort();
  // Nobody may be listening when the answer came first.
  exceeded.catch(() => undefined);
  return {
    exceeded,
    stop() {
      clearInterval(timer);
      signal?.removeEventListener('abort', onAbort);
    },
  };
}
