import type { ParsedQuery, QueryWord } from '../query/parse-query.ts';
import { editsWithin } from '../text/edit-distance.ts';
import { stemLanguage, stemOf } from '../text/stem.ts';
import { typosAllowed, WEIGHT } from '../text/word-forms.ts';
import { isUnspaced } from '../text/words.ts';

/** How well a word of a text answers a word of the query: 1 the same, less for other forms, 0 not at all. For marking. */
export interface QueryMatcher {
  words: readonly QueryWord[];
  /**
   * One weight per query word, or undefined when the word answers none of them. `language` (ISO 639-1) is that of the text, whose
   * rules tell which words are forms of one.
   */
  weights(folded: string, language?: string | null): Float32Array | undefined;
}

export function createQueryMatcher(query: Pick<ParsedQuery, 'words'> & { isExact?: boolean }): QueryMatcher {
  const byLanguage = new Map<string, Target[]>();
  const canAnswer = answerable(query.words);

  function targetsIn(language: string): Target[] {
    const targets = byLanguage.get(language) ?? query.words.map((word) => targetOf(word, language, query.isExact ?? false));
    byLanguage.set(language, targets);
    return targets;
  }

  return {
    words: query.words,
    weights(folded, textLanguage) {
      if (!canAnswer(folded)) return undefined;
      const language = stemLanguage(textLanguage);
      const targets = targetsIn(language);
      const stemmed = stemOf(folded, language);
      // Most words answer nothing: no array for them.
      let found: Float32Array | undefined;
      for (const [n, target] of targets.entries()) {
        const weight = weightOf(target, folded, stemmed);
        if (weight === 0) continue;
        found ??= new Float32Array(targets.length);
        found[n] = weight;
      }
      return found;
    },
  };
}

/** Forms of a word begin alike, whatever the language, and no slip is forgiven at the beginning: nothing else need be stemmed. */
function answerable(words: ParsedQuery['words']): (folded: string) => boolean {
  if (words.some(({ folded }) => isUnspaced(folded))) return () => true;
  const beginnings = new Set(words.map(({ folded }) => folded.charCodeAt(0)));
  return (folded) => beginnings.has(folded.charCodeAt(0));
}

interface Target {
  wanted: string;
  stem: string;
  isPrefix: boolean;
  isUnspaced: boolean;
  /** Edits that are forgiven. */
  typos: number;
}

function targetOf(word: QueryWord, language: string, isExact: boolean): Target {
  const wanted = word.folded;
  const typos = word.inPhrase || isExact ? 0 : typosAllowed(wanted);
  return { wanted, stem: stemOf(wanted, language), isPrefix: word.isPrefix, isUnspaced: isUnspaced(wanted), typos };
}

function weightOf(target: Target, folded: string, stemmed: string): number {
  const { wanted } = target;
  if (folded === wanted) return WEIGHT.same;
  if (target.stem === stemmed) return WEIGHT.stem;
  if (target.isUnspaced) return folded.includes(wanted) ? WEIGHT.same : 0;
  if (target.isPrefix && folded.startsWith(wanted)) return WEIGHT.prefix;
  // A slip in the first letter is rare and would have every word compared with every other.
  if (target.typos === 0 || folded.charCodeAt(0) !== wanted.charCodeAt(0)) return 0;
  return editsWithin(wanted, folded, target.typos) === undefined ? 0 : WEIGHT.typo;
}
