import { useQuery } from '@tanstack/react-query';
import type { DocumentVersions } from '../../server/contract/families.ts';
import { getJson } from '../lib/api.ts';

/** Copies and versions of a document that one may read, with itself among them; nothing is asked before they are wanted. */
export function useVersions(id: string, { isWanted = true } = {}) {
  return useQuery({
    queryKey: ['versions', id],
    queryFn: ({ signal }) => getJson<DocumentVersions>(`/documents/${encodeURIComponent(id)}/versions`, signal),
    staleTime: 60_000,
    enabled: isWanted,
  });
}
