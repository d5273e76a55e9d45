import { useQuery } from '@tanstack/react-query';
import type { SetupState } from '../../server/contract/sources.ts';
import { getJson } from '../lib/api.ts';

export const SETUP = ['setup'] as const;
const ASK_AGAIN_MS = 2000;

/** How far a new installation has come; asked again while something of it is being read. */
export function useSetup() {
  return useQuery({
    queryKey: SETUP,
    queryFn: ({ signal }) => getJson<SetupState>('/setup', signal),
    refetchInterval: ({ state: { data } }) =>
      data?.steps?.directory === 'reading' || data?.steps?.documents === 'reading' ? ASK_AGAIN_MS : false,
  });
}
