import type { PersonCriteria } from '../../access/filter.ts';
import { PERSON_FACETS, type PersonFacet } from '../query/criteria.ts';
import { countValues, type FacetCounts } from '../query/facet-counts.ts';
import type { EngineQuery, EngineResult } from '../query/multi-search.ts';
import { parseQuery } from '../query/parse-query.ts';
import { findPeople } from './find-people.ts';
import { allWordsPeopleQuery, furtherPeopleQueries } from './people-queries.ts';
import type { PeopleAnswer, PeopleSearchOptions } from './people-search.ts';
import { meetsCriteria, relatedPeople } from './related-people.ts';
import { relationQuery } from './relation-query.ts';

/** A question for people by their place in the org chart. */
export interface RelatedSearch {
  /** For whom the question names. */
  queries: EngineQuery[];
  /** Undefined when nobody of that name has such people: then the words are meant as words. */
  answer(results: EngineResult[]): PeopleAnswer | undefined;
}

/** Undefined for any other question. */
export function planRelatedSearch(options: PeopleSearchOptions): RelatedSearch | undefined {
  const { parsed, viewer, filters, foldPeople, lastCheck, directory, criteria } = options;
  const relation = relationQuery(parsed.text);
  if (relation === undefined) return undefined;
  // Nobody is typing the name any more when something stands behind it; else it may be the beginning of one.
  const name = parseQuery(relation.name);
  const plan = { parsed: name, filter: filters.people(viewer, {}) };
  const queries = [allWordsPeopleQuery({ ...plan, facets: [] }), ...furtherPeopleQueries(plan)];

  function answer([all, ...others]: EngineResult[]): PeopleAnswer | undefined {
    const { ranked } = findPeople({ parsed: name, viewer, lastCheck, foldPeople, results: { all, named: undefined, others } });
    if (relation === undefined) return undefined;
    const related = relatedPeople({ relation, ranked, directory, foldPeople });
    const ids = related.map(({ person }) => person.id);
    const mayLeave = lastCheck.people(ids, viewer);
    const visible = related.filter(({ person }) => mayLeave.has(person.id));
    if (visible.length === 0) return undefined;
    const among = (wanted: PersonCriteria) => visible.filter(({ person }) => meetsCriteria(person, wanted));
    const shown = foldPeople.fold(among(criteria).map((found) => found.ranked));
    return {
      total: shown.length,
      totalIsCapped: false,
      ranked: shown,
      facets: facetsOf(criteria, (wanted) => among(wanted).map(({ person }) => person)),
      further: () => undefined,
      recount: undefined,
    };
  }

  return { queries, answer };
}

type Described = { source: string; person: { department?: string; location?: string } };

/** Each facet as if it were not in use itself. */
function facetsOf(
  criteria: PersonCriteria,
  among: (wanted: PersonCriteria) => readonly Described[],
): Map<PersonFacet, FacetCounts> {
  const facets: PersonFacet[] = ['department', 'location', 'source'];
  const facetValue = ({ source, person }: Described, facet: PersonFacet) =>
    PERSON_FACETS[facet] === 'source' ? source : person[facet === 'department' ? 'department' : 'location'];
  return new Map(
    facets.map((facet) => {
      const people = among({ ...criteria, [facet]: undefined });
      return [facet, countValues(people.map((person) => [facetValue(person, facet) ?? []].flat()))];
    }),
  );
}
