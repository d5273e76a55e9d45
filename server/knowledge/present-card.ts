import type { Viewer } from '../access/viewer.ts';
import type { KnowledgeAnswer } from '../contract/knowledge.ts';
import type { StoredCard } from '../store/knowledge/knowledge-state.ts';
import { groupsFor } from './audience.ts';
import type { Selves } from './selves.ts';
import type { AnyCard } from './shelf.ts';

/** A card as an answer: these fields and no others. */
export function presentAnswer(
  card: AnyCard,
  { viewer, selves, now }: { viewer: Viewer; selves: Selves; now: number },
): KnowledgeAnswer {
  const owner = selves.present(card.owner);
  const { audience } = card.entry;
  return {
    id: `${card.kind}-${card.id}`,
    kind: card.kind,
    ...wordsOf(card),
    owner: owner ? { id: owner.id, name: owner.person.name } : null,
    changedAt: new Date(card.changedAt).toISOString(),
    verifiedBy: card.verifiedBy,
    verifiedUntil: card.verifiedUntil,
    isExpired: isExpired(card, now),
    forGroups: audience.kind === 'everyone' ? null : groupsFor(audience, viewer),
  };
}

/** A card as those have it who may change it, see `card` of the contract. */
export function presentCard(card: StoredCard, { selves, now }: { selves: Selves; now: number }) {
  const owner = selves.present(card.owner);
  return {
    id: card.id,
    entry: card.entry,
    owner: owner ? { id: owner.id, name: owner.person.name, uid: owner.person.uid } : null,
    verifiedBy: card.verifiedBy,
    verifiedAt: card.verifiedAt === null ? null : new Date(card.verifiedAt).toISOString(),
    verifiedUntil: card.verifiedUntil,
    isExpired: isExpired(card, now),
    createdBy: card.createdBy,
    createdAt: new Date(card.createdAt).toISOString(),
    changedBy: card.changedBy,
    changedAt: new Date(card.changedAt).toISOString(),
  };
}

/** A day is meant as a whole (UTC). */
export function isExpired({ verifiedUntil }: Pick<StoredCard, 'verifiedUntil'>, now: number): boolean {
  return verifiedUntil !== null && verifiedUntil < dayOf(now);
}

export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

const MONTHS = 12;

/** Until when somebody stands for what they say today. */
export function inTwelveMonths(now: number): string {
  const day = new Date(now);
  day.setUTCMonth(day.getUTCMonth() + MONTHS);
  return dayOf(day.getTime());
}

function wordsOf(card: AnyCard): Pick<KnowledgeAnswer, 'title' | 'text' | 'url'> {
  switch (card.kind) {
    case 'answers': {
      const { questions, text, link } = card.entry;
      return { title: questions[0] ?? '', text, url: link ?? null };
    }
    case 'acronyms': {
      const { short, meanings } = card.entry;
      return { title: short, text: meanings.map(({ text }) => text).join('\n'), url: meanings[0]?.link ?? null };
    }
    case 'go-links': {
      const { name, description, target } = card.entry;
      return { title: `go/${name}`, text: description === '' ? target : description, url: `/go/${encodeURIComponent(name)}` };
    }
    default:
      return card satisfies never;
  }
}
