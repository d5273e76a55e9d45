import type { SearchQuery } from '../../contract/search.ts';

/** A question as it is searched for: operators have become filters. */
export interface EffectiveQuery extends SearchQuery {
  /** Ids of people: a document must be by one of each list. */
  writtenBy: readonly (readonly string[])[];
  /** Departments that `team:` names; undefined without it. */
  team: readonly string[] | undefined;
}
