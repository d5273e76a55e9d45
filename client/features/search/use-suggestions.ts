import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { SuggestResponse } from '../../../server/contract/search.ts';
import { usePaced } from '../../hooks/use-paced.ts';
import { useSettled } from '../../hooks/use-settled.ts';
import { getJson } from '../../lib/api.ts';

/** Shorter than the time between two keys of most people, so that nearly every key is answered; held keys are not. */
const PACE_MS = 60;
/** Whoever listens is told once the typing has paused. */
const PAUSE_MS = 600;

/**
 * Suggestions while typing. A new key aborts the request before it, an answer to an older text is never shown as the newest, and
 * the list at hand stays until the next one arrives.
 */
export function useSuggestions(text: string, isOpen: boolean) {
  const wanted = text.trim();
  const query = usePaced(wanted, PACE_MS);
  const paused = useSettled(wanted, PAUSE_MS);
  const answer = useQuery({
    queryKey: ['suggest', query],
    queryFn: ({ signal }) => getJson<SuggestResponse>(`/suggest?${new URLSearchParams({ q: query })}`, signal),
    enabled: isOpen && query !== '',
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  });
  const isEmpty = wanted === '';
  return {
    suggestions: isEmpty || answer.isError ? undefined : answer.data,
    isSettled: !isEmpty && query === wanted && paused === wanted && answer.isSuccess && !answer.isPlaceholderData,
  };
}
