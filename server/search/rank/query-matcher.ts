import type { ParsedQuery, QueryWord } from '../query/parse-query.ts';
import { editsWithin } from '../text/edit-distance.ts';
import { stem } from '../text/stem.ts';
import { isUnspaced } from '../text/words.ts';
import type { Term } from './analysed-text.ts';

/** How well a word of a text answers a word of the query: 1 the same, less for other forms, 0 not at all. */
export interface QueryMatcher {
  words: readonly QueryWord[];
  /** One weight per query word, or undefined when the word answers none of them. */
  weights(folded: string): Float32Array | undefined;
  /** The same for a word of an analysed text, faster. All terms must come from one `Analyse`. */
  weightsOf(term: Term): Float32Array | undefined;
}

export const WEIGHT = { same: 1, stem: 0.9, prefix: 0.8, typo: 0.6 } as const;

export function createQueryMatcher(query: Pick<ParsedQuery, 'words'>): QueryMatcher {
  const wanted = query.words.map(targetOf);
  const seen = new Map<number, Float32Array | undefined>();

  function weightsOf(term: Term): Float32Array | undefined {
    const known = seen.get(term.id);
    if (known !== undefined || seen.has(term.id)) return known;
    const found = weights(term.word);
    seen.set(term.id, found);
    return found;
  }

  function weights(folded: string): Float32Array | undefined {
    const stemmed = stem(folded);
    // Most words answer nothing: no array for them.
    let found: Float32Array | undefined;
    for (let n = 0; n < wanted.length; n++) {
      const target = wanted[n];
      const weight = target === undefined ? 0 : weightOf(target, folded, stemmed);
      if (weight > 0) {
        found ??= new Float32Array(wanted.length);
        found[n] = weight;
      }
    }
    return found;
  }

  return { words: query.words, weights, weightsOf };
}

interface Target {
  wanted: string;
  stem: string;
  isPrefix: boolean;
  isUnspaced: boolean;
  /** Edits that are forgiven. */
  typos: number;
}

function targetOf(word: QueryWord): Target {
  const wanted = word.folded;
  const typos = word.inPhrase ? 0 : typosAllowed(wanted);
  return { wanted, stem: stem(wanted), isPrefix: word.isPrefix, isUnspaced: isUnspaced(wanted), typos };
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

/** As Meilisearch is set up for passages: none on short words and on anything with digits. */
function typosAllowed(word: string): number {
  if (/\d/.test(word) || word.length < 5) return 0;
  return word.length < 9 ? 1 : 2;
}
