import { wordsOf } from '../text/words.ts';

/** A text as its distinct words with their positions. */
export interface AnalysedText {
  /** Word to positions, in order. */
  positions: ReadonlyMap<string, readonly number[]>;
  /** Number of words. */
  length: number;
}

export type Analyse = (text: string) => AnalysedText;

/** Keeps the words of the last few thousand texts: the same passages are candidates again and again while somebody types. */
export function createAnalyse(options: { keptTexts: number } = { keptTexts: 4000 }): Analyse {
  const kept = new Map<string, AnalysedText>();
  return (text) => {
    const analysed = kept.get(text) ?? analyse(text);
    kept.delete(text);
    kept.set(text, analysed);
    for (const oldest of kept.keys()) {
      if (kept.size <= options.keptTexts) break;
      kept.delete(oldest);
    }
    return analysed;
  };
}

function analyse(text: string): AnalysedText {
  const positions = new Map<string, number[]>();
  const words = wordsOf(text);
  words.forEach((word, position) => {
    const places = positions.get(word.folded);
    if (places) places.push(position);
    else positions.set(word.folded, [position]);
  });
  return { positions, length: words.length };
}
