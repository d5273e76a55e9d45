import { useQuery } from '@tanstack/react-query';
import type { ConnectionResponse, ExpertiseResponse, PersonDetail } from '../../../server/contract/people.ts';
import { useMe } from '../../hooks/use-me.ts';
import { getJson } from '../../lib/api.ts';

const pathOf = (id: string) => `/people/${encodeURIComponent(id)}`;

export function usePerson(id: string) {
  return useQuery({
    queryKey: ['person', id],
    queryFn: ({ signal }) => getJson<PersonDetail>(pathOf(id), signal),
    staleTime: 60_000,
  });
}

export function useExpertise(id: string) {
  return useQuery({
    queryKey: ['person', id, 'expertise'],
    queryFn: ({ signal }) => getJson<ExpertiseResponse>(`${pathOf(id)}/expertise`, signal),
    staleTime: 60_000,
  });
}

/** Not asked for where there is nobody who could be connected, and not of oneself. */
export function useConnection(id: string) {
  const self = useMe().data?.user?.personId ?? null;
  return useQuery({
    queryKey: ['person', id, 'connection', self],
    queryFn: ({ signal }) => getJson<ConnectionResponse>(`${pathOf(id)}/connection`, signal),
    enabled: self !== null && self !== id,
    staleTime: 60_000,
  });
}
