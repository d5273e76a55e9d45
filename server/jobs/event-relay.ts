/** Hands events from a run to whoever follows it. A slow follower misses steps in between, never the last event. */
export interface EventRelay<Event> {
  tell(event: Event): void;
  end(): void;
  events(): AsyncIterable<Event>;
}

export function createEventRelay<Event>(): EventRelay<Event> {
  let latest: Event | undefined;
  let isOver = false;
  let wake: (() => void) | undefined;

  return {
    tell(event) {
      latest = event;
      wake?.();
    },
    end() {
      isOver = true;
      wake?.();
    },
    async *events() {
      for (;;) {
        const event = latest;
        latest = undefined;
        if (event !== undefined) yield event;
        else if (isOver) return;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    },
  };
}
