import type { AcronymCard, AnswerCard, GoLinkCard } from '../contract/knowledge.ts';
import { fold } from '../search/text/fold.ts';
import type { CardStore, StoredCard } from '../store/knowledge/knowledge-state.ts';
import { type AskedWords, askedWords } from './match-words.ts';

/** All cards as they are now, made ready for questions. They are for whoever they are for: nobody gets one unasked. */
export interface Shelf {
  answers: { card: StoredCard<'answers'>; asked: AskedWords[] }[];
  /** By the folded short form without its dots: "U.S.A." is "usa". */
  acronyms: ReadonlyMap<string, StoredCard<'acronyms'>[]>;
  goLinks: ReadonlyMap<string, StoredCard<'go-links'>>;
}

export type AnyCard = StoredCard<'answers'> | StoredCard<'acronyms'> | StoredCard<'go-links'>;
export type AnyEntry = AnswerCard | AcronymCard | GoLinkCard;

/** Compiled anew when something of it has changed, in whatever process. */
export function createShelf(cards: CardStore): { current(): Shelf } {
  let made: { generation: number; shelf: Shelf } | undefined;
  return {
    current() {
      const generation = cards.generation();
      if (made?.generation !== generation) made = { generation, shelf: makeShelf(cards) };
      return made.shelf;
    },
  };
}

/** How a short form is compared. */
export function shortForm(text: string): string {
  return fold(text).replace(/[.\s]/g, '');
}

function makeShelf(cards: CardStore): Shelf {
  return {
    answers: cards.list('answers').map((card) => ({ card, asked: card.entry.questions.map(askedWords) })),
    acronyms: Map.groupBy(cards.list('acronyms'), (card) => shortForm(card.entry.short)),
    goLinks: new Map(cards.list('go-links').map((card) => [fold(card.entry.name), card])),
  };
}
