import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { letProgramEndWithout, spawnChild } from '#indexers/spawn-child.ts';
import { EmbedReply } from './embed-messages.ts';
import { MINILM_DIMENSIONS } from './minilm-graph.ts';

/** A child with the model in it. */
export interface ModelProcess {
  /** Rejects when the child ends, takes too long, or refuses. */
  embed(text: string): Promise<Float32Array>;
  readonly isAlive: boolean;
  /** Resolves with what ended it. */
  readonly ended: Promise<string>;
  /** Resolves when the model is loaded; never rejects: `ended` tells. */
  readonly ready: Promise<void>;
  readonly pid: number | undefined;
  stop(): void;
}

export interface ModelProcessLimits {
  heapMegabytes: number;
  /** Memory that it may ask for; in use is a seventh of it. */
  dataBytes: number;
  startMs: number;
  /** For one text, while the machine is busy with other things. */
  textMs: number;
}

const LIMITS: ModelProcessLimits = { heapMegabytes: 256, dataBytes: 2_000_000_000, startMs: 120_000, textMs: 60_000 };

/** The model failed on this text; the child goes on. */
export class TextFailure extends Error {}

interface Waiting {
  resolve(vector: Float32Array): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

export function startModelProcess(options: {
  threads: number;
  niceness: number;
  entry?: URL;
  limits?: Partial<ModelProcessLimits>;
}): ModelProcess {
  const limits = { ...LIMITS, ...options.limits };
  const child = spawnChild({
    entry: options.entry ?? new URL('./embed-child.ts', import.meta.url),
    // One more, for what Node itself may need.
    arguments: [String(options.niceness), String(options.threads + 1)],
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    heapMegabytes: limits.heapMegabytes,
    dataBytes: limits.dataBytes,
    sharesCompileCache: true,
  });
  const waiting = new Map<number, Waiting>();
  const ready = Promise.withResolvers<void>();
  const { promise: ended, resolve: end } = Promise.withResolvers<string>();
  let isAlive = true;
  let lastId = 0;
  let reason: string | undefined;
  let errors = '';
  const starting = setTimeout(() => kill('The model was not loaded in time'), limits.startMs);
  letProgramEndWithout(child);
  child.stdin?.on('error', () => undefined); // It died; 'close' says how.
  child.stderr?.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString('utf8')).slice(-2000);
  });
  child.on('error', (error) => finish(error.message));
  child.on('close', (code, signal) =>
    finish(reason ?? `The process with the model ended (${signal ?? `code ${code}`}) ${errors}`.trim()),
  );
  const replies = child.stdio[3];
  if (replies instanceof Readable) createInterface({ input: replies }).on('line', take);

  function take(line: string): void {
    const message = EmbedReply.parse(JSON.parse(line));
    switch (message.type) {
      case 'ready':
        clearTimeout(starting);
        ready.resolve();
        return;
      case 'broken':
        reason = message.message;
        return;
      case 'vector': {
        const bytes = Buffer.from(message.vector, 'base64');
        const vector = Float32Array.from({ length: MINILM_DIMENSIONS }, (_, n) => bytes.readFloatLE(n * 4));
        settle(message.id)?.resolve(vector);
        return;
      }
      case 'failed':
        settle(message.id)?.reject(new TextFailure(message.message));
        return;
      default:
        message satisfies never;
    }
  }

  function settle(id: number): Waiting | undefined {
    const found = waiting.get(id);
    waiting.delete(id);
    clearTimeout(found?.timer);
    return found;
  }

  function finish(why: string): void {
    if (!isAlive) return;
    isAlive = false;
    clearTimeout(starting);
    for (const id of [...waiting.keys()]) settle(id)?.reject(new Error(why));
    end(why);
  }

  function kill(why: string): void {
    reason ??= why;
    child.kill('SIGKILL');
  }

  return {
    ready: ready.promise,
    ended,
    pid: child.pid,
    get isAlive() {
      return isAlive;
    },
    async embed(text) {
      await Promise.race([ready.promise, ended]);
      if (!isAlive) throw new Error(await ended);
      const id = ++lastId;
      const { promise, resolve, reject } = Promise.withResolvers<Float32Array>();
      const timer = setTimeout(() => kill('The model took too long over a text'), limits.textMs);
      waiting.set(id, { resolve, reject, timer });
      child.stdin?.write(`${JSON.stringify({ id, text })}\n`);
      return await promise;
    },
    stop: () => kill('Atrium is being stopped'),
  };
}
