import { z } from 'zod';
import type { Filter } from '../../access/filter.ts';
import { AppError } from '../../errors.ts';
import { type MeilisearchHttp, refusalOf } from '../../meilisearch/http.ts';
import type { IndexUids } from '../meili-index.ts';

/** One query of a multi-search. The filter must come from `access/`. */
export interface EngineQuery {
  index: keyof IndexUids;
  q: string;
  filter: Filter;
  matchingStrategy?: 'last' | 'all';
  attributesToRetrieve: readonly string[];
  attributesToSearchOn?: readonly string[];
  distinct?: string;
  sort?: readonly string[];
  /** Exact totals and facets, slower; or `offset` and `limit`. */
  page?: number;
  hitsPerPage?: number;
  offset?: number;
  limit?: number;
  facets?: readonly string[];
}

const EngineResult = z.object({
  hits: z.array(z.unknown()),
  totalHits: z.int().optional(),
  estimatedTotalHits: z.int().optional(),
  facetDistribution: z.record(z.string(), z.record(z.string(), z.int())).optional(),
});
export type EngineResult = z.infer<typeof EngineResult>;

/** All queries in one request; results in the order of the queries. */
export type MultiSearch = (queries: EngineQuery[], signal: AbortSignal) => Promise<EngineResult[]>;

/** Throws AppError `search-unavailable` when there is no index yet, and `meilisearch-unavailable` when there is no engine. */
export function createMultiSearch(options: { http: MeilisearchHttp; uids: IndexUids }): MultiSearch {
  const { http, uids } = options;
  const schema = z.object({ results: z.array(EngineResult) });
  return async (queries, signal) => {
    if (queries.length === 0) return [];
    const body = { queries: queries.map(({ index, ...query }) => ({ indexUid: uids[index], ...query })) };
    try {
      return (await http.request({ method: 'POST', path: 'multi-search', body, schema, signal, timeoutMs: 8000 })).results;
    } catch (cause) {
      if (refusalOf(cause)?.code !== 'index_not_found') throw cause;
      throw new AppError('search-unavailable', 'The search index is being set up', { cause });
    }
  };
}
