import type { ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { spawnChild } from '../../spawn-child.ts';
import type { Job, Task } from './walk-messages.ts';

const HEAP_MEGABYTES = 1024;
/** File descriptor of a child's messages. */
const MESSAGES = 3;
const STDERR_CHARACTERS = 2000;

/** Starts children for one tree and remembers which of them hang in it. */
export interface TreeChildren {
  /** Throws when an earlier child still hangs: a second one would hang as well. */
  start(task: Task): TreeChild;
}

export interface TreeChild {
  process: ChildProcess;
  /** What it says, as it comes; `chunks` takes it with a limit. */
  messages: AsyncIterable<Buffer>;
  /** What it says, pulled: the child waits while nobody asks. Throws when the tree does not answer in time. */
  chunks(signal: AbortSignal): AsyncGenerator<Buffer, void, undefined>;
  /** Calls back when nothing was heard (`heard`) for too long, in words for the administrator. */
  watch(onSilence: (error: Error) => void): { heard(): void; stop(): void };
  /** What it printed besides and how it ended. */
  lastWords(): string;
  /** Kills it. One that hangs in the kernel is left behind and holds nothing of ours. */
  stop(): void;
}

export interface TreePlace {
  /** The program of this kind of tree, see `tree-child.ts`. */
  entry: URL;
  /** What that program is told of the place; may hold secrets. */
  place: unknown;
  /** The place in messages. */
  name: string;
  answerWithinMs: number;
}

export function createTreeChildren(options: TreePlace): TreeChildren {
  let hanging: ChildProcess | undefined;
  return {
    start(task) {
      if (hanging !== undefined && isAlive(hanging))
        throw new Error(`"${options.name}" still does not answer: the last attempt hangs in it`);
      return startChild(task, options, (process) => {
        hanging = process;
      });
    },
  };
}

function startChild(task: Task, options: TreePlace, onHang: (process: ChildProcess) => void): TreeChild {
  const process = spawnChild({
    entry: options.entry,
    // The fourth carries its messages (`write-out.ts`): libraries print on the others what they like.
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    heapMegabytes: HEAP_MEGABYTES,
    sharesCompileCache: true,
  });
  let errors = '';
  const hear = (chunk: Buffer): void => {
    errors = (errors + chunk.toString('utf8')).slice(-STDERR_CHARACTERS);
  };
  process.stdout?.on('data', hear);
  process.stderr?.on('data', hear);
  const note = (error: Error): void => {
    errors ||= error.message;
  };
  process.on('error', note);
  process.stdin?.on('error', note);
  process.stdin?.write(`${JSON.stringify({ place: options.place, task } satisfies Job)}\n`);
  if (task.task !== 'ask') process.stdin?.end();

  function watch(onSilence: (error: Error) => void): { heard(): void; stop(): void } {
    const seconds = options.answerWithinMs / 1000;
    const timer = setTimeout(() => {
      onHang(process);
      onSilence(new Error(`"${options.name}" does not answer (no word for ${seconds} s): is its server reachable?`));
    }, options.answerWithinMs);
    return { heard: () => void timer.refresh(), stop: () => clearTimeout(timer) };
  }

  async function withinLimit<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    const { promise: stopped, reject } = Promise.withResolvers<never>();
    const watchdog = watch(reject);
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await Promise.race([work, stopped]);
    } finally {
      watchdog.stop();
      signal.removeEventListener('abort', onAbort);
    }
  }

  const messages = process.stdio[MESSAGES];
  if (!(messages instanceof Socket)) throw new Error(`a child for "${options.name}" could not be started`);

  return {
    process,
    messages,
    watch,
    async *chunks(signal) {
      const output: AsyncIterator<Buffer> = messages[Symbol.asyncIterator]();
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
      messages.destroy();
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
