import type { DocumentCriteria, Filters } from '../../access/filter.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { Expansion } from '../../curation/curation.ts';
import type { QueryVector } from '../../semantics/vector-query.ts';
import type { LastCheck } from '../last-check.ts';
import type { MultiSearch } from '../query/multi-search.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import type { DocumentFinder } from '../terms/document-finder.ts';
import type { TermReader } from '../terms/term-reader.ts';
import type { DocumentTerms } from './document-terms.ts';
import type { FetchCandidates } from './fetch-candidates.ts';
import type { Candidate } from './passage-hit.ts';

/** What a search for documents needs to know, and whom it may ask. */
export interface DocumentSearchOptions {
  parsed: ParsedQuery;
  /** The words of the query in the index, with slips forgiven in some of them. */
  understand(forgiven?: ReadonlySet<number>): DocumentTerms;
  /** Other ways to say runs of the words. */
  expansions?: readonly Expansion[] | undefined;
  /** What was typed, as a vector, once it is there; undefined when words alone decide. */
  vector: Promise<QueryVector | undefined> | undefined;
  criteria: DocumentCriteria;
  viewer: Viewer;
  sort: 'relevance' | 'newest';
  filters: Filters;
  /** Whether there are documents that a viewer may not read, so that counts over all of them would tell of those. */
  hidesFrom(viewer: Viewer): boolean;
  lastCheck: LastCheck;
  fields: TermReader['fields'];
  /** Whether there are so many passages that the engine is spared (`MANY_PASSAGES`). */
  isAmongMany: boolean;
  documentsWith: DocumentFinder['documentsWith'];
  fetchCandidates: FetchCandidates;
  boostOf?: ((document: Candidate) => number) | undefined;
  multiSearch: MultiSearch;
  signal: AbortSignal;
}
