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
  /** Resolves when a limit is exceeded. */
  exceeded: Promise<Failed>;
  /** Rejects on abort, also before the file has begun. */
  aborted: Promise<never>;
  /** The file is being read from now on. */
  begin(): void;
  stop(): void;
}

/** Looks at a child from `begin` until it is stopped: the processor, the clock and the memory. */
export function createWatch(child: ChildProcess, limits: ExtractionLimits, signal?: AbortSignal): Watch {
  const { promise: exceeded, resolve } = Promise.withResolvers<Failed>();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  let timer: NodeJS.Timeout | undefined;
  const onAbort = (): void => reject(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted === true) onAbort();
  // Nobody may be listening when the answer came first.
  aborted.catch(() => undefined);
  return {
    exceeded,
    aborted,
    begin() {
      const startedAt = performance.now();
      // Counted from the first look: most files are read before it, and looking costs as much as reading one of those.
      let before: number | undefined;
      timer = setInterval(() => {
        const usage = child.pid === undefined ? undefined : readProcessUsage(child.pid);
        before ??= usage?.cpuMs;
        const failure = excess(limits, {
          residentBytes: usage?.residentBytes ?? 0,
          cpuMs: (usage?.cpuMs ?? 0) - (before ?? 0),
          wallMs: performance.now() - startedAt,
        });
        if (failure !== undefined) resolve(failure);
      }, limits.pollMs);
    },
    stop() {
      clearInterval(timer);
      signal?.removeEventListener('abort', onAbort);
    },
  };
}

function excess(
  limits: ExtractionLimits,
  used: Pick<ExtractionLimits, 'residentBytes' | 'cpuMs' | 'wallMs'>,
): Failed | undefined {
  if (used.residentBytes > limits.residentBytes)
    return failed('memory', `Reading it took more than ${Math.round(limits.residentBytes / 1e6)} MB of memory`);
  if (used.cpuMs > limits.cpuMs) return failed('timeout', `Reading it took more than ${limits.cpuMs / 1000} s of computing time`);
  if (used.wallMs > limits.wallMs) return failed('timeout', `Reading it took more than ${limits.wallMs / 1000} s`);
  return undefined;
}
