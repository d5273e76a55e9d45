import { z } from 'zod';
import type { Filter } from '../access/filter.ts';
import type { EngineQuery } from '../search/query/multi-search.ts';

/** What somebody typed, as the model understands it. */
export interface QueryVector {
  vector: readonly number[];
  /** The model, by the name that it has in Meilisearch. */
  embedder: string;
}

/** The passages nearest in meaning, nearest first, to be sent in the same multi-search as the words. The filter must be the viewer's. */
export function vectorQuery({ vector, embedder }: QueryVector, o: { filter: Filter; limit: number }): EngineQuery {
  return {
    index: 'vectors',
    q: '',
    vector,
    hybrid: { embedder, semanticRatio: 1 },
    filter: o.filter,
    limit: o.limit,
    attributesToRetrieve: ['id', 'documentId', 'n'],
    showRankingScore: true,
  };
}

/** One hit of `vectorQuery`; `id` is the passage's. */
export const VectorHit = z
  .object({ id: z.string(), documentId: z.string(), n: z.int(), _rankingScore: z.number() })
  // Meilisearch maps the cosine from -1…1 to 0…1.
  .transform(({ _rankingScore, ...hit }) => ({ ...hit, cosine: 2 * _rankingScore - 1 }));
export type VectorHit = z.output<typeof VectorHit>;
