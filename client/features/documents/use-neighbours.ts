import { useQuery } from '@tanstack/react-query';
import type { DocumentHit, SearchResponse } from '../../../server/contract/search.ts';
import { getJson } from '../../lib/api.ts';
import { paths } from '../../paths.ts';

/** A document in the results that one came from, and those beside it. */
export interface Neighbours {
  /** From 1, in all the results. */
  position: number;
  total: number;
  totalIsCapped: boolean;
  /** Addresses in the reader; null at the ends. */
  previous: string | null;
  next: string | null;
}

/** As many as a page of results has: the same question, whose answer is then still there. */
const PAGE_SIZE = 20;
const STALE_MS = 30_000;

/** Undefined while it is not known, and when the document is not among the results (any more). */
export function useNeighbours(id: string, list: string | null): Neighbours | undefined {
  const page = pageOf(list);
  const here = useResults(list, page);
  const items = here?.items ?? [];
  const at = items.findIndex((item) => item.id === id);
  const isFirst = at === 0 && page > 1;
  const isLast = here !== undefined && at === items.length - 1 && page * PAGE_SIZE < here.total - here.folded;
  const before = useResults(isFirst ? list : null, page - 1)?.items;
  const after = useResults(isLast ? list : null, page + 1)?.items;
  if (here === undefined || list === null || at === -1) return undefined;
  const inside = (place: number) => addressOf(items[place], { list, page });
  return {
    position: (page - 1) * PAGE_SIZE + at + 1,
    total: here.total - here.folded,
    totalIsCapped: here.totalIsCapped,
    previous: isFirst ? addressOf(before?.at(-1), { list, page: page - 1 }) : inside(at - 1),
    next: isLast ? addressOf(after?.[0], { list, page: page + 1 }) : inside(at + 1),
  };
}

function useResults(list: string | null, page: number) {
  const parameters = onPage(list ?? '', page);
  parameters.set('pageSize', String(PAGE_SIZE));
  const path = `/search?${parameters}`;
  return useQuery({
    queryKey: ['search', path],
    queryFn: ({ signal }) => getJson<SearchResponse>(path, signal),
    enabled: list !== null,
    staleTime: STALE_MS,
    retry: false,
  }).data?.documents;
}

function addressOf(hit: DocumentHit | undefined, { list, page }: { list: string; page: number }): string | null {
  if (hit === undefined) return null;
  const parameters = onPage(list, page);
  return paths.document(hit.id, { page: hit.page, q: parameters.get('q') ?? '', list: String(parameters) });
}

function pageOf(list: string | null): number {
  const page = new URLSearchParams(list ?? '').get('page') ?? '';
  return /^[1-9]\d?$/.test(page) ? Number(page) : 1;
}

function onPage(list: string, page: number): URLSearchParams {
  const parameters = new URLSearchParams(list);
  parameters.delete('page');
  if (page > 1) parameters.set('page', String(page));
  return parameters;
}
