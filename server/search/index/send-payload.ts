import { z } from 'zod';
import { type MeilisearchHttp, refusalOf } from '../../meilisearch/http.ts';
import { diskFull } from './disk-full.ts';
import { bodyOf, type Entry, type IndexName, type Payload } from './payload.ts';
import { Enqueued } from './tasks.ts';

/** Puts a payload into Meilisearch's queue; undefined when there is nothing left to change. */
export type Sender = (payload: Payload, signal: AbortSignal) => Promise<number | undefined>;

export function createSender(options: {
  http: MeilisearchHttp;
  uidOf(index: IndexName): string;
  /** Asked when Meilisearch says that it does not understand: with a full disk it reads no further than it can write. */
  isDiskFull?: (signal: AbortSignal) => Promise<boolean>;
}): Sender {
  const { http, uidOf, isDiskFull } = options;

  async function sendPayload(payload: Payload, signal: AbortSignal): Promise<number | undefined> {
    const documents = `indexes/${uidOf(payload.index)}/documents`;
    switch (payload.kind) {
      case 'replace':
        return await enqueue({ method: 'POST', path: `${documents}?primaryKey=id`, entries: payload.entries, signal });
      case 'delete':
        return await enqueue({ method: 'POST', path: `${documents}/delete-batch`, entries: payload.entries, signal });
      case 'update': {
        // An update of a document that is not there would create it: a passage without text.
        const there = await existing(documents, payload.entries, signal);
        if (there.length === 0) return undefined;
        return await enqueue({ method: 'PUT', path: `${documents}?primaryKey=id`, entries: there, signal });
      }
      default:
        return payload.kind satisfies never;
    }
  }

  async function enqueue(request: {
    method: 'POST' | 'PUT';
    path: string;
    entries: Entry[];
    signal: AbortSignal;
  }): Promise<number> {
    const { method, path, entries, signal } = request;
    const body = bodyOf(entries);
    try {
      return (await http.request({ method, path, body, schema: Enqueued, signal, timeoutMs: 120_000 })).taskUid;
    } catch (error) {
      if (refusalOf(error)?.code === 'malformed_payload' && (await isDiskFull?.(signal))) throw diskFull(error);
      throw error;
    }
  }

  async function existing(documents: string, entries: Entry[], signal: AbortSignal): Promise<Entry[]> {
    const body = { ids: entries.map((entry) => entry.id), fields: ['id'], limit: entries.length };
    const schema = z.object({ results: z.array(z.object({ id: z.string() })) });
    const { results } = await http.request({
      method: 'POST',
      path: `${documents}/fetch`,
      body,
      schema,
      signal,
      timeoutMs: 60_000,
    });
    const ids = new Set(results.map((found) => found.id));
    return entries.filter((entry) => ids.has(entry.id));
  }

  return sendPayload;
}
