import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { SearchResponse } from '../../../server/contract/search.ts';
import { getJson } from '../../lib/api.ts';
import { PAGE_SIZE, type SearchState, writeState } from './search-state.ts';

/** The answer to a state. The one before stays on screen until the new one is there. */
export function useSearch(state: SearchState) {
  const parameters = writeState(state);
  parameters.set('pageSize', String(PAGE_SIZE));
  const path = `/search?${parameters}`;
  return useQuery({
    queryKey: ['search', path],
    queryFn: ({ signal }) => getJson<SearchResponse>(path, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

export type Counts = Pick<SearchResponse, 'people' | 'documents'>;

/** How many there are of each kind. A search of one kind need not count the other, so the blend is asked for the numbers. */
export function useCounts(state: SearchState, answer: SearchResponse | undefined): Counts | undefined {
  const parameters = writeState({ ...state, type: 'all', page: 1, sort: 'relevance' });
  parameters.set('pageSize', '1');
  const path = `/search?${parameters}`;
  const isNeeded = state.type !== 'all';
  const blend = useQuery({
    queryKey: ['search', path],
    queryFn: ({ signal }) => getJson<SearchResponse>(path, signal),
    enabled: isNeeded,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  return isNeeded ? blend.data : answer;
}

/** What there is at all: the counts, facets and freshness of a search for everything. */
export function useOverview() {
  return useQuery({
    queryKey: ['search', 'overview'],
    queryFn: ({ signal }) => getJson<SearchResponse>('/search?pageSize=1', signal),
    staleTime: 60_000,
  });
}
