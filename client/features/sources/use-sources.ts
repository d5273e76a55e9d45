import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Failure, FailureCause, Run, SourceStatus } from '../../../server/contract/admin.ts';
import type { SourceRemoval, ThroughputResponse } from '../../../server/contract/sources.ts';
import { eventsUrl, getJson, sendJson } from '../../lib/api.ts';
import { currentLanguage } from '../../lib/language.ts';

const SOURCES = ['admin', 'sources'] as const;

interface Sources {
  items: SourceStatus[];
}

export function useSources() {
  return useQuery({
    queryKey: SOURCES,
    queryFn: ({ signal }) => getJson<Sources>('/admin/sources', signal),
    refetchInterval: 60_000,
  });
}

export type Missing = 'unread' | 'excluded';

/** What could not be read, or what the rules leave out. */
export function useFailures(source: string, kind: Missing) {
  const path = `/admin/failures?${new URLSearchParams({ source, ...(kind === 'excluded' ? { state: kind } : {}) })}`;
  return useQuery({
    queryKey: ['admin', 'failures', source, kind],
    queryFn: ({ signal }) => getJson<{ total: number; items: Failure[]; causes: FailureCause[] }>(path, signal),
  });
}

const pathOf = (source: string, rest: string) => `/admin/sources/${encodeURIComponent(source)}/${rest}`;

/** The last runs, latest first. */
export function useRuns(source: string) {
  return useQuery({
    queryKey: ['admin', 'runs', source],
    queryFn: ({ signal }) => getJson<{ items: Run[] }>(pathOf(source, 'runs'), signal),
  });
}

/** How fast the last runs were, oldest first. */
export function useThroughput(source: string) {
  return useQuery({
    queryKey: ['admin', 'throughput', source],
    queryFn: ({ signal }) => getJson<ThroughputResponse>(pathOf(source, 'throughput'), signal),
  });
}

/** What would disappear with it: asked when somebody thinks of removing it. */
export function useRemoval(source: string) {
  return useQuery({
    queryKey: ['admin', 'removal', source],
    queryFn: ({ signal }) => getJson<SourceRemoval>(pathOf(source, 'removal'), signal),
    gcTime: 0,
  });
}

/** `onRemoved` leads away from the page of the source, before anything asks for it again: there is nothing there any more. */
export function useRemove(source: string, onRemoved: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (confirm: string) =>
      sendJson<SourceRemoval>('DELETE', `/admin/sources/${encodeURIComponent(source)}?${new URLSearchParams({ confirm })}`),
    onSuccess: () => {
      onRemoved();
      return queryClient.invalidateQueries({ queryKey: SOURCES, exact: true });
    },
  });
}

export function useFreshnessGoal(source: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (minutes: number | null) => sendJson('PUT', pathOf(source, 'freshness-goal'), { minutes }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: SOURCES }),
  });
}

/** Lets the next run try failures again. */
export function useRetry(source: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (which: { cause?: string; path?: string }) => sendJson('POST', '/admin/failures/retry', { source, ...which }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['admin', 'failures', source] }),
  });
}

export type SourceCommand = 'run' | 'full' | 'dry-run' | 'cancel' | 'confirm' | 'restore';

const COMMANDS: Record<SourceCommand, { path: string; body?: { full?: boolean; dryRun?: boolean } }> = {
  run: { path: 'run', body: {} },
  full: { path: 'run', body: { full: true } },
  'dry-run': { path: 'run', body: { dryRun: true } },
  cancel: { path: 'cancel' },
  confirm: { path: 'held/confirm' },
  restore: { path: 'held/restore' },
};

/** What an administrator can tell a source to do. The list is read again whatever came of it. */
export function useSourceCommand(source: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (command: SourceCommand) => {
      const { path, body } = COMMANDS[command];
      return sendJson('POST', pathOf(source, path), body);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: SOURCES }),
  });
}

/**
 * Shows runs as they happen: each event replaces the last run of its source. The browser connects again by itself after a break;
 * `isLive` says whether it is connected. A run that ends changes counts and failures, so those are read again.
 */
export function useRunStream(isWanted: boolean): { isLive: boolean } {
  const queryClient = useQueryClient();
  const [isLive, setLive] = useState(false);
  useEffect(() => {
    if (!isWanted) return;
    const stream = new EventSource(eventsUrl(`/admin/runs/stream?language=${currentLanguage()}`));
    stream.onopen = () => setLive(true);
    stream.onerror = () => setLive(false);
    stream.onmessage = (event: MessageEvent<string>) => {
      const run: Run = JSON.parse(event.data);
      queryClient.setQueryData<Sources>(
        SOURCES,
        (sources) => sources && { items: sources.items.map((item) => withRun(item, run)) },
      );
      if (run.state !== 'running') void queryClient.invalidateQueries({ queryKey: ['admin'] });
    };
    return () => stream.close();
  }, [isWanted, queryClient]);
  return { isLive };
}

function withRun(source: SourceStatus, run: Run): SourceStatus {
  const isOlder = source.lastRun !== null && source.lastRun.id > run.id;
  return source.id === run.source && !isOlder ? { ...source, lastRun: run } : source;
}
