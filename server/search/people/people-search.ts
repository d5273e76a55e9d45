import type { Filters, PersonCriteria } from '../../access/filter.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { DirectoryStore } from '../../store/state-store.ts';
import type { LastCheck } from '../last-check.ts';
import type { PersonFacet } from '../query/criteria.ts';
import type { FacetCounts } from '../query/facet-counts.ts';
import type { EngineQuery, EngineResult } from '../query/multi-search.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import type { FoldPeople } from './fold-people.ts';
import type { RankedPerson } from './rank-people.ts';

/** One search for people, before its results are there. */
export interface PeopleSearch {
  queries: EngineQuery[];
  answer(results: EngineResult[]): PeopleAnswer;
}

export interface PeopleAnswer {
  total: number;
  totalIsCapped: boolean;
  ranked: RankedPerson[];
  facets: Map<PersonFacet, FacetCounts>;
  /** For a page that goes beyond `ranked`, in the engine's order (by name when nothing is asked). */
  further(page: { offset: number; limit: number }): EngineQuery | undefined;
  /** What has to be asked besides for totals that count nobody twice; undefined when the answer has them. */
  recount: { queries: EngineQuery[]; answer(results: EngineResult[]): PeopleAnswer } | undefined;
}

export interface PeopleSearchOptions {
  parsed: ParsedQuery;
  criteria: PersonCriteria;
  viewer: Viewer;
  filters: Filters;
  lastCheck: LastCheck;
  foldPeople: FoldPeople;
  directory: DirectoryStore;
}
