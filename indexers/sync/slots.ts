/** A number of places that work takes and gives back; whoever finds none free waits in line. */
export interface Slots {
  /** Whether whoever asks now has to wait. */
  readonly isFull: boolean;
  /** `weight` beyond the capacity counts as all of it, so that a giant waits for everybody and then goes alone. Rejects on abort. */
  take(weight?: number, signal?: AbortSignal): Promise<void>;
  giveBack(weight?: number): void;
}

export function createSlots(capacity: number): Slots {
  let free = capacity;
  const line: { weight: number; enter(): void }[] = [];
  const bounded = (weight: number) => Math.min(weight, capacity);

  function admit(): void {
    for (let first = line[0]; first !== undefined && first.weight <= free; first = line[0]) {
      line.shift();
      free -= first.weight;
      first.enter();
    }
  }

  return {
    get isFull() {
      return free <= 0 || line.length > 0;
    },
    async take(weight = 1, signal) {
      signal?.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const place = { weight: bounded(weight), enter: resolve };
      line.push(place);
      admit();
      if (signal === undefined) return promise;
      const onAbort = (): void => {
        const position = line.indexOf(place);
        if (position !== -1) line.splice(position, 1);
        admit();
        reject(signal.reason);
      };
      if (line.includes(place)) signal.addEventListener('abort', onAbort, { once: true });
      return promise.finally(() => signal.removeEventListener('abort', onAbort));
    },
    giveBack(weight = 1) {
      free += bounded(weight);
      admit();
    },
  };
}
