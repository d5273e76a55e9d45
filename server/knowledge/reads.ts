import type { Viewer } from '../access/viewer.ts';
import { FEWEST_READERS } from '../contract/home.ts';
import type { ReadStore } from '../store/knowledge/knowledge-state.ts';
import { dayOf } from './present-card.ts';

/** How much documents are read; of who reads them nothing is kept, see `ReadStore`. */
export interface Reads {
  /**
   * Somebody has opened a document. Neither a visitor who is nobody is counted nor a browser that asks not to be; and nobody's
   * reading fails for it.
   */
  note(recordId: string, viewer: Viewer, o?: { isPrivate: boolean }): void;
  /** Documents that many have read in the last weeks, most first; whether somebody may read them is not asked. */
  most(limit: number): string[];
}

const WEEKS = 4;
const DAY = 24 * 3_600_000;

export function createReads(options: { reads: ReadStore; now?: () => number }): Reads {
  const { reads, now = Date.now } = options;
  return {
    note(recordId, viewer, { isPrivate } = { isPrivate: false }) {
      if (viewer.personId === undefined || isPrivate) return;
      try {
        reads.note({ day: dayOf(now()), recordId, reader: viewer.personId });
      } catch {
        // The disk is full, say: that is told where something is lost by it.
      }
    },
    most: (limit) => reads.most({ from: dayOf(now() - WEEKS * 7 * DAY), fewest: FEWEST_READERS, limit }),
  };
}
