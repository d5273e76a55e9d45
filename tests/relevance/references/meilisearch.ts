import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { createLogger } from '#server/logger.ts';
import { createEmbeddedMeilisearch } from '#server/meilisearch/embedded-meilisearch.ts';
import { createMeilisearchHttp } from '#server/meilisearch/http.ts';

/** Meilisearch as it comes, with its default settings: what somebody gets who sends it the same records. */
export interface RawMeilisearch {
  /** Each record needs an `id` of letters, digits and hyphens. Answers ids of at most 100 hits. */
  index(records: readonly { id: string }[]): Promise<(query: string) => Promise<string[]>>;
  close(): Promise<void>;
}

const BATCH = 2000;
const Enqueued = z.object({ taskUid: z.int() });
const Task = z.object({ status: z.string(), error: z.object({ message: z.string() }).nullish() });
const Found = z.object({ hits: z.array(z.object({ id: z.string() })) });

/** A Meilisearch of its own in a scratch folder. */
export async function startRawMeilisearch(): Promise<RawMeilisearch> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-eval-meili-'));
  const meilisearch = await createEmbeddedMeilisearch({ dataDir: folder, logger: createLogger({ level: 'error' }) });
  const http = createMeilisearchHttp({ endpoint: meilisearch });
  let indexes = 0;

  async function finished(taskUid: number): Promise<void> {
    for (;;) {
      const { status, error } = await http.request({ method: 'GET', path: `tasks/${taskUid}`, schema: Task });
      if (status === 'succeeded') return;
      if (status === 'failed' || status === 'canceled')
        throw new Error(`Meilisearch task ${taskUid} ${status}: ${error?.message}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  return {
    async index(records) {
      const name = `reference-${indexes++}`;
      for (let from = 0; from < records.length; from += BATCH) {
        const body = records.slice(from, from + BATCH);
        const request = { method: 'POST', path: `indexes/${name}/documents`, query: { primaryKey: 'id' } } as const;
        await finished((await http.request({ ...request, body, schema: Enqueued, timeoutMs: 60_000 })).taskUid);
      }
      return async (q) => {
        const body = { q, limit: 100, attributesToRetrieve: ['id'] };
        return (await http.request({ method: 'POST', path: `indexes/${name}/search`, body, schema: Found })).hits.map(
          ({ id }) => id,
        );
      };
    },
    async close() {
      await meilisearch.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
