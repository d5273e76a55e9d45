import { useQuery } from '@tanstack/react-query';
import type { SourceStatus } from '../../../server/contract/admin.ts';
import { getJson } from '../../lib/api.ts';

/** The ids of all sources. */
export function useSourceNames(): string[] {
  const answer = useQuery({
    queryKey: ['admin', 'sources'],
    queryFn: ({ signal }) => getJson<{ items: SourceStatus[] }>('/admin/sources', signal),
    select: ({ items }) => items.map(({ id }) => id),
    staleTime: 60_000,
  });
  return answer.data ?? [];
}
