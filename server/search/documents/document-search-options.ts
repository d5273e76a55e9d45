import type { DocumentCriteria, Filters } from '../../access/filter.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { Expansion } from '../../curation/curation.ts';
import type { QueryVector } from '../../semantics/vector-query.ts';
import type { LastCheck } from '../last-check.ts';
import type { MultiSearch } from '../query/multi-search.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import type { QueryTerms } from '../terms/query-terms.ts';
import type { TermReader } from '../terms/term-reader.ts';
import type { Candidate } from './passage-hit.ts';

/** What a search for documents needs to know, and whom it may ask. */
export interface DocumentSearchOptions {
  parsed: ParsedQuery;
  /** The words of the query in the index, with slips forgiven in some of them. */
  understand(forgiven?: ReadonlySet<number>): QueryTerms;
  /** Other ways to say runs of the words. */
  expansions?: readonly Expansion[] | undefined;
  /** What was typed, as a vector; undefined when words alone decide. */
  vector: QueryVector | undefined;
  criteria: DocumentCriteria;
  viewer: Viewer;
  sort: 'relevance' | 'newest';
  filters: Filters;
  lastCheck: LastCheck;
  fields: TermReader['fields'];
  boostOf?: ((document: Candidate) => number) | undefined;
  multiSearch: MultiSearch;
  signal: AbortSignal;
}
