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
  /** Languages (ISO 639-3) of which the query can be; guessed without. */
  locales?: readonly string[];
}

const EngineResult = z.object({
  hits: z.array(z.unknown()),
  totalHits: z.int().optional(),
  estimatedTotalHits: z.int().optional(),
  facetDistribution: z.record(z.string(), z.record(z.string(), z.int())).optional(),
});
export type EngineResult = z.infer<typeof EngineResult>;

/** Results in the order of the queries. */
export type MultiSearch = (queries: EngineQuery[], signal: AbortSignal) => Promise<EngineResult[]>;

/**
 * The engine answers the queries of a request one after the other, and as many requests at once as there are processors: dear
 * queries go in two halves. Positions of the queries, ascending.
 */
function sharedOut(queries: readonly EngineQuery[]): number[][] {
  const dearestFirst = queries.map((query, position) => ({ position, cost: costOf(query) })).sort((a, b) => b.cost - a.cost);
  if (dearestFirst.filter(({ cost }) => cost >= 1).length < 2) return [[...queries.keys()]];
  const first: Half = { positions: [], cost: 0 };
  const second: Half = { positions: [], cost: 0 };
  for (const { position, cost } of dearestFirst) {
    const half = first.cost <= second.cost ? first : second;
    half.positions.push(position);
    half.cost += cost;
  }
  return [first, second].map(({ positions }) => positions.sort((a, b) => a - b));
}

interface Half {
  positions: number[];
  cost: number;
}

/** About, of a query over 300,000 passages: counting by facets and vectors take longer, people are few. */
function costOf({ index, facets = [], vector, limit }: EngineQuery): number {
  if (index === 'people') return 0.2;
  // Of what is only counted nothing is put in order.
  if (limit === 0) return 0.3;
  if (vector !== undefined) return 2.5;
  return facets.length > 0 ? 1.7 : 1;
}

/** Throws as `createMeilisearchHttp` says: AppError `search-unavailable` when there is no index yet. */
export function createMultiSearch(options: { http: MeilisearchHttp; uids: IndexUids }): MultiSearch {
  const { http, uids } = options;
  const schema = z.object({ results: z.array(EngineResult) });

  async function send(queries: EngineQuery[], signal: AbortSignal): Promise<EngineResult[]> {
    if (queries.length === 0) return [];
    const requests = sharedOut(queries);
    const answers = await Promise.all(requests.map((positions) => sendTogether(positions, queries, signal)));
    const results = new Map(answers.flat());
    return queries.map((_, position) => results.get(position) ?? { hits: [] });
  }

  async function sendTogether(
    positions: readonly number[],
    queries: readonly EngineQuery[],
    signal: AbortSignal,
  ): Promise<[number, EngineResult][]> {
    const together = queries.filter((_, position) => positions.includes(position));
    const body = { queries: together.map(({ index, ...query }) => ({ indexUid: uids[index], ...query })) };
    const { results } = await http.request({ method: 'POST', path: 'multi-search', body, schema, signal, timeoutMs: 8000 });
    return results.map((result, n) => [positions[n] ?? -1, result]);
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
