import { z } from 'zod';
import type { MeilisearchHttp } from '../../meilisearch/http.ts';

/** How many documents (passages, people) an index of Meilisearch has. */
export async function countDocuments(options: { http: MeilisearchHttp; uid: string; signal: AbortSignal }): Promise<number> {
  const { http, uid, signal } = options;
  const schema = z.object({ numberOfDocuments: z.int() });
  return (await http.request({ method: 'GET', path: `indexes/${uid}/stats`, schema, signal })).numberOfDocuments;
}
