import { z } from 'zod';
import type { MeilisearchHttp } from '../meilisearch/http.ts';
import { createTasks, Enqueued } from '../search/index/tasks.ts';
import type { IndexUids } from '../search/meili-index.ts';

/** Reads and writes whole indexes, for backups: no viewer, no filter, nothing that leaves over HTTP. */
export interface IndexDocuments {
  /** Every document of an index as JSON text, in pages. */
  read(index: keyof IndexUids, signal: AbortSignal): AsyncIterable<string[]>;
  /** Empties an index and fills it; resolves when all of it is searchable. */
  replace(index: keyof IndexUids, documents: Iterable<string> | AsyncIterable<string>, signal: AbortSignal): Promise<void>;
}

const PAGE = 1000;
/** Characters of one payload. */
const PAYLOAD = 8_000_000;
const TIME_LIMIT = 120_000;

export function createIndexDocuments(options: { http: MeilisearchHttp; uids: IndexUids }): IndexDocuments {
  const { http, uids } = options;
  return {
    async *read(index, signal) {
      const schema = z.object({ results: z.array(z.record(z.string(), z.unknown())) });
      for (let offset = 0; ; offset += PAGE) {
        const path = `indexes/${uids[index]}/documents/fetch`;
        const { results } = await http.request({
          method: 'POST',
          path,
          body: { offset, limit: PAGE },
          schema,
          signal,
          timeoutMs: TIME_LIMIT,
        });
        if (results.length === 0) return;
        yield results.map((document) => JSON.stringify(document));
      }
    },
    async replace(index, documents, signal) {
      const tasks = createTasks({ http });
      const path = `indexes/${uids[index]}/documents`;
      try {
        const emptied = await http.request({ method: 'DELETE', path, schema: Enqueued, signal });
        await tasks.succeeded(emptied.taskUid, `empty ${uids[index]}`);
        const waiting: Promise<void>[] = [];
        for await (const body of payloads(documents)) {
          const { taskUid } = await http.request({ method: 'POST', path, body, schema: Enqueued, signal, timeoutMs: TIME_LIMIT });
          waiting.push(tasks.succeeded(taskUid, `fill ${uids[index]}`));
        }
        await Promise.all(waiting);
      } finally {
        tasks.close();
      }
    },
  };
}

async function* payloads(documents: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  let pieces: string[] = [];
  let size = 0;
  for await (const document of documents) {
    pieces.push(document);
    size += document.length;
    if (size < PAYLOAD) continue;
    yield `[${pieces.join(',')}]`;
    pieces = [];
    size = 0;
  }
  if (pieces.length > 0) yield `[${pieces.join(',')}]`;
}
