import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerCard, AnswerDetail, GoAnswer, GoLinkCard } from '../../../server/contract/knowledge.ts';
import type { Ask, Inbox, Question, QuestionRoutes, WriteAnswer } from '../../../server/contract/questions.ts';
import { INBOX } from '../../hooks/use-inbox-count.ts';
import { getJson, sendJson } from '../../lib/api.ts';

export function useInbox() {
  return useQuery({ queryKey: [...INBOX, 'inbox'], queryFn: ({ signal }) => getJson<Inbox>('/questions', signal) });
}

/** Whom a question would go to; asked again when its words have settled. */
export function useRoutes(text: string) {
  return useQuery({
    queryKey: [...INBOX, 'routes', text],
    queryFn: ({ signal }) =>
      getJson<QuestionRoutes>(`/questions/routes?${new URLSearchParams({ q: text.slice(0, 300) })}`, signal),
    placeholderData: (before) => before,
    staleTime: 60_000,
  });
}

/** Everything that is done with questions changes the inbox and its count. */
export function useQuestionActions() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: INBOX });
  return {
    ask: useMutation({ mutationFn: (question: Ask) => sendJson<Question>('POST', '/questions', question), onSuccess }),
    answer: useMutation({
      mutationFn: ({ id, ...answer }: WriteAnswer & { id: number }) =>
        sendJson<Question>('POST', `/questions/${id}/answer`, answer),
      onSuccess,
    }),
    decline: useMutation({ mutationFn: (id: number) => sendJson('POST', `/questions/${id}/decline`), onSuccess }),
    withdraw: useMutation({ mutationFn: (id: number) => sendJson('DELETE', `/questions/${id}`), onSuccess }),
    markRead: useMutation({ mutationFn: () => sendJson('POST', '/questions/read', {}), onSuccess }),
  };
}

const ANSWERS = ['answers'] as const;

export function useAnswer(id: string) {
  return useQuery({
    queryKey: [...ANSWERS, id],
    queryFn: ({ signal }) => getJson<AnswerDetail>(`/answers/${encodeURIComponent(id)}`, signal),
  });
}

export function useAnswerActions(id: string) {
  const client = useQueryClient();
  const onSuccess = async () => {
    await client.invalidateQueries({ queryKey: ANSWERS });
    await client.invalidateQueries({ queryKey: INBOX });
  };
  return {
    verify: useMutation({ mutationFn: () => sendJson<AnswerDetail>('POST', `/answers/${id}/verify`, {}), onSuccess }),
    change: useMutation({
      mutationFn: (entry: AnswerCard) => sendJson<AnswerDetail>('PUT', `/answers/${id}`, { entry }),
      onSuccess,
    }),
  };
}

export function useGoLink({ name, argument }: { name: string; argument: string }) {
  return useQuery({
    queryKey: ['go', name, argument],
    queryFn: ({ signal }) => getJson<GoAnswer>(`/go-links?${new URLSearchParams({ name, argument })}`, signal),
    retry: false,
  });
}

export function useCreateGoLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (link: GoLinkCard) => sendJson<GoAnswer>('POST', '/go-links', link),
    onSuccess: () => client.invalidateQueries({ queryKey: ['go'] }),
  });
}
