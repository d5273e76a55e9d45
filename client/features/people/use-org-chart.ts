import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { OrgChart } from '../../../server/contract/people.ts';
import { getJson } from '../../lib/api.ts';
import { orgModel } from './org-model.ts';

/** The whole chart: once asked for, everybody in it is a step away. */
export function useOrgChart() {
  const answer = useQuery({
    queryKey: ['org-chart'],
    queryFn: ({ signal }) => getJson<OrgChart>('/people/org', signal),
    staleTime: 5 * 60_000,
  });
  const model = useMemo(() => (answer.data === undefined ? undefined : orgModel(answer.data)), [answer.data]);
  return { answer, model };
}
