import type { DocumentCriteria, Filter } from '../../access/filter.ts';
import { passageId } from '../index/passage-index.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import type { QueryTerms } from '../terms/query-terms.ts';
import { MOST_BITS } from '../terms/score-segment.ts';
import { isUnspaced } from '../text/words.ts';
import type { DocumentSearchOptions } from './document-search-options.ts';
import type { Candidate } from './passage-hit.ts';

/** What the lists of the term database find, where several queries of the engine would take several times as long. */
export interface SomeWords {
  /** The best of what the viewer may read; of each document the passage that answers best. */
  candidates: Candidate[];
  /** Numbers of words that none of them holds. */
  missing: ReadonlySet<number>;
}

/** Of so many another lot is not asked for: that is one request more. */
const ENOUGH = 40;
/** When so few can be read of all that was found, what is next in order may be beyond it. */
const FEW = 40;
/** Of shorter questions the engine finds nearly all with few queries; they are asked while somebody is typing. */
const MANY_WORDS = 3;

type Options = Pick<DocumentSearchOptions, 'parsed' | 'isAmongMany' | 'documentsWith' | 'fetchCandidates' | 'signal'> & {
  terms: QueryTerms;
};

/**
 * Undefined where the engine is to be asked instead. What comes is undefined when the lists do not tell: they are behind, or the
 * viewer may read next to nothing of what is best. The filter must be the viewer's.
 */
export function lookForSomeWords(
  options: Options,
  criteria: DocumentCriteria,
  filter: Filter,
): Promise<SomeWords | undefined> | undefined {
  if (!options.isAmongMany || !isPlain(options.parsed) || isNarrowed(criteria)) return undefined;
  const looking = look(options, filter);
  // Whoever waits for it learns of it; nobody may, when something else fails before.
  looking.catch(() => undefined);
  return looking;
}

async function look({ terms, documentsWith, fetchCandidates, signal }: Options, filter: Filter): Promise<SomeWords | undefined> {
  const found = await documentsWith(terms, signal);
  if (found === undefined) return undefined;
  const candidates: Candidate[] = [];
  let held = 0;
  for (const lot of found.lots) {
    const byId = new Map(lot.map((one) => [one.documentId, one]));
    const ids = lot.map(({ documentId, n }) => passageId(documentId, n));
    const readable = await fetchCandidates(ids, filter, signal);
    for (const { documentId } of readable) held |= byId.get(documentId)?.words ?? 0;
    candidates.push(...readable);
    if (candidates.length >= ENOUGH) break;
  }
  if (found.isCut && candidates.length < FEW) return undefined;
  return { candidates, missing: missingWords(terms, held) };
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
  const told = Array.from({ length: Math.min(words, MOST_BITS + 1) }, (_, word) => word);
  return new Set(told.filter((word) => (held & (1 << word)) === 0));
}
