import { MOST_HITS } from '../index/index-settings.ts';
import { PERSON_FACETS, type PersonFacet } from '../query/criteria.ts';
import type { EngineQuery, EngineResult } from '../query/multi-search.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import { countPeople } from './count-people.ts';
import { type Duplicates, duplicatesOf, duplicatesQuery, MOST_JOINED } from './duplicates.ts';
import { findPeople } from './find-people.ts';
import { allWordsPeopleQuery, furtherPeopleQueries, namedPeopleQuery, RANKED_PEOPLE } from './people-queries.ts';
import type { PeopleAnswer, PeopleSearch, PeopleSearchOptions } from './people-search.ts';
import { planRelatedSearch } from './search-related.ts';

export { unranked } from './find-people.ts';

/** By words, or by a relation when the question names one ("reports of Ada King"). */
export function planPeopleSearch(options: PeopleSearchOptions): PeopleSearch {
  const byWords = planSearchByWords(options);
  const related = planRelatedSearch(options);
  if (related === undefined) return byWords;
  const split = byWords.queries.length;
  return {
    queries: [...byWords.queries, ...related.queries],
    answer: (results) => related.answer(results.slice(split)) ?? byWords.answer(results.slice(0, split)),
  };
}

function planSearchByWords(options: PeopleSearchOptions): PeopleSearch {
  const { parsed, criteria, viewer, filters, foldPeople } = options;
  const facets: PersonFacet[] = ['department', 'location', 'source'];
  const active = facets.filter((facet) => criteria[facet] !== undefined);
  const idle = facets.filter((facet) => !active.includes(facet));
  const plan = { parsed, filter: filters.people(viewer, criteria), facets: idle.map((facet) => PERSON_FACETS[facet]) };
  const first = sorted(allWordsPeopleQuery(plan), parsed);
  const named = namedPeopleQuery(plan);
  const others = parsed.words.length > 0 ? furtherPeopleQueries(plan) : [];
  const wider = active.map((facet) => ({ ...criteria, [facet]: undefined }));
  const relaxed = wider.map((wanted, n) => {
    const counted = active.slice(n, n + 1).map((facet) => PERSON_FACETS[facet]);
    return { ...allWordsPeopleQuery({ parsed, filter: filters.people(viewer, wanted), facets: counted }), hitsPerPage: 1 };
  });

  function answer([all, ...rest]: EngineResult[]): PeopleAnswer {
    const byName = named ? rest.shift() : undefined;
    const found = findPeople({ ...options, results: { all, named: byName, others: rest.splice(0, others.length) } });
    const joined = found.byEngine || active.length > 0 ? foldPeople.joinedIds(MOST_JOINED + 1) : [];
    const counting = { found, idle, active, all, relaxed: rest };
    const totalIsCapped = found.engineTotal >= MOST_HITS || (found.byEngine && joined.length > MOST_JOINED);
    const answered = (duplicates: Duplicates[]): PeopleAnswer => {
      const exceptIds = [...(duplicates[0]?.besides(found.firstIds) ?? []), ...found.besideIds];
      const query = { ...first, filter: filters.people(viewer, { ...criteria, exceptIds }) };
      return {
        ...countPeople(counting, duplicates),
        totalIsCapped,
        ranked: found.ranked,
        further: (page) => further(found.byEngine ? query : undefined, page, found.ranked.length),
        recount: undefined,
      };
    };
    if (joined.length === 0 || joined.length > MOST_JOINED) return answered([]);
    const queries = [criteria, ...wider].map((wanted) =>
      duplicatesQuery({ parsed, filter: filters.people(viewer, { ...wanted, ids: joined }) }),
    );
    const recounted = (counted: EngineResult[]) => answered(counted.map((result) => duplicatesOf(result.hits, foldPeople)));
    return { ...answered([]), recount: { queries, answer: recounted } };
  }

  return { queries: [first, ...(named ? [named] : []), ...others, ...relaxed], answer };
}

/** From A to Z when nothing is asked. */
function sorted(query: EngineQuery, parsed: ParsedQuery): EngineQuery {
  return parsed.words.length === 0 ? { ...query, sort: ['sortName:asc'] } : query;
}

/** After the ones that were ranked come those that the engine puts behind its first hundred. */
function further(
  query: EngineQuery | undefined,
  page: { offset: number; limit: number },
  ranked: number,
): EngineQuery | undefined {
  const end = page.offset + page.limit;
  if (query === undefined || end <= ranked) return undefined;
  const { page: _page, hitsPerPage: _hitsPerPage, facets: _facets, ...rest } = query;
  const first = Math.max(page.offset, ranked);
  return { ...rest, offset: RANKED_PEOPLE + first - ranked, limit: end - first };
}
