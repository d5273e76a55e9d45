import type { Viewer } from '../access/viewer.ts';
import type { GoAnswer, KnowledgeAnswer } from '../contract/knowledge.ts';
import type { CurationSource } from '../curation/curation.ts';
import { editsWithin } from '../search/text/edit-distance.ts';
import { fold } from '../search/text/fold.ts';
import type { CardStore } from '../store/knowledge/knowledge-state.ts';
import { isFor } from './audience.ts';
import { goTarget, readGo } from './go-target.ts';
import { likeness, mayBecome, typedWords } from './match-words.ts';
import { presentAnswer } from './present-card.ts';
import type { Selves } from './selves.ts';
import { type AnyCard, createShelf, type Shelf, shortForm } from './shelf.ts';

/** What the company itself answers to words: only what is for the viewer; of the rest nothing tells. */
export interface Knowledge {
  /** The one thing to say above all results; undefined for words that nobody wrote an answer to. */
  answerTo(text: string, viewer: Viewer): KnowledgeAnswer | undefined;
  /** While somebody types: the go link or short form that it is, then what it may become. */
  suggest(text: string, viewer: Viewer): KnowledgeAnswer[];
  /** Where a go link leads to, or which there are instead. */
  go(name: string, argument: string, viewer: Viewer): Omit<GoAnswer, 'mayCreate'>;
}

const MOST_SUGGESTED = 2;
const MOST_SIMILAR = 5;
const SIMILAR_EDITS = 2;

export function createKnowledge(options: {
  cards: CardStore;
  curation: CurationSource;
  selves: Selves;
  now?: () => number;
}): Knowledge {
  const { cards, curation, selves, now = Date.now } = options;
  const shelf = createShelf(cards);
  const mayRead = (card: AnyCard, viewer: Viewer) =>
    isFor(card.entry.audience, viewer) || (card.owner !== null && selves.of(viewer).includes(card.owner));
  const present = (card: AnyCard, viewer: Viewer) => presentAnswer(card, { viewer, selves, now: now() });

  /** What stands for itself: a go link that was named, a short form. */
  function exact(text: string, viewer: Viewer, { goLinks, acronyms }: Shelf): AnyCard[] {
    const go = readGo(text);
    const link = go && goLinks.get(fold(go.name));
    // Two words are words: only "go/" makes the second one an argument.
    const isMeant = go !== undefined && (go.isSaid || go.argument === '');
    const found = [...(link !== undefined && isMeant ? [link] : []), ...(acronyms.get(shortForm(text)) ?? [])];
    return found.filter((card) => mayRead(card, viewer));
  }

  return {
    answerTo(text, viewer) {
      const now = shelf.current();
      const [first] = exact(text, viewer, now);
      if (first !== undefined) return present(first, viewer);
      // Whoever takes a word out does not ask what the line asks.
      if (/(?:^|\s)-[\p{L}\p{N}]/u.test(text) || now.answers.length === 0) return undefined;
      const typed = typedWords(text, curation.current().expand);
      if (typed.line === '') return undefined;
      const [best] = now.answers
        .filter(({ card }) => mayRead(card, viewer))
        .map(({ card, asked }) => ({ card, like: Math.max(0, ...asked.map((one) => likeness(one, typed))) }))
        .filter(({ like }) => like > 1)
        .sort((a, b) => b.like - a.like || b.card.changedAt - a.card.changedAt);
      return best && present(best.card, viewer);
    },
    suggest(text, viewer) {
      const now = shelf.current();
      const first = exact(text, viewer, now);
      const go = readGo(text);
      const begun =
        go?.isSaid && go.argument === ''
          ? [...now.goLinks]
              .filter(([name, card]) => name.startsWith(fold(go.name)) && mayRead(card, viewer))
              .map(([, card]) => card)
          : [];
      const typed = typedWords(text, curation.current().expand);
      const answers = now.answers
        .filter(({ card, asked }) => asked.some((one) => mayBecome(one, typed)) && mayRead(card, viewer))
        .map(({ card }) => card);
      const found = new Map([...first, ...begun, ...answers].map((card) => [`${card.kind} ${card.id}`, card]));
      return [...found.values()].slice(0, Math.max(MOST_SUGGESTED, first.length)).map((card) => present(card, viewer));
    },
    go(name, argument, viewer) {
      const { goLinks } = shelf.current();
      const wanted = fold(name);
      const link = goLinks.get(wanted);
      if (link !== undefined && mayRead(link, viewer))
        return { name: link.entry.name, url: goTarget(link.entry.target, argument), similar: [] };
      const similar = [...goLinks]
        .filter(([known, card]) => isLike(known, wanted) && mayRead(card, viewer))
        .slice(0, MOST_SIMILAR)
        .map(([, { entry }]) => ({ name: entry.name, description: entry.description }));
      return { name, url: null, similar };
    },
  };
}

function isLike(known: string, wanted: string): boolean {
  return known.includes(wanted) || wanted.includes(known) || editsWithin(known, wanted, SIMILAR_EDITS) !== undefined;
}
