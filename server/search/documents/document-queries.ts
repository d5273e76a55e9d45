import type { Filter } from '../../access/filter.ts';
import type { EngineQuery } from '../query/multi-search.ts';
import type { ParsedQuery, QueryWord } from '../query/parse-query.ts';
import type { QueryTerms } from '../terms/query-terms.ts';
import { wordsOf } from '../text/words.ts';
import { CANDIDATE_FIELDS, PASSAGE_FIELDS } from './passage-hit.ts';

/** Documents with all the words that are ranked by us; what comes after them keeps the engine's order. */
export const RANKED = 200;
/** The engine takes any passage with the words of a phrase: to count those that have it, more of them must be looked at. */
const RANKED_WITH_PHRASE = 1000;
const PER_ROTATION = 50;
const PER_LINE = 20;
const MOST_ROTATIONS = 12;
/** A word and the most telling of the others find what all of them together would, in half the time. */
const WORDS_OF_ROTATION = 2;
/**
 * Among many passages each rotation takes the engine about as long as one plain query. Where meaning finds besides what shares few
 * words with the question, those of the four most telling words find nearly all that is shown (nDCG@10 on cranfield, cacm, med and
 * adi: .563, .551, .798, .529 instead of .564, .536, .808, .516).
 */
export const ROTATIONS_AMONG_MANY = 4;
/** Of a word in so few passages all of them are candidates, whatever else they hold. */
const RARE = 200;
const MOST_BY_RARE_WORDS = 600;
/** Meilisearch looks at the first ten words only. */
const MOST_ENGINE_WORDS = 10;

export interface DocumentQueryPlan {
  parsed: ParsedQuery;
  terms: Pick<QueryTerms, 'frequencies'>;
  /** Whether few of them do: among many passages, when what is near in meaning is asked for as well. */
  isMeaningEnough: boolean;
  filter: Filter;
  facets: readonly string[];
}

/** What every query of documents needs. */
export type DocumentQuery = Omit<DocumentQueryPlan, 'terms' | 'isMeaningEnough'>;

/** Documents that hold all the words (in one passage), exactly counted. */
export function allWordsQuery(plan: DocumentQuery): EngineQuery {
  return {
    index: 'passages',
    q: engineText(plan.parsed, plan.parsed.words),
    filter: plan.filter,
    matchingStrategy: 'all',
    distinct: 'documentId',
    attributesToRetrieve: CANDIDATE_FIELDS,
    page: 1,
    hitsPerPage: plan.parsed.phrases.length > 0 ? RANKED_WITH_PHRASE : RANKED,
    facets: plan.facets,
  };
}

/**
 * Documents that hold some of the words. The engine drops words from the end and knows nothing of how telling each is, so every
 * word gets a query in which it comes first; together they find what one query misses (recall@100 .59 instead of .14).
 */
export function rotations(plan: DocumentQueryPlan): EngineQuery[] {
  const { parsed, terms, isMeaningEnough } = plan;
  if (parsed.words.length < 2) return [];
  const rotated = rarestFirst(parsed, terms);
  const most = isMeaningEnough ? ROTATIONS_AMONG_MANY : MOST_ROTATIONS;
  return rotationsOf(rotated.slice(0, most), rotated, plan);
}

/** The same of some of the words: those that were found nowhere, because they may be slips. */
export function rotationsOfWords(plan: DocumentQueryPlan, wanted: ReadonlySet<number> = new Set()): EngineQuery[] {
  const rotated = rarestFirst(plan.parsed, plan.terms);
  const leading = rotated.filter(({ word }) => wanted.has(plan.parsed.words.indexOf(word)));
  return rotationsOf(leading.slice(0, ROTATIONS_AMONG_MANY), rotated, plan);
}

