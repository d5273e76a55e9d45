import { useQuery } from '@tanstack/react-query';
import type { Explanation } from '../../../server/contract/admin.ts';
import type { SuggestResponse } from '../../../server/contract/search.ts';
import { getJson } from '../../lib/api.ts';

/** Asked anew each time: the answer is about now, and every question is written down. */
export function useExplanation({ as, document }: { as: string; document: string }) {
  const path = `/admin/explain?${new URLSearchParams({ as, document })}`;
  return useQuery({
    queryKey: ['admin', 'explain', as, document],
    queryFn: ({ signal }) => getJson<Explanation>(path, signal),
    enabled: as !== '' && document !== '',
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** Colleagues whose names begin like what is typed, for their sign-in names. */
export function usePeopleLike(text: string) {
  return useQuery({
    queryKey: ['suggest-people', text],
    queryFn: ({ signal }) => getJson<SuggestResponse>(`/suggest?${new URLSearchParams({ q: text })}`, signal),
    enabled: text.length >= 2,
    select: ({ people }) => people.map(({ uid, name }) => ({ uid, name })),
    staleTime: 60_000,
  });
}

/** A document is asked for as whoever misses it names it: by its path, or by the address of its page, which a colleague sent. */
export function documentMeant(text: string): string {
  const trimmed = text.trim();
  const id = URL.canParse(trimmed) ? /^\/documents\/([^/]+)\/?$/.exec(new URL(trimmed).pathname)?.[1] : undefined;
  return id ?? trimmed;
}
