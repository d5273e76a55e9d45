import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { SuggestResponse } from '../../../server/contract/search.ts';
import { useSettled } from '../../hooks/use-settled.ts';
import { getJson } from '../../lib/api.ts';

const TYPING_PAUSE_MS = 70;

/**
 * Suggestions while typing. A new key aborts the request before it, an answer to an older text is never shown as the newest, and
 * the list at hand stays until the next one arrives.
 */
export function useSuggestions(text: string, isOpen: boolean) {
  const query = useSettled(text.trim(), TYPING_PAUSE_MS);
  const answer = useQuery({
    queryKey: ['suggest', query],
    queryFn: ({ signal }) => getJson<SuggestResponse>(`/suggest?${new URLSearchParams({ q: query })}`, signal),
    enabled: isOpen && query !== '',
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  });
  const isEmpty = text.trim() === '';
  return {
    suggestions: isEmpty || answer.isError ? undefined : answer.data,
    isSettled: !isEmpty && query === text.trim() && answer.isSuccess && !answer.isPlaceholderData,
  };
}
