import { useQuery } from '@tanstack/react-query';
import type { SourceStatus } from '../../../server/contract/admin.ts';
import type { ViewAs } from '../../../server/contract/view-as.ts';
import { getJson } from '../../lib/api.ts';

/** Sources of documents, with what their last check came to: only they have rights to compare. */
export function useChecks() {
  return useQuery({
    queryKey: ['admin', 'sources'],
    queryFn: ({ signal }) => getJson<{ items: SourceStatus[] }>('/admin/sources', signal),
    select: ({ items }) => items.filter(({ kind }) => kind !== 'ldap'),
  });
}

/** Asked anew each time: every look is written down. */
export function useViewAs(question: { as: string; folder: string; page: number }) {
  const { as, folder, page } = question;
  const parameters = new URLSearchParams({ as, page: String(page), ...(folder === '' ? {} : { folder }) });
  return useQuery({
    queryKey: ['admin', 'view-as', as, folder, page],
    queryFn: ({ signal }) => getJson<ViewAs>(`/admin/view-as?${parameters}`, signal),
    enabled: as !== '',
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}
