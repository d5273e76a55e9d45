/**
 * What waits for the disk or the index has been collected there to share a transaction or a payload with what is to come. When
 * the source has told everything and all that is being worked on waits like that, nothing is to come, and it goes at once.
 */
export interface WaitingWrites {
  /** Waits for the write. */
  of<Result>(write: Promise<Result>): Promise<Result>;
  /** The source has told everything. */
  nothingMoreComes(): void;
}

export function createWaitingWrites(o: { isAll(count: number): boolean; hurry(): void }): WaitingWrites {
  let count = 0;
  let isTold = false;
  let isLooking = false;

  /** When what was to be done has been done: of writes that end together each begins the next one. */
  function lookLater(): void {
    if (!isTold || isLooking) return;
    isLooking = true;
    setImmediate(() => {
      isLooking = false;
      if (count > 0 && o.isAll(count)) o.hurry();
    });
  }

  return {
    async of(write) {
      count++;
      lookLater();
      try {
        return await write;
      } finally {
        count--;
      }
    },
    nothingMoreComes() {
      isTold = true;
      lookLater();
    },
  };
}
