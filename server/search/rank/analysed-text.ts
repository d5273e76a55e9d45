import { wordsOf } from '../text/words.ts';

/** A text as its distinct words with their positions. */
export interface AnalysedText {
  terms: ReadonlyMap<string, Term>;
  /** Number of words. */
  length: number;
}

export interface Term {
  word: string;
  /** The same for the same word in every text of one `Analyse`: numbers are looked up several times faster than words. */
  id: number;
  /** In order. */
  positions: readonly number[];
}

export type Analyse = (text: string) => AnalysedText;

const KEPT_TEXTS = 4000;
/** Beyond this the words get new numbers, and texts that have the old ones are forgotten. */
const KEPT_WORDS = 500_000;

/** Keeps the words of the last few thousand texts: the same passages are candidates again and again while somebody types. */
export function createAnalyse(): Analyse {
  const texts = new Map<string, AnalysedText>();
  const ids = new Map<string, number>();
  let nextId = 0;

  function idOf(word: string): number {
    const known = ids.get(word);
    if (known !== undefined) return known;
    ids.set(word, nextId);
    return nextId++;
  }

  function forget(): void {
    if (ids.size > KEPT_WORDS) {
      ids.clear();
      texts.clear();
    }
    for (const oldest of texts.keys()) {
      if (texts.size < KEPT_TEXTS) break;
      texts.delete(oldest);
    }
  }

  return (text) => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    forget();
    const analysed = analyseText(text, idOf);
    texts.set(text, analysed);
    return analysed;
  };
}

function analyseText(text: string, idOf: (word: string) => number): AnalysedText {
  const terms = new Map<string, { word: string; id: number; positions: number[] }>();
  const words = wordsOf(text);
  words.forEach(({ folded: word }, position) => {
    const term = terms.get(word);
    if (term) term.positions.push(position);
    else terms.set(word, { word, id: idOf(word), positions: [position] });
  });
  return { terms, length: words.length };
}