function rotationsOf(leading: readonly LeadingWord[], rotated: readonly LeadingWord[], plan: DocumentQueryPlan): EngineQuery[] {
  const { parsed } = plan;
  let left = MOST_BY_RARE_WORDS;
  return leading.map(({ word: first, frequency }) => {
    const isRare = frequency > 0 && frequency <= Math.min(RARE, left) && !first.isPrefix;
    if (isRare) left -= frequency;
    const others = rotated.flatMap(({ word }) => (word === first ? [] : [word])).slice(0, isRare ? 0 : WORDS_OF_ROTATION - 1);
    return {
      index: 'passages',
      q: engineText(parsed, [first, ...others]),
      filter: plan.filter,
      matchingStrategy: 'last',
      distinct: 'documentId',
      attributesToRetrieve: CANDIDATE_FIELDS,
      limit: isRare ? frequency : PER_ROTATION,
    };
  });
}

/** How many documents with all the words there are, and of what; the documents themselves are known already. */
export function countQuery(plan: DocumentQuery): EngineQuery {
  return { ...allWordsQuery(plan), attributesToRetrieve: ['id'], hitsPerPage: 1 };
}

/** Documents that hold word for word what was typed: common words count here. */
export function lineQuery({ parsed, filter }: Pick<DocumentQueryPlan, 'parsed' | 'filter'>): EngineQuery | undefined {
  const [line] = parsed.lines;
  const words = line === undefined ? [] : wordsOf(line);
  if (line === undefined || words.length < 2 || words.length > MOST_ENGINE_WORDS) return undefined;
  return {
    index: 'passages',
    q: `"${line.replaceAll('"', ' ')}"`,
    filter,
    matchingStrategy: 'all',
    distinct: 'documentId',
    attributesToRetrieve: CANDIDATE_FIELDS,
    limit: PER_LINE,
  };
}

/** In the engine's order from `offset` on: what comes after the documents that we rank, or by date, or all when nothing is asked. */
export function furtherDocumentsQuery(
  plan: DocumentQuery & { offset: number; limit: number; newestFirst: boolean },
): EngineQuery {
  const { page: _page, hitsPerPage: _hitsPerPage, facets: _facets, ...query } = allWordsQuery(plan);
  const { offset, limit, newestFirst } = plan;
  return { ...query, attributesToRetrieve: PASSAGE_FIELDS, offset, limit, ...(newestFirst && { sort: ['modifiedAt:desc'] }) };
}

/**
 * Phrases first, because the engine drops from the end, and the word that is being typed last, because only there it is taken
 * for a beginning.
 */
export function engineText(parsed: ParsedQuery, words: readonly QueryWord[]): string {
  const free = words.filter((word) => !word.inPhrase).slice(0, MOST_ENGINE_WORDS);
  const [first, ...rest] = free;
  const ordered = first ? [first, ...rest.filter((word) => !word.isPrefix), ...rest.filter((word) => word.isPrefix)] : [];
  const endsTyping = ordered.at(-1)?.isPrefix === true;
  const pieces = [
    ...parsed.excluded.map((word) => `-${word}`),
    ...parsed.phrases.map((phrase) => `"${phrase.text}"`),
    // In quotes the engine forgives nothing.
    ...ordered.map((word) => (parsed.isExact ? `"${word.text}"` : word.text)),
  ];
  return `${pieces.join(' ')}${endsTyping ? '' : ' '}`;
}

interface LeadingWord {
  word: QueryWord;
  frequency: number;
}

/** The most telling first: of the words that are not quoted, those in fewest passages. */
function rarestFirst(parsed: ParsedQuery, { frequencies }: Pick<QueryTerms, 'frequencies'>): LeadingWord[] {
  const words = parsed.words.map((word, n) => ({ word, frequency: frequencies[n] ?? 0 })).filter(({ word }) => !word.inPhrase);
  // What no passage holds is a slip, which the engine may forgive: it leads last.
  const rank = ({ frequency }: { frequency: number }) => (frequency > 0 ? frequency : Number.POSITIVE_INFINITY);
  return words.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
}
