import { createSlots } from '#indexers/sync/slots.ts';
import type { AccessRef } from '#indexers/types/access.ts';
import type { LedgerEntry } from '#indexers/types/ledger.ts';
import { type Asking, type OriginalsContext, openOriginal, requireGranted } from './open-original.ts';
import { readableItem } from './readable-item.ts';
import { createSharedWork } from './shared-work.ts';

/** What the place itself said of a document. */
interface Word {
  access: AccessRef;
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970. */
  modifiedAt: number;
  /** When it was asked, milliseconds since 1970. */
  at: number;
}

/**
 * Asks the source of a document who may read it now. Each asking starts a process, and a page with its marks and its neighbours
 * would be many at once: its word holds for a moment, and for every viewer is weighed anew.
 */
export interface OriginalLooks {
  /** Throws as `openOriginal` does. `maxAgeMs`: how old the source's word may be. */
  look(
    context: OriginalsContext,
    o: { id: string; maxAgeMs: number },
    asking: Asking,
  ): Promise<{ entry: LedgerEntry; size: number; modifiedAt: number }>;
}

const REMEMBERED = 2000;
const AT_ONCE = 2;

export function createOriginalLooks(): OriginalLooks {
  const words = new Map<string, Word>();
  const slots = createSlots(AT_ONCE);
  const asked = createSharedWork<Word>();

  async function ask(context: OriginalsContext, id: string, asking: Asking): Promise<Word> {
    await slots.take(1, asking.signal);
    try {
      // Of its bytes only the first: what counts is what comes before them.
      const { content } = await openOriginal(context, { id, range: { start: 0, end: 0 } }, asking);
      content.stream.destroy();
      const { access, size, modifiedAt } = content;
      const word = { access, size, modifiedAt, at: Date.now() };
      words.delete(id);
      words.set(id, word);
      const [oldest] = words.keys();
      if (words.size > REMEMBERED && oldest !== undefined) words.delete(oldest);
      return word;
    } finally {
      slots.giveBack(1);
    }
  }

  return {
    async look(context, { id, maxAgeMs }, asking) {
      const { source, entry } = readableItem(context, id, asking.viewer);
      const known = words.get(id);
      const isFresh = known !== undefined && Date.now() - known.at < maxAgeMs;
      // Whoever is refused is refused alone: others do not wait for an answer that is not theirs.
      const key = `${id} ${asking.viewer.uid}`;
      const word = isFresh ? known : await asked.join(key, asking.signal, (signal) => ask(context, id, { ...asking, signal }));
      requireGranted(context, { id, source, entry, access: word.access }, asking);
      return { entry, size: word.size, modifiedAt: word.modifiedAt };
    },
  };
}
