import { useQuery } from '@tanstack/react-query';
import type { DocumentDetail, DocumentText } from '../../../server/contract/documents.ts';
import { getJson } from '../../lib/api.ts';

export function useDocument(id: string) {
  const path = `/documents/${encodeURIComponent(id)}`;
  return useQuery({
    queryKey: ['document', id],
    queryFn: ({ signal }) => getJson<DocumentDetail>(path, signal),
    staleTime: 60_000,
  });
}

/** The text of one page, or of the whole where there are no pages; the page before stays while one turns. */
export function useDocumentText(o: { id: string; page: number | null; q: string }) {
  const parameters = new URLSearchParams();
  if (o.page !== null) parameters.set('page', String(o.page));
  if (o.q) parameters.set('q', o.q);
  const path = `/documents/${encodeURIComponent(o.id)}/text?${parameters}`;
  return useQuery({
    queryKey: ['text', o.id, path],
    queryFn: ({ signal }) => getJson<DocumentText>(path, signal),
    placeholderData: (previous, query) => (query?.queryKey[1] === o.id ? previous : undefined),
    staleTime: 60_000,
  });
}
