import type { Logger } from '#server/logger.ts';
import { type Embedded, EmbedderFailure } from '../embedder.ts';
import { type ModelProcess, type ModelProcessLimits, startModelProcess, TextFailure } from './model-process.ts';

/** A process with the model that is started with the first text, and again when it has died, after pauses that grow. */
export interface RestartedModel {
  /** Throws `EmbedderFailure` when the process died of it or is not there yet. */
  embed(text: string): Promise<Embedded>;
  /** Of the process, while there is one. */
  pid(): number | undefined;
  close(): void;
}

export interface RestartedModelOptions {
  /** Texts at once. */
  threads: number;
  /** Of the operating system: 0 is as everybody, 19 is behind everybody. */
  niceness: number;
  /** Gives its memory back after so long without a text; never when left out. */
  idleMs?: number;
  logger: Logger;
  /** Another module for the child, for tests. */
  entry?: URL;
  limits?: Partial<ModelProcessLimits>;
  firstPauseMs?: number;
}

/** A text at which the process died so often is not tried again. */
const MOST_DEATHS = 3;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

export function createRestartedModel(options: RestartedModelOptions): RestartedModel {
  const { logger, firstPauseMs = FIRST_PAUSE_MS, idleMs } = options;
  const deaths = new Map<string, number>();
  let current: ModelProcess | undefined;
  let failures = 0;
  let notBefore = 0;
  let working = 0;
  let idle: NodeJS.Timeout | undefined;
  let isClosed = false;

  function running(): ModelProcess {
    if (isClosed) throw new EmbedderFailure('Atrium is being stopped');
    if (current?.isAlive) return current;
    const wait = notBefore - performance.now();
    if (wait > 0) throw new EmbedderFailure('The process with the model died and is started again soon', { retryAfterMs: wait });
    const started = startModelProcess(options);
    current = started;
    void started.ended.then((why) => died(started, why));
    return started;
  }

  function died(which: ModelProcess, why: string): void {
    if (current !== which) return;
    current = undefined;
    const pauseMs = Math.min(firstPauseMs * 2 ** failures++, LONGEST_PAUSE_MS);
    notBefore = performance.now() + pauseMs;
    logger.warn({ why, pauseMs }, 'the process that embeds texts has died');
    // What is to stay is there again before somebody asks.
    if (idleMs === undefined && !isClosed) setTimeout(() => void (!isClosed && running()), pauseMs + 1).unref();
  }

  function stop(): void {
    clearTimeout(idle);
    const stopped = current;
    current = undefined;
    stopped?.stop();
  }

  async function embed(text: string): Promise<Embedded> {
    if ((deaths.get(text) ?? 0) >= MOST_DEATHS) return { refused: `the model died of it ${MOST_DEATHS} times` };
    const model = running();
    try {
      const vector = await model.embed(text);
      failures = 0;
      deaths.delete(text);
      return vector;
    } catch (cause) {
      if (cause instanceof TextFailure) return { refused: cause.message };
      if (!isClosed) deaths.set(text, (deaths.get(text) ?? 0) + 1);
      throw new EmbedderFailure(cause instanceof Error ? cause.message : String(cause), { cause });
    }
  }

  return {
    async embed(text) {
      clearTimeout(idle);
      working++;
      try {
        return await embed(text);
      } finally {
        working--;
        if (working === 0 && idleMs !== undefined && !isClosed) idle = setTimeout(stop, idleMs).unref();
      }
    },
    pid: () => (current?.isAlive ? current.pid : undefined),
    close() {
      isClosed = true;
      stop();
    },
  };
}
