import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditResponse } from '../../../server/contract/audit.ts';
import { fileUrl, getJson } from '../../lib/api.ts';

const FILTERS = ['action', 'actor', 'from', 'to'] as const;
export type AuditFilters = Record<(typeof FILTERS)[number], string>;

/** The address is the state of the filters. */
export function readAuditFilters(parameters: URLSearchParams): AuditFilters {
  const get = (name: keyof AuditFilters) => parameters.get(name) ?? '';
  return { action: get('action'), actor: get('actor'), from: get('from'), to: get('to') };
}

export function writeAuditFilters(filters: AuditFilters): URLSearchParams {
  return new URLSearchParams(FILTERS.flatMap((name) => (filters[name] === '' ? [] : [[name, filters[name]]])));
}

export function useAudit(filters: AuditFilters) {
  return useInfiniteQuery({
    queryKey: ['admin', 'audit', filters],
    initialPageParam: null,
    queryFn: ({ pageParam, signal }: { pageParam: number | null; signal: AbortSignal }) => {
      const parameters = writeAuditFilters(filters);
      if (pageParam !== null) parameters.set('before', String(pageParam));
      return getJson<AuditResponse>(`/admin/audit?${parameters}`, signal);
    },
    getNextPageParam: ({ next }) => next,
    retry: false,
  });
}

export function auditExportUrl(filters: AuditFilters, format: 'csv' | 'jsonl'): string {
  const parameters = writeAuditFilters(filters);
  parameters.set('format', format);
  return fileUrl(`/admin/audit/export?${parameters}`);
}
