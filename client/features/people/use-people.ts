import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { PeopleList, PeopleOverview, TeamDetail } from '../../../server/contract/people.ts';
import { getJson } from '../../lib/api.ts';

export function useOverview() {
  return useQuery({
    queryKey: ['people', 'overview'],
    queryFn: ({ signal }) => getJson<PeopleOverview>('/people/overview', signal),
    staleTime: 60_000,
  });
}

/** `wanted` as the address of the page has it. */
export function usePeople(wanted: Record<string, string>) {
  return useInfiniteQuery({
    queryKey: ['people', 'list', wanted],
    queryFn: ({ pageParam, signal }) =>
      getJson<PeopleList>(`/people?${new URLSearchParams({ ...wanted, offset: String(pageParam) })}`, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((sum, page) => sum + page.items.length, 0);
      return shown < last.total ? shown : undefined;
    },
    staleTime: 60_000,
  });
}

export function useTeam(name: string) {
  return useQuery({
    queryKey: ['team', name],
    queryFn: ({ signal }) => getJson<TeamDetail>(`/teams?${new URLSearchParams({ name })}`, signal),
    staleTime: 60_000,
  });
}
