import { useQuery } from '@tanstack/react-query';
import type { InboxCount } from '../../server/contract/questions.ts';
import { getJson } from '../lib/api.ts';
import { useMe } from './use-me.ts';

export const INBOX = ['questions'] as const;

/** How much waits for the one who is signed in: questions, answers to verify, news of one's own questions. */
export function useInboxCount() {
  const me = useMe();
  return useQuery({
    queryKey: [...INBOX, 'count', me.data?.user?.uid],
    queryFn: ({ signal }) => getJson<InboxCount>('/questions/count', signal),
    enabled: me.data?.user != null,
    staleTime: 60_000,
    refetchInterval: 5 * 60_000,
    retry: false,
  });
}

export function totalOf(count: InboxCount | undefined): number {
  return count === undefined ? 0 : count.waiting + count.toVerify + count.unread;
}
