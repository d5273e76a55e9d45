import { z } from 'zod';
import type { Filter } from '../../access/filter.ts';
import { type MeilisearchHttp, refusalOf } from '../../meilisearch/http.ts';
import { countDocuments } from '../index/count-documents.ts';
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
  /** By meaning alone: `vectorQuery` of `server/semantics` makes such queries. */
  vector?: readonly number[];
  hybrid?: { embedder: string; semanticRatio: 1 };
  showRankingScore?: boolean;
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

/** Throws as `createMeilisearchHttp` says: AppError `search-unavailable` when there is no index yet. */
export function createMultiSearch(options: { http: MeilisearchHttp; uids: IndexUids }): MultiSearch {
  const { http, uids } = options;
  const schema = z.object({ results: z.array(EngineResult) });

  async function send(queries: EngineQuery[], signal: AbortSignal): Promise<EngineResult[]> {
    if (queries.length === 0) return [];
    const body = { queries: queries.map(({ index, ...query }) => ({ indexUid: uids[index], ...query })) };
    return (await http.request({ method: 'POST', path: 'multi-search', body, schema, signal, timeoutMs: 8000 })).results;
  }

  /** The model has just been changed, or semantic search turned off: what is asked by meaning finds nothing. */
  async function sendWithoutVectors(queries: EngineQuery[], signal: AbortSignal): Promise<EngineResult[]> {
    const results = await send(
      queries.filter((query) => query.vector === undefined),
      signal,
    );
    return queries.map((query) => (query.vector === undefined ? (results.shift() ?? { hits: [] }) : { hits: [], totalHits: 0 }));
  }

  /** An index that never had a document knows no attributes and refuses a search on one of them: do not ask it. */
  async function sendWithoutEmpty(queries: EngineQuery[], signal: AbortSignal): Promise<EngineResult[]> {
    const names = [...new Set(queries.map((query) => query.index))];
    const counts = await Promise.all(names.map((name) => countDocuments({ http, uid: uids[name], signal })));
    const empty = new Set(names.filter((_, n) => counts[n] === 0));
    const results = await send(
      queries.filter((query) => !empty.has(query.index)),
      signal,
    );
    return queries.map((query) => (empty.has(query.index) ? { hits: [], totalHits: 0 } : (results.shift() ?? { hits: [] })));
  }

  return async (queries, signal) => {
    try {
      return await send(queries, signal);
    } catch (cause) {
      const code = refusalOf(cause)?.code;
      if (code === 'invalid_search_attributes_to_search_on') return await sendWithoutEmpty(queries, signal);
      if (code === 'invalid_search_embedder' || code === 'invalid_vector_dimensions')
        return await sendWithoutVectors(queries, signal);
      throw cause;
    }
  };
}
