import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { AuditResponse } from '../../../server/contract/audit.ts';
import { fileUrl, getJson } from '../../lib/api.ts';
import { words } from './words.ts';

const FILTERS = ['action', 'actor', 'from', 'to'] as const;
export type AuditFilters = Record<(typeof FILTERS)[number], string>;

/** The address is the state of the filters; what makes no sense in it is no filter. */
export function readAuditFilters(parameters: URLSearchParams): AuditFilters {
  const get = (name: keyof AuditFilters) => parameters.get(name) ?? '';
  const day = (text: string) => (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : '');
  const action = Object.hasOwn(words().actions, get('action')) ? get('action') : '';
  return { action, actor: get('actor'), from: day(get('from')), to: day(get('to')) };
}

export function writeAuditFilters(filters: AuditFilters): URLSearchParams {
  return new URLSearchParams(FILTERS.flatMap((name) => (filters[name] === '' ? [] : [[name, filters[name]]])));
}

/** Days are those of whoever looks: the times in the list are too. */
function toQuery(filters: AuditFilters): URLSearchParams {
  const { from, to } = filters;
  return writeAuditFilters({
    ...filters,
    from: from && new Date(`${from}T00:00:00`).toISOString(),
    to: to && new Date(`${to}T23:59:59.999`).toISOString(),
  });
}

export function useAudit(filters: AuditFilters) {
  return useInfiniteQuery({
    queryKey: ['admin', 'audit', filters],
    initialPageParam: null,
    queryFn: ({ pageParam, signal }: { pageParam: number | null; signal: AbortSignal }) => {
      const parameters = toQuery(filters);
      if (pageParam !== null) parameters.set('before', String(pageParam));
      return getJson<AuditResponse>(`/admin/audit?${parameters}`, signal);
    },
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function auditExportUrl(filters: AuditFilters, format: 'csv' | 'jsonl'): string {
  const parameters = toQuery(filters);
  parameters.set('format', format);
  return fileUrl(`/admin/audit/export?${parameters}`);
}
