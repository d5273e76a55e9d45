import type { DocumentCriteria, Filter } from '../../access/filter.ts';
import { passageId } from '../index/passage-index.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import type { QueryTerms } from '../terms/query-terms.ts';
import { isUnspaced } from '../text/words.ts';
import type { DocumentSearchOptions } from './document-search-options.ts';
import type { Candidate } from './passage-hit.ts';

/** What the lists of the term database find, where several queries of the engine would take several times as long. */
export interface SomeWords {
  /**
   * The best of what the viewer may read, besides what is known already. Undefined when the lists do not tell: they are behind, or
   * the viewer may read next to nothing of what is best.
   */
  besides(known: ReadonlySet<string>): Promise<Readable | undefined>;
}

interface Readable {
  /** Of each document the passage that answers best. */
  candidates: Candidate[];
  /** Numbers of words that none of them holds. */
  missing: ReadonlySet<number>;
}

/** Of more, those behind are not ranked any higher by the ranking proper. */
const ENOUGH = 60;
/** When so few can be read of all that was found, what is next in order may be beyond it. */
const FEW = 50;
/** Of shorter questions the engine finds nearly all with few queries; they are asked while somebody is typing. */
const MANY_WORDS = 3;

type Options = Pick<DocumentSearchOptions, 'parsed' | 'isAmongMany' | 'documentsWith' | 'fetchCandidates' | 'signal'> & {
  terms: QueryTerms;
};

/** Begins to look; undefined where the engine is to be asked. The filter must be the viewer's. */
export function lookForSomeWords(options: Options, criteria: DocumentCriteria, filter: Filter): SomeWords | undefined {
  const { terms, documentsWith, fetchCandidates, signal } = options;
  if (!options.isAmongMany || !isPlain(options.parsed) || isNarrowed(criteria)) return undefined;
  const looking = documentsWith(terms, signal);
  // Whoever asks learns of it; nobody may ask when something else fails before.
  looking.catch(() => undefined);

  return {
    async besides(known) {
      const found = await looking;
      if (found === undefined) return undefined;
      const candidates: Candidate[] = [];
      let held = 0;
      for (const lot of found.lots) {
        const others = new Map(lot.filter(({ documentId }) => !known.has(documentId)).map((one) => [one.documentId, one]));
        const ids = [...others.values()].map(({ documentId, n }) => passageId(documentId, n));
        const readable = await fetchCandidates(ids, filter, signal);
        for (const { documentId } of readable) held |= others.get(documentId)?.words ?? 0;
        candidates.push(...readable);
        if (candidates.length >= ENOUGH) break;
      }
      if (found.isCut && candidates.length < FEW) return undefined;
      return { candidates, missing: missingWords(terms, held) };
    },
  };
}

/** The lists know words, and nothing of how they stand to each other. */
function isPlain({ words, phrases, excluded, isExact }: ParsedQuery): boolean {
  if (words.length < MANY_WORDS || phrases.length > 0 || excluded.length > 0 || isExact) return false;
  return words.every(({ folded }) => !isUnspaced(folded));
}

/** They know no criteria either: what is best of all may be nothing of what is wanted. */
function isNarrowed({ writtenBy = [], ...others }: DocumentCriteria): boolean {
  return writtenBy.length > 0 || Object.values(others).some((wanted) => wanted !== undefined);
}

/** Of those that bits can tell. */
function missingWords({ words }: QueryTerms, held: number): Set<number> {
  const told = Array.from({ length: Math.min(words, MOST_TOLD) }, (_, word) => word);
  return new Set(told.filter((word) => (held & (1 << word)) === 0));
}

const MOST_TOLD = 31;
