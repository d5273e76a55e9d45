import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SourceStatus } from '../../../../server/contract/admin.ts';
import type {
  ChangeSourceRequest,
  CreateSourceRequest,
  DryRun,
  FoldersResponse,
  PreviewResponse,
  SourceDraft,
  SourceKindsResponse,
  SourceSettings,
  TestResponse,
} from '../../../../server/contract/sources.ts';
import { getJson, sendJson } from '../../../lib/api.ts';

const ASK_AGAIN_MS = 500;

export function useSourceKinds() {
  return useQuery({
    queryKey: ['admin', 'source-kinds'],
    queryFn: ({ signal }) => getJson<SourceKindsResponse>('/admin/source-kinds', signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useTest() {
  return useMutation({ mutationFn: (draft: SourceDraft) => sendJson<TestResponse>('POST', '/admin/sources/test', draft) });
}

/** What there is by this draft, now. The one before stays in sight until it is known. */
export function usePreview(draft: SourceDraft) {
  return useQuery({
    queryKey: ['source-preview', draft],
    queryFn: () => sendJson<PreviewResponse>('POST', '/admin/sources/preview', draft),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    // The draft is its key, passwords included.
    gcTime: 0,
    retry: false,
  });
}

export function useFolders(path: string) {
  return useQuery({
    queryKey: ['admin', 'folders', path],
    queryFn: ({ signal }) => getJson<FoldersResponse>(`/admin/folders?${new URLSearchParams({ path })}`, signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

/** Begins, follows and stops a dry run. */
export function useDryRun() {
  const [id, setId] = useState<string>();
  const start = useMutation({
    mutationFn: (draft: SourceDraft) => sendJson<DryRun>('POST', '/admin/sources/dry-run', draft),
    onSuccess: (run) => setId(run?.id),
  });
  const follow = useQuery({
    queryKey: ['dry-run', id],
    queryFn: ({ signal }) => getJson<DryRun>(`/admin/dry-runs/${id}`, signal),
    enabled: id !== undefined,
    refetchInterval: ({ state }) =>
      state.data && state.data.state !== 'running' ? false : state.error === null ? ASK_AGAIN_MS : false,
    gcTime: 0,
  });
  const cancel = useMutation({ mutationFn: () => sendJson('DELETE', `/admin/dry-runs/${id}`) });
  const run = follow.data?.id === id ? follow.data : start.data;
  return { run, error: start.error ?? follow.error ?? cancel.error, isStarting: start.isPending, start, cancel };
}

export function useSourceSettings(id: string | undefined) {
  return useQuery({
    queryKey: ['admin', 'source-settings', id],
    queryFn: ({ signal }) => getJson<SourceSettings>(`/admin/sources/${encodeURIComponent(id ?? '')}/settings`, signal),
    enabled: id !== undefined,
    retry: false,
  });
}

/** Makes it count: a new source, or a changed one. */
export function usePublish() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (request: { create: CreateSourceRequest } | { id: string; change: ChangeSourceRequest }) =>
      'create' in request
        ? sendJson<SourceStatus>('POST', '/admin/sources', request.create)
        : sendJson<SourceStatus>('PUT', `/admin/sources/${encodeURIComponent(request.id)}`, request.change),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['admin'] }),
  });
}
