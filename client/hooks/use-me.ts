import { useQuery } from '@tanstack/react-query';
import type { Me } from '../../server/contract/session.ts';
import { getJson } from '../lib/api.ts';

export const ME = ['me'] as const;

/** Who is asking; every feature may want to know. */
export function useMe() {
  return useQuery({ queryKey: ME, queryFn: ({ signal }) => getJson<Me>('/me', signal), staleTime: 5 * 60_000 });
}
