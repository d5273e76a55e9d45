import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Me } from '../../../server/contract/session.ts';
import type { Administrators, CandidatesResponse } from '../../../server/contract/sources.ts';
import { SETUP } from '../../hooks/use-setup.ts';
import { getJson, sendJson } from '../../lib/api.ts';

const ADMINISTRATORS = ['admin', 'administrators'] as const;

/** Comes in by the code of the setup address. All that was read as nobody is read again. */
export function useEnter() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (code: string) => sendJson<Me>('POST', '/session/setup', { code }),
    onSuccess: () => queries.resetQueries(),
  });
}

export function useAdministrators() {
  return useQuery({
    queryKey: ADMINISTRATORS,
    queryFn: ({ signal }) => getJson<Administrators>('/admin/administrators', signal),
  });
}

export function useSetAdministrators() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (items: string[]) => sendJson<Administrators>('PUT', '/admin/administrators', { items }),
    onSuccess: async (answer) => {
      queries.setQueryData(ADMINISTRATORS, answer);
      await queries.invalidateQueries({ queryKey: SETUP });
    },
  });
}

export function useCandidates(q: string) {
  return useQuery({
    queryKey: [...ADMINISTRATORS, q],
    queryFn: ({ signal }) =>
      getJson<CandidatesResponse>(`/admin/administrators/candidates?${new URLSearchParams({ q })}`, signal),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
}
