import { setTimeout as pause } from 'node:timers/promises';
import type { ChangeHint } from '#indexers/types/listing.ts';
import type { Source } from '#indexers/types.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';

/** Looks at what sources say is changing, soon after they say it. The schedule sees to what they do not say. */
export interface HintRuns {
  start(): void;
  /** Follows these from now on, and no others; what goes on being among them is followed without a break. */
  update(sources: readonly Source[]): void;
  stop(): Promise<void>;
}

/** Programs save in several steps: what comes within this belongs together, milliseconds. */
const COLLECT = 1000;
/** Another run is going on: tried again after this, milliseconds. */
const BUSY_PAUSE = 1000;
/** After trouble with the watching, milliseconds. */
const FIRST_PAUSE = 5000;
const LONGEST_PAUSE = 600_000;
/** With more of them a look at everything is cheaper, and comes with the schedule. */
const MOST_HINTS = 5000;

export function createHintRuns(options: {
  sources: readonly Source[];
  logger: Logger;
  /** Resolves when it is over; throws AppError `conflict` while another run of the source goes on. */
  run(sourceId: string, only: ChangeHint[]): Promise<void>;
}): HintRuns {
  const { logger } = options;
  const following = new Map<Source, { stop(): void; done: Promise<void> }>();
  let wanted = options.sources;
  let isGoing = false;

  async function follow(source: Source, watch: NonNullable<Source['watch']>, signal: AbortSignal): Promise<void> {
    const hints = createHints();
    const working = work(source.id, hints, signal);
    for (let wait = FIRST_PAUSE; !signal.aborted; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
      try {
        for await (const told of watch(signal)) {
          hints.add(told);
          wait = FIRST_PAUSE;
        }
        break;
      } catch (error) {
        if (signal.aborted) break;
        logger.warn(
          { err: error, source: source.id },
          'a source could not be watched; its schedule goes on, and it is tried again',
        );
        await pause(wait, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
    hints.close();
    await working;
  }

  async function work(sourceId: string, hints: Hints, signal: AbortSignal): Promise<void> {
    let wait = BUSY_PAUSE;
    while (await hints.come()) {
      await pause(COLLECT, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      const only = hints.take();
      try {
        if (only.length > 0) await options.run(sourceId, only);
        wait = BUSY_PAUSE;
      } catch (error) {
        hints.add(only);
        // The run that goes on may have been there already.
        const isBusy = error instanceof AppError && error.code === 'conflict';
        // The disk is full, say. Nobody waits for this promise before the end, so what it throws would end the process.
        if (!isBusy) logger.warn({ err: error, source: sourceId }, 'what was changed could not be looked at; it is tried again');
        await pause(isBusy ? BUSY_PAUSE : wait, undefined, { signal, ref: false }).catch(() => undefined);
        if (!isBusy) wait = Math.min(wait * 2, LONGEST_PAUSE);
      }
    }
  }

  function begin(source: Source): void {
    const watch = source.watch?.bind(source);
    if (watch === undefined) return;
    const stopped = new AbortController();
    const done = follow(source, watch, stopped.signal).catch((error: unknown) =>
      logger.error({ err: error, source: source.id }, 'what changes is not followed any more'),
    );
    following.set(source, { stop: () => stopped.abort(new Error('it is not watched any more')), done });
  }

  function followWanted(): void {
    for (const [source, { stop, done }] of following) {
      if (wanted.includes(source)) continue;
      stop();
      // Who waits for the end of all waits for this one too.
      void done.finally(() => following.delete(source));
    }
    for (const source of wanted) if (!following.has(source)) begin(source);
  }

  return {
    start() {
      isGoing = true;
      followWanted();
    },
    update(sources) {
      wanted = sources;
      if (isGoing) followWanted();
    },
    async stop() {
      isGoing = false;
      for (const { stop } of following.values()) stop();
      await Promise.all([...following.values()].map(({ done }) => done));
    },
  };
}

/** Hints that wait, each once. */
interface Hints {
  add(hints: ChangeHint[]): void;
  /** All of them; none when they have become too many. */
  take(): ChangeHint[];
  /** Resolves to true when there is one, to false when none will come. */
  come(): Promise<boolean>;
  close(): void;
}

function createHints(): Hints {
  const waiting = new Map<string, ChangeHint>();
  let bell = Promise.withResolvers<void>();
  let isClosed = false;
  let areTooMany = false;
  return {
    add(hints) {
      for (const hint of hints) if (!areTooMany) waiting.set(`${hint.what} ${hint.id}`, hint);
      // A run of many hours goes on meanwhile, and somebody copies a million files.
      if (waiting.size > MOST_HINTS) {
        areTooMany = true;
        waiting.clear();
      }
      bell.resolve();
    },
    take() {
      const all = [...waiting.values()];
      waiting.clear();
      areTooMany = false;
      if (!isClosed) bell = Promise.withResolvers();
      return all;
    },
    async come() {
      await bell.promise;
      return !isClosed;
    },
    close() {
      isClosed = true;
      bell.resolve();
    },
  };
}
