import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { AnalyticsReport } from '../../../server/contract/analytics.ts';
import { getJson } from '../../lib/api.ts';

/** Without a month: the latest there is. */
export function useAnalytics(month: string | undefined) {
  const path = `/admin/analytics?${new URLSearchParams(month === undefined ? {} : { month })}`;
  return useQuery({
    queryKey: ['admin', 'analytics', month ?? ''],
    queryFn: ({ signal }) => getJson<AnalyticsReport>(path, signal),
    placeholderData: keepPreviousData,
  });
}
