import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { z } from 'zod';
import { createMeilisearchHttp, type MeilisearchHttp } from '#server/meilisearch/http.ts';

export interface SharedMeilisearch {
  url: string;
  apiKey: string;
  http: MeilisearchHttp;
  /** A prefix for index names that no other test file uses: `t3f9a1c-`. */
  indexPrefix: string;
  /** Deletes every index with the prefix; for `afterAll`. */
  deleteIndexes(): Promise<void>;
}

/** The Meilisearch of the whole test run, with index names of one's own. */
export function sharedMeilisearch(): SharedMeilisearch {
  const { url, apiKey } = inject('meilisearch');
  const http = createMeilisearchHttp({ endpoint: { url, apiKey } });
  const indexPrefix = `t${randomBytes(4).toString('hex')}-`;

  async function deleteIndexes(): Promise<void> {
    const schema = z.object({ results: z.array(z.object({ uid: z.string() })) });
    const { results } = await http.request({ method: 'GET', path: 'indexes', query: { limit: '1000' }, schema });
    for (const { uid } of results.filter((index) => index.uid.startsWith(indexPrefix)))
      await http.request({ method: 'DELETE', path: `indexes/${uid}`, schema: z.unknown() });
  }

  return { url, apiKey, http, indexPrefix, deleteIndexes };
}
