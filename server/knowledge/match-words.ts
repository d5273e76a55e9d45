import type { Curation } from '../curation/curation.ts';
import { stemsOf } from '../search/text/stem.ts';
import { isStopWord } from '../search/text/stop-words.ts';
import { wordsOf } from '../search/text/words.ts';

/** Ways to ask for something, ready to be compared with what somebody types. */
export interface AskedWords {
  /** Folded, with single spaces. */
  line: string;
  /** Each telling word with its forms in every language. */
  words: { folded: string; forms: ReadonlySet<string> }[];
}

/** What was typed, in as many ways as the synonyms of the house allow. */
export interface TypedWords {
  line: string;
  variants: AskedWords['words'][];
  /** The last word may be the beginning of one. */
  isTyping: boolean;
}

const MOST_VARIANTS = 24;

export function askedWords(text: string): AskedWords {
  const folded = wordsOf(text).map((word) => word.folded);
  return { line: folded.join(' '), words: withForms(telling(folded)) };
}

export function typedWords(text: string, expand: Curation['expand']): TypedWords {
  const folded = wordsOf(text).map((word) => word.folded);
  const expansions = expand(folded).flatMap(({ from, to, alternatives }) =>
    alternatives.map((alternative) => [...folded.slice(0, from), ...alternative, ...folded.slice(to)]),
  );
  const variants = [folded, ...expansions].slice(0, MOST_VARIANTS).map((words) => withForms(telling(words)));
  return { line: folded.join(' '), variants, isTyping: /[\p{L}\p{N}]$/u.test(text) };
}

/** The same question: 2 and more; as good as the same: above 1; something of it: below. 0 is nothing in common. */
export function likeness(asked: AskedWords, typed: TypedWords): number {
  if (asked.line === typed.line) return 3;
  return Math.max(0, ...typed.variants.map((words) => likenessOf(asked.words, words)));
}

/** Every word that was typed is one of the question, or the beginning of one: what somebody may be about to ask. */
export function mayBecome(asked: AskedWords, { variants, isTyping }: TypedWords): boolean {
  return variants.some(
    (words) =>
      words.length > 0 &&
      words.every((word, n) =>
        asked.words.some(
          (one) => isSame(one, word) || (isTyping && n === words.length - 1 && one.folded.startsWith(word.folded)),
        ),
      ),
  );
}

/** All words of the question in what was typed, with few others; or nearly all the other way round. */
function likenessOf(asked: AskedWords['words'], typed: AskedWords['words']): number {
  if (asked.length === 0 || typed.length === 0) return 0;
  const met = asked.filter((one) => typed.some((word) => isSame(one, word))).length;
  const used = typed.filter((word) => asked.some((one) => isSame(one, word))).length;
  const [recall, precision] = [met / asked.length, used / typed.length];
  if (recall === 1 && precision === 1) return 2;
  const isEnough = (recall === 1 && precision >= 0.5) || (precision === 1 && met >= 2 && recall >= 0.6);
  const mean = recall + precision === 0 ? 0 : (2 * recall * precision) / (recall + precision);
  return isEnough ? 1 + mean : mean / 2;
}

function isSame(a: AskedWords['words'][number], b: AskedWords['words'][number]): boolean {
  return a.folded === b.folded || !a.forms.isDisjointFrom(b.forms);
}

function telling(words: string[]): string[] {
  const left = words.filter((word) => !isStopWord(word));
  return [...new Set(left.length === 0 ? words : left)];
}

function withForms(words: string[]): AskedWords['words'] {
  return words.map((folded) => ({ folded, forms: new Set(stemsOf(folded)) }));
}
