import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { SearchResponse } from '../../../server/contract/search.ts';
import { getJson } from '../../lib/api.ts';
import { PAGE_SIZE, type SearchState, writeState } from './search-state.ts';

/** The answer to a state. The one before stays on screen until the new one is there. */
export function useSearch(state: SearchState) {
  // Teams come with every answer; the server knows no search for them alone.
  const parameters = writeState(state.type === 'teams' ? { ...state, type: 'all' } : state);
  parameters.set('pageSize', String(PAGE_SIZE));
  parameters.set('counts', 'true');
  const path = `/search?${parameters}`;
  return useQuery({
    queryKey: ['search', path],
    queryFn: ({ signal }) => getJson<SearchResponse>(path, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}
