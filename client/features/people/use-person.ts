import { useQuery } from '@tanstack/react-query';
import type { OrgResponse, PersonDetail } from '../../../server/contract/people.ts';
import { getJson } from '../../lib/api.ts';

export function usePerson(id: string) {
  const path = `/people/${encodeURIComponent(id)}`;
  return useQuery({ queryKey: ['person', id], queryFn: ({ signal }) => getJson<PersonDetail>(path, signal), staleTime: 60_000 });
}

/** The chart around a person. The one before stays until the new one arrives, so that re-centring does not blink. */
export function useOrg(id: string) {
  const path = `/people/${encodeURIComponent(id)}/org`;
  return useQuery({
    queryKey: ['org', id],
    queryFn: ({ signal }) => getJson<OrgResponse>(path, signal),
    placeholderData: (previous) => previous,
    staleTime: 60_000,
  });
}
