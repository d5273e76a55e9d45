import { z } from 'zod';
import type { PersonFacet } from '../query/criteria.ts';
import { countValues, type FacetCounts } from '../query/facet-counts.ts';
import type { EngineQuery } from '../query/multi-search.ts';
import type { FoldPeople } from './fold-people.ts';
import { allWordsPeopleQuery, type PeopleQueryPlan } from './people-queries.ts';

/** The engine counts entries; this is what it counted too much, because some people have several. */
export interface Duplicates {
  count: number;
  facets: ReadonlyMap<PersonFacet, FacetCounts>;
  /** Entries to leave out so that everybody comes once: of each person all but one, those of `shown` rather not. */
  besides(shown: ReadonlySet<string>): string[];
}

/** More people with several entries than this are not corrected for: the list of their ids would cost more than the search. */
export const MOST_JOINED = 5_000;

/** `plan.filter` is for people who have several entries. */
export function duplicatesQuery(plan: Omit<PeopleQueryPlan, 'facets'>): EngineQuery {
  const { page: _page, hitsPerPage: _hitsPerPage, facets: _facets, ...query } = allWordsPeopleQuery({ ...plan, facets: [] });
  return { ...query, attributesToRetrieve: Object.keys(Entry.shape), limit: MOST_JOINED };
}

const Entry = z.object({
  id: z.string(),
  source: z.string(),
  department: z.string().nullable(),
  location: z.string().nullable(),
});
type Entry = z.infer<typeof Entry>;

export function duplicatesOf(hits: unknown[], foldPeople: FoldPeople): Duplicates {
  const entries = hits.map((hit) => Entry.parse(hit));
  const shownAs = foldPeople.shownAs(entries.map(({ id }) => id));
  const people = [...Map.groupBy(entries, ({ id }) => shownAs(id)).values()].filter((same) => same.length > 1);
  return {
    count: people.reduce((sum, same) => sum + same.length - 1, 0),
    facets: new Map(FACETS.map((facet) => [facet, countedTooOften(people, facet)])),
    besides: (shown) =>
      people.flatMap((same) => {
        const kept = same.some(({ id }) => shown.has(id)) ? undefined : same[0];
        return same.filter((entry) => entry !== kept && !shown.has(entry.id)).map(({ id }) => id);
      }),
  };
}

const FACETS: readonly PersonFacet[] = ['department', 'location', 'source'];

/** A value counts once for each person, however many entries have it. */
function countedTooOften(people: readonly Entry[][], facet: PersonFacet): FacetCounts {
  return countValues(
    people.flatMap((same) => {
      const values = same.flatMap((entry) => entry[facet] ?? []);
      return values.filter((value, position) => values.indexOf(value) !== position).map((value) => [value]);
    }),
  );
}
