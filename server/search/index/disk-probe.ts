import { type MeilisearchHttp, refusalOf } from '../../meilisearch/http.ts';
import { saysDiskFull } from './disk-full.ts';
import { Enqueued } from './tasks.ts';

/** Larger than what may still fit between the blocks of a full disk, bytes. */
const PROBE_BYTES = 256_000;

/**
 * Asks whether an index takes orders at all, by one that changes nothing: Meilisearch stores a document without an id and then
 * fails the task, of that payload alone.
 */
export function createDiskProbe(options: { http: MeilisearchHttp; uid: string }): (signal: AbortSignal) => Promise<boolean> {
  const { http, uid } = options;
  const body = [{ onlyToSeeWhetherThereIsSpace: 'x'.repeat(PROBE_BYTES) }];
  return async (signal) => {
    try {
      await http.request({ method: 'POST', path: `indexes/${uid}/documents?primaryKey=id`, body, schema: Enqueued, signal });
      return false;
    } catch (error) {
      signal.throwIfAborted();
      const refusal = refusalOf(error);
      if (refusal === undefined) throw error;
      // Its own writing is cut short, and that it takes for the end of what it was sent.
      return saysDiskFull(refusal) || refusal.code === 'malformed_payload';
    }
  };
}
