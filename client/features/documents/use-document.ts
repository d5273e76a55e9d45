import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type {
  DocumentDetail,
  DocumentMatches,
  DocumentText,
  PageMarks,
  SimilarDocuments,
} from '../../../server/contract/documents.ts';
import { getJson } from '../../lib/api.ts';

const STALE_MS = 60_000;
const pathOf = (id: string) => `/documents/${encodeURIComponent(id)}`;

export function useDocument(id: string) {
  return useQuery({
    queryKey: ['document', id],
    queryFn: ({ signal }) => getJson<DocumentDetail>(pathOf(id), signal),
    staleTime: STALE_MS,
  });
}

interface TextQuestion {
  id: string;
  page: number;
  q: string;
}

function textQuery({ id, page, q }: TextQuestion) {
  const parameters = new URLSearchParams({ page: String(page), ...(q && { q }) });
  const path = `${pathOf(id)}/text?${parameters}`;
  return {
    queryKey: ['text', id, path],
    queryFn: ({ signal }: { signal: AbortSignal }) => getJson<DocumentText>(path, signal),
    staleTime: STALE_MS,
  };
}

/** The text of one page, or part; the page before stays while one turns. */
export function useDocumentText(question: TextQuestion, { isShown }: { isShown: boolean }) {
  return useQuery({
    ...textQuery(question),
    placeholderData: (previous, query) => (query?.queryKey[1] === question.id ? previous : undefined),
    enabled: isShown,
  });
}

/** The next page is there before one turns to it. */
export function useNextText({ id, page, q }: TextQuestion, isWanted: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (isWanted) void client.prefetchQuery(textQuery({ id, page: page + 1, q }));
  }, [client, id, page, q, isWanted]);
}

/** Where in the whole document the words stand; asked beside the text, which does not wait for it. */
export function useDocumentMatches(id: string, q: string) {
  const path = `${pathOf(id)}/matches?${new URLSearchParams({ q })}`;
  return useQuery({
    queryKey: ['matches', id, path],
    queryFn: ({ signal }) => getJson<DocumentMatches>(path, signal),
    staleTime: STALE_MS,
    enabled: q !== '',
  });
}

/** Where on the picture of a page the words stand, and what shape the page has; the shape before stays while one turns. */
export function usePageMarks({ id, page, q }: TextQuestion, { isShown }: { isShown: boolean }) {
  const path = `${pathOf(id)}/pages/${page}/marks?${new URLSearchParams(q ? { q } : {})}`;
  return useQuery({
    queryKey: ['marks', id, path],
    queryFn: ({ signal }) => getJson<PageMarks>(path, signal),
    placeholderData: (previous, query) => (query?.queryKey[1] === id && previous ? { ...previous, marks: [] } : undefined),
    staleTime: STALE_MS,
    retry: false,
    enabled: isShown,
  });
}

export function useSimilar(id: string) {
  return useQuery({
    queryKey: ['similar', id],
    queryFn: ({ signal }) => getJson<SimilarDocuments>(`${pathOf(id)}/similar`, signal),
    staleTime: 5 * STALE_MS,
  });
}
