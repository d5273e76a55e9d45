import { useQuery } from '@tanstack/react-query';
import type { HomeResponse } from '../../../server/contract/home.ts';
import { useMe } from '../../hooks/use-me.ts';
import { getJson } from '../../lib/api.ts';

export function useHome() {
  const me = useMe();
  return useQuery({
    queryKey: ['home', me.data?.user?.uid],
    queryFn: ({ signal }) => getJson<HomeResponse>('/home', signal),
    // Whoever asks before it is known who asks, asks twice.
    enabled: me.isSuccess,
    staleTime: 60_000,
  });
}
