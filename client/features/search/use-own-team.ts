import { useQuery } from '@tanstack/react-query';
import type { PersonDetail } from '../../../server/contract/people.ts';
import { useMe } from '../../hooks/use-me.ts';
import { getJson } from '../../lib/api.ts';
import type { RecentPerson } from '../../lib/recent-people.ts';

/** Whom one works with every day. */
export interface OwnTeam {
  /** Null where the directory names none. */
  department: string | null;
  /** One's manager, those with the same one, and who reports to oneself. */
  people: readonly RecentPerson[];
}

/** Asked for when it is wanted; undefined until it is there, and for whoever has no entry in the directory. */
export function useOwnTeam(isWanted: boolean): OwnTeam | undefined {
  const self = useMe().data?.user?.personId ?? null;
  const { data } = useQuery({
    // The page of a person asks the same.
    queryKey: ['person', self],
    queryFn: ({ signal }) => getJson<PersonDetail>(`/people/${encodeURIComponent(self ?? '')}`, signal),
    enabled: isWanted && self !== null,
    staleTime: 60_000,
    retry: false,
  });
  if (self === null || data === undefined) return undefined;
  return { department: data.department, people: [...data.managers.slice(0, 1), ...data.peers, ...data.reports] };
}
