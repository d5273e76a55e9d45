import { useQuery } from '@tanstack/react-query';
import type { WhereResponse } from '../../../server/contract/admin.ts';
import { getJson } from '../../lib/api.ts';

/** Asked anew each time: the answer is about now. */
export function useWhere(path: string) {
  return useQuery({
    queryKey: ['admin', 'where', path],
    queryFn: ({ signal }) => getJson<WhereResponse>(`/admin/where?${new URLSearchParams({ path })}`, signal),
    enabled: path !== '',
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}
