import { fold } from './fold.ts';

/** A word of a text and where it stands in it. */
export interface Word {
  /** Folded, see `fold`. */
  folded: string;
  /** UTF-16 offsets in the text. */
  start: number;
  end: number;
}

/** Letters, digits and marks; an apostrophe inside a word belongs to it. */
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;

const APOSTROPHE = /['’]/;

/** Scripts written without spaces: each run is one `Word`, and a query word matches inside it. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const [word] = match;
    const plain = APOSTROPHE.test(word) ? word.replace(/['’]/g, '') : word;
    words.push({ folded: fold(plain), start: match.index, end: match.index + word.length });
  }
  return words;
}

export function isUnspaced(word: string): boolean {
  return UNSPACED.test(word);
}
