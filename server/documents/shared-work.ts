/** Lets those who want the same thing at the same time wait for one making of it. */
export interface SharedWork<Result> {
  /**
   * `work` is begun by the first who asks; its signal aborts when nobody waits any more. Rejects as the work does, or with the
   * reason of one's own signal.
   */
  join(key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
}

export function createSharedWork<Result>(): SharedWork<Result> {
  const going = new Map<string, { made: Promise<Result>; waiting: number; nobodyWaits: AbortController }>();

  function begin(key: string, work: (signal: AbortSignal) => Promise<Result>) {
    const nobodyWaits = new AbortController();
    const made = work(nobodyWaits.signal).finally(() => {
      if (going.get(key) === begun) going.delete(key);
    });
    // Whoever waits hears of it; when nobody does, nobody need.
    made.catch(() => undefined);
    const begun = { made, waiting: 0, nobodyWaits };
    going.set(key, begun);
    return begun;
  }

  return {
    async join(key, signal, work) {
      signal.throwIfAborted();
      const shared = going.get(key) ?? begin(key, work);
      shared.waiting += 1;
      const { promise: left, reject } = Promise.withResolvers<never>();
      const leave = () => reject(signal.reason);
      signal.addEventListener('abort', leave, { once: true });
      try {
        return await Promise.race([shared.made, left]);
      } finally {
        signal.removeEventListener('abort', leave);
        shared.waiting -= 1;
        if (shared.waiting === 0) {
          if (going.get(key) === shared) going.delete(key);
          shared.nobodyWaits.abort(new DOMException('Nobody waits for it any more.', 'AbortError'));
        }
      }
    },
  };
}
