/** Lets a few works go on at once; the others wait in the order in which they came. */
export interface Turns {
  /** Throws the signal's reason when it is aborted while waiting. */
  take<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

export function createTurns(atOnce: number): Turns {
  const waiting: (() => void)[] = [];
  let going = 0;

  async function begin(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (going < atOnce) {
      going++;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const start = () => {
      signal.removeEventListener('abort', leave);
      resolve();
    };
    const leave = () => {
      waiting.splice(waiting.indexOf(start), 1);
      reject(signal.reason);
    };
    waiting.push(start);
    signal.addEventListener('abort', leave, { once: true });
    await promise;
  }

  /** Whoever comes next takes the place over. */
  function end(): void {
    const next = waiting.shift();
    if (next === undefined) going--;
    else next();
  }

  return {
    async take(work, signal) {
      await begin(signal);
      try {
        return await work();
      } finally {
        end();
      }
    },
  };
}
