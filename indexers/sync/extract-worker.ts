import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { spawnChild } from '../spawn-child.ts';
import type { ExtractionFailure, ExtractionResult } from '../types.ts';
import { ExtractReply, type ExtractRequest, FRAME_HEADER_BYTES } from './extract-messages.ts';
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

type Failed = Extract<ExtractionResult, { state: 'failed' }>;

/** One child that reads one file at a time. */
export interface ExtractWorker {
  /** Throws when the child cannot be started at all, or on abort; whatever the file does to it is a result. */
  run(request: ExtractRequest, signal: AbortSignal): Promise<ExtractionResult>;
  /** False after it was killed or died. */
  isUsable(): boolean;
  /** True while the process exists, also a killed one that hangs in the kernel. */
  isAlive(): boolean;
  filesRead(): number;
  /** As it said after its last file. */
  residentBytes(): number;
  stop(): void;
}

export function startExtractWorker(limits: ExtractionLimits, extractorsModule: string | undefined): ExtractWorker {
  const child = spawnChild({
    entry: new URL('./extract-child.ts', import.meta.url),
    arguments: extractorsModule === undefined ? [] : [extractorsModule],
    // What libraries print to standard output must not be taken for an answer, so that has a pipe of its own.
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    heapMegabytes: limits.heapMegabytes,
    dataBytes: limits.dataBytes,
  });
  const errors = tailOf(child.stderr);
  const ended = Promise.withResolvers<void>();
  // 'close' comes after the last of standard error, which tells running out of memory from a crash.
  child.on('close', () => ended.resolve());
  child.on('error', () => ended.resolve());
  child.stdin?.on('error', () => undefined); // It died; 'close' says how.
  const replies = readFrames(child.stdio[3] as Readable, limits.replyBytes);
  const isAlive = (): boolean => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  let isUsable = true;
  let filesRead = 0;
  let residentBytes = 0;
  // An idle child must not keep the program from ending.
  child.unref();

  function stop(): void {
    isUsable = false;
    child.kill('SIGKILL');
    child.stdin?.destroy();
    child.stderr?.destroy();
    child.stdio[3]?.destroy();
  }

  /** The next reply, or what ended the waiting first; then the child is no good any more. */
  async function nextReply(watch: Watch): Promise<ExtractReply | Failed> {
    const died = ended.promise.then(() => describeDeath(child, errors()));
    const reply = replies().catch((error: unknown) => failed('crash', `The process that read it answered nonsense: ${error}`));
    const outcome = await Promise.race([reply, died, watch.exceeded]);
    return outcome === 'closed' ? Promise.race([died, watch.exceeded]) : outcome;
  }

  const ready = (async () => {
    const watch = createWatch(child, { ...limits, wallMs: limits.startMs, cpuMs: limits.startMs });
    try {
      const outcome = await nextReply(watch);
      if (!('type' in outcome) || outcome.type !== 'ready')
        throw new Error(
          `The process that reads files does not start: ${errors() || ('message' in outcome ? outcome.message : '')}`,
        );
    } finally {
      watch.stop();
    }
  })();
  // Whoever runs the first file gets this error; until then it is nobody's.
  ready.catch(() => stop());

  return {
    async run(request, signal) {
      await ready;
      const watch = createWatch(child, limits, signal);
      try {
        child.stdin?.write(`${JSON.stringify(request)}\n`);
        const outcome = await nextReply(watch);
        if ('type' in outcome && outcome.type === 'result') {
          filesRead += 1;
          residentBytes = outcome.residentBytes;
          return outcome.result;
        }
        stop();
        return 'state' in outcome ? outcome : failed('crash', 'The process that read it gave no sensible answer');
      } catch (error) {
        stop();
        throw error;
      } finally {
        watch.stop();
      }
    },
    isUsable: () => isUsable && isAlive(),
    isAlive,
    filesRead: () => filesRead,
    residentBytes: () => residentBytes,
    stop,
  };
}

interface Watch {
  /** Resolves when a limit is exceeded; rejects on abort. */
  exceeded: Promise<Failed>;
  stop(): void;
}

function createWatch(child: ChildProcess, limits: ExtractionLimits, signal?: AbortSignal): Watch {
  const { promise: exceeded, resolve, reject } = Promise.withResolvers<Failed>();
  const startedAt = performance.now();
  const before = child.pid === undefined ? undefined : readProcessUsage(child.pid);
  const timer = setInterval(() => {
    const usage = child.pid === undefined ? undefined : readProcessUsage(child.pid);
    const cpuMs = (usage?.cpuMs ?? 0) - (before?.cpuMs ?? 0);
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

function describeDeath(child: ChildProcess, errors: string): Failed {
  const isMemory = /heap out of memory|allocation fail|out of memory/i.test(errors) || child.signalCode === 'SIGKILL';
  if (isMemory) return failed('memory', 'Reading it took more memory than allowed');
  return failed('crash', `The process that read it died (${child.signalCode ?? `code ${child.exitCode}`})`);
}

function failed(cause: ExtractionFailure, message: string): Failed {
  return { state: 'failed', cause, message };
}

function tailOf(stream: Readable | null): () => string {
  let text = '';
  stream?.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString('utf8')).slice(-4000);
  });
  return () => text.trim();
}

/** Gives one frame after the other, `closed` at the end. Rejects for what is no reply. */
function readFrames(stream: Readable, maxBytes: number): () => Promise<ExtractReply | Failed | 'closed'> {
  const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
  let pending: Buffer[] = [];
  let length = 0;

  async function take(bytes: number): Promise<Buffer | undefined> {
    while (length < bytes) {
      const next = await chunks.next();
      if (next.done === true) return undefined;
      pending.push(next.value);
      length += next.value.length;
    }
    const all = Buffer.concat(pending);
    length -= bytes;
    pending = length === 0 ? [] : [Buffer.from(all.subarray(bytes))];
    return all.subarray(0, bytes);
  }

  return async () => {
    const header = await take(FRAME_HEADER_BYTES);
    if (header === undefined) return 'closed';
    const bytes = header.readUInt32BE(0);
    if (bytes > maxBytes) return failed('too-large', `Its text takes more than ${Math.round(maxBytes / 1024 / 1024)} MB`);
    const json = await take(bytes);
    return json === undefined ? 'closed' : ExtractReply.parse(JSON.parse(json.toString('utf8')));
  };
}
