import type { AcronymCard, AnswerCard, Audience, CardKind, GoLinkCard } from '../../../server/contract/knowledge.ts';
import type { Card, CardToSave } from './use-cards.ts';

/** What the form of a card holds: everything as text, lists with one on each line. */
export interface CardDraft {
  lines: string;
  text: string;
  link: string;
  name: string;
  groups: string;
  owner: string;
  verifiedUntil: string;
}

export function emptyDraft(): CardDraft {
  return { lines: '', text: '', link: '', name: '', groups: '', owner: '', verifiedUntil: '' };
}

export function draftOf<Kind extends CardKind>(card: Card<Kind>): CardDraft {
  const { entry, owner, verifiedUntil } = card;
  const { audience } = entry;
  return {
    ...emptyDraft(),
    ...partOf(entry),
    groups: audience.kind === 'groups' ? audience.groups.join('\n') : '',
    owner: owner?.uid ?? '',
    verifiedUntil: verifiedUntil ?? '',
  };
}

/** As the server takes it. */
export function cardOf(kind: CardKind, id: number | undefined, draft: CardDraft): CardToSave<CardKind> {
  const { owner, verifiedUntil } = draft;
  return {
    id,
    entry: entryOf(kind, draft),
    ...(owner.trim() === '' ? {} : { owner: owner.trim() }),
    ...(kind === 'go-links' ? { verifiedUntil: null } : verifiedUntil === '' ? {} : { verifiedUntil }),
  };
}

/** What a card is called in a list. */
export function titleOf(entry: AnswerCard | AcronymCard | GoLinkCard): string {
  if ('questions' in entry) return entry.questions[0] ?? '';
  return 'short' in entry ? entry.short : `go/${entry.name}`;
}

export function summaryOf(entry: AnswerCard | AcronymCard | GoLinkCard): string {
  if ('questions' in entry) return entry.text;
  return 'short' in entry ? entry.meanings.map(({ text }) => text).join(' · ') : entry.target;
}

function partOf(entry: AnswerCard | AcronymCard | GoLinkCard): Partial<CardDraft> {
  if ('questions' in entry) return { lines: entry.questions.join('\n'), text: entry.text, link: entry.link ?? '' };
  if ('short' in entry)
    return { name: entry.short, lines: entry.meanings.map(({ text }) => text).join('\n'), link: entry.meanings[0]?.link ?? '' };
  return { name: entry.name, link: entry.target, text: entry.description };
}

function entryOf(kind: CardKind, { lines, text, link, name, groups }: CardDraft): AnswerCard | AcronymCard | GoLinkCard {
  const audience: Audience = groups.trim() === '' ? { kind: 'everyone' } : { kind: 'groups', groups: linesOf(groups) };
  const optional = link.trim() === '' ? {} : { link: link.trim() };
  switch (kind) {
    case 'answers':
      return { questions: linesOf(lines), text, audience, ...optional };
    case 'acronyms':
      return {
        short: name,
        meanings: linesOf(lines).map((meaning, place) => ({ text: meaning, ...(place === 0 ? optional : {}) })),
        audience,
      };
    case 'go-links':
      return { name, target: link.trim(), description: text, audience };
    default:
      return kind satisfies never;
  }
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
