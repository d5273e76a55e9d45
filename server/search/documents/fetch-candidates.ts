import { z } from 'zod';
import type { Filter } from '../../access/filter.ts';
import type { MeilisearchHttp } from '../../meilisearch/http.ts';
import { CANDIDATE_FIELDS, Candidate } from './passage-hit.ts';

/** Passages by their ids, those that the filter lets through, in no order. */
export type FetchCandidates = (ids: readonly string[], filter: Filter, signal: AbortSignal) => Promise<Candidate[]>;

/** To look passages up takes the engine a tenth of what it takes to search among documents of those names. */
export function createFetchCandidates(options: { http: MeilisearchHttp; passagesUid: string }): FetchCandidates {
  const { http, passagesUid } = options;
  const path = `indexes/${passagesUid}/documents/fetch`;
  return async (ids, filter, signal) => {
    if (ids.length === 0) return [];
    const body = { ids, filter, fields: CANDIDATE_FIELDS, limit: ids.length };
    return (await http.request({ method: 'POST', path, body, schema: Fetched, signal })).results;
  };
}

const Fetched = z.object({ results: z.array(Candidate) });
