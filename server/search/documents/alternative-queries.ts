import type { Filter } from '../../access/filter.ts';
import type { Expansion } from '../../curation/curation.ts';
import type { EngineQuery } from '../query/multi-search.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import { engineText } from './document-queries.ts';
import { CANDIDATE_FIELDS } from './passage-hit.ts';

const PER_ALTERNATIVE = 50;
const MOST_ALTERNATIVES = 8;

/**
 * The question with one of its runs said in another way each: what has only the other words is found by none of the other queries.
 * The other words come first, because the engine drops from the end. And the question taken for Japanese where it could be.
 */
export function alternativeQueries(options: {
  parsed: ParsedQuery;
  expansions: readonly Expansion[];
  /** An alternative may count in documents of one language only. */
  filterOf(language: string | undefined): Filter;
}): EngineQuery[] {
  const { parsed, expansions, filterOf } = options;
  const asked = expansions.flatMap((expansion) => expansion.alternatives.map((alternative) => ({ ...expansion, alternative })));
  const saidOtherwise = asked.slice(0, MOST_ALTERNATIVES).map(
    ({ from, to, alternative, language }): EngineQuery => ({
      index: 'passages',
      q: otherwise(parsed, { from, to, alternative }),
      filter: filterOf(language),
      matchingStrategy: 'last',
      distinct: 'documentId',
      attributesToRetrieve: CANDIDATE_FIELDS,
      limit: PER_ALTERNATIVE,
    }),
  );
  return [...saidOtherwise, ...(couldBeJapanese(parsed) ? [inJapanese(parsed, filterOf(undefined))] : [])];
}

/** The engine takes Han characters alone for Chinese, and finds where a word ends by the words of that language. */
function couldBeJapanese({ text, words }: ParsedQuery): boolean {
  return words.some((word) => HAN.test(word.text)) && !KANA.test(text);
}

const HAN = /\p{Script=Han}/u;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

function inJapanese(parsed: ParsedQuery, filter: Filter): EngineQuery {
  return {
    index: 'passages',
    q: engineText(parsed, parsed.words),
    locales: ['jpn'],
    filter,
    matchingStrategy: 'all',
    distinct: 'documentId',
    attributesToRetrieve: CANDIDATE_FIELDS,
    limit: PER_ALTERNATIVE,
  };
}

function otherwise(
  { words, phrases, excluded }: ParsedQuery,
  { from, to, alternative }: { from: number; to: number; alternative: string[] },
): string {
  const others = words.filter((word, n) => (n < from || n >= to) && !word.inPhrase);
  const pieces = [
    ...excluded.map((word) => `-${word}`),
    ...phrases.map((phrase) => `"${phrase.text}"`),
    alternative.length > 1 ? `"${alternative.join(' ')}"` : alternative.join(' '),
    ...others.map((word) => word.text),
  ];
  // The space at the end: none of them is the beginning of a word.
  return `${pieces.join(' ')} `;
}
