import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AcronymCard, AnswerCard, CardKind, GoLinkCard } from '../../../server/contract/knowledge.ts';
import { getJson, sendJson } from '../../lib/api.ts';

interface Entries {
  answers: AnswerCard;
  acronyms: AcronymCard;
  'go-links': GoLinkCard;
}

/** As `card` of the contract. */
export interface Card<Kind extends CardKind> {
  id: number;
  entry: Entries[Kind];
  owner: { id: string; name: string; uid: string } | null;
  verifiedUntil: string | null;
  isExpired: boolean;
  changedBy: string;
  changedAt: string;
}

export interface CardToSave<Kind extends CardKind> {
  id: number | undefined;
  entry: Entries[Kind];
  owner?: string;
  verifiedUntil?: string | null;
}

export function useCards<Kind extends CardKind>(kind: Kind) {
  return useQuery({
    queryKey: ['cards', kind],
    queryFn: ({ signal }) => getJson<{ items: Card<Kind>[]; most: number }>(`/admin/curation/${kind}`, signal),
  });
}

export function useCardActions<Kind extends CardKind>(kind: Kind) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ['cards', kind] });
  const path = `/admin/curation/${kind}`;
  return {
    save: useMutation({
      mutationFn: ({ id, ...card }: CardToSave<Kind>) =>
        id === undefined ? sendJson('POST', path, card) : sendJson('PUT', `${path}/${id}`, card),
      onSuccess,
    }),
    remove: useMutation({ mutationFn: (id: number) => sendJson('DELETE', `${path}/${id}`), onSuccess }),
  };
}
