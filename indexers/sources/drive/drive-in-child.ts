import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { spawnChild } from '../../spawn-child.ts';
import type { Job } from './walk-messages.ts';

const HEAP_MEGABYTES = 1024;
const STDERR_CHARACTERS = 2000;

/** Starts children for one drive and remembers which of them hang in it. */
export interface DriveChildren {
  /** Throws when an earlier child still hangs: a second one would hang as well. */
  start(job: Job): DriveChild;
}

export interface DriveChild {
  process: ChildProcess;
  /** Text of standard output, pulled: the child waits while nobody asks. Throws when the drive does not answer in time. */
  chunks(signal: AbortSignal): AsyncGenerator<Buffer, void, undefined>;
  /** Rejects when the child says nothing more within the limit. */
  withinLimit<T>(work: Promise<T>, signal: AbortSignal): Promise<T>;
  /** What it wrote to standard error and how it ended. */
  lastWords(): string;
  /** Kills it. One that hangs in the kernel is left behind and holds nothing of ours. */
  stop(): void;
}

export function createDriveChildren(options: { path: string; answerWithinMs: number }): DriveChildren {
  let hanging: ChildProcess | undefined;
  return {
    start(job) {
      if (hanging !== undefined && isAlive(hanging))
        throw new Error(`"${options.path}" still does not answer: the last attempt hangs in it`);
      return startChild(job, options, (process) => {
        hanging = process;
      });
    },
  };
}

function startChild(
  job: Job,
  options: { path: string; answerWithinMs: number },
  onHang: (process: ChildProcess) => void,
): DriveChild {
  const process = spawnChild({
    entry: new URL('./drive-child.ts', import.meta.url),
    arguments: [JSON.stringify(job)],
    stdio: [job.task === 'probe' ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    heapMegabytes: HEAP_MEGABYTES,
    sharesCompileCache: true,
  });
  let errors = '';
  process.stderr?.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString('utf8')).slice(-STDERR_CHARACTERS);
  });
  process.on('error', (error) => {
    errors = error.message;
  });

  async function withinLimit<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    const { promise: stopped, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      onHang(process);
      reject(
        new Error(`"${options.path}" does not answer (no word for ${options.answerWithinMs / 1000} s): is its server reachable?`),
      );
    }, options.answerWithinMs);
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await Promise.race([work, stopped]);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
  }

  return {
    process,
    withinLimit,
    async *chunks(signal) {
      if (process.stdout === null) throw new Error('the child has no standard output');
      const output: AsyncIterator<Buffer> = (process.stdout as Readable)[Symbol.asyncIterator]();
      for (;;) {
        const next = await withinLimit(output.next(), signal);
        if (next.done === true) return;
        yield next.value;
      }
    },
    lastWords: () => [describeEnd(process), errors.trim()].filter((text) => text !== '').join(': '),
    stop() {
      process.kill('SIGKILL');
      process.stdin?.destroy();
      process.stdout?.destroy();
      process.stderr?.destroy();
      process.unref();
    },
  };
}

function isAlive(process: ChildProcess): boolean {
  return process.pid !== undefined && process.exitCode === null && process.signalCode === null;
}

function describeEnd({ exitCode, signalCode }: ChildProcess): string {
  if (signalCode !== null) return `ended by ${signalCode}`;
  return exitCode === null ? '' : `ended with code ${exitCode}`;
}

/** The lines of a child, for answers that are lines of JSON. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string, void, undefined> {
  const rest: Buffer[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      rest.push(chunk.subarray(from, end));
      yield Buffer.concat(rest.splice(0)).toString('utf8');
      from = end + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  if (rest.length > 0) yield Buffer.concat(rest).toString('utf8');
}
