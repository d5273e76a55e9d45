import type { Filters, PersonCriteria } from '../../access/filter.ts';
import type { Viewer } from '../../access/viewer.ts';
import { MOST_HITS } from '../index/index-settings.ts';
import type { LastCheck } from '../last-check.ts';
import { PERSON_FACETS, type PersonFacet } from '../query/criteria.ts';
import { countValues, type FacetCounts, fromDistribution } from '../query/facet-counts.ts';
import type { EngineQuery, EngineResult } from '../query/multi-search.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import { allWordsPeopleQuery, furtherPeopleQueries, RANKED_PEOPLE } from './people-queries.ts';
import { type PersonIndexHit, personHits } from './person-hit.ts';
import { type RankedPerson, rankPeople } from './rank-people.ts';

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
}

export interface PeopleSearchOptions {
  parsed: ParsedQuery;
  criteria: PersonCriteria;
  viewer: Viewer;
  filters: Filters;
  lastCheck: LastCheck;
}

/** What counts as found: people with all the words or the number; when there are none, those whose names are near. */
export function planPeopleSearch(options: PeopleSearchOptions): PeopleSearch {
  const { parsed, criteria, viewer, filters } = options;
  const facets: PersonFacet[] = ['department', 'location', 'source'];
  const active = facets.filter((facet) => criteria[facet] !== undefined);
  const idle = facets.filter((facet) => !active.includes(facet));
  const plan = { parsed, filter: filters.people(viewer, criteria), facets: idle.map((facet) => PERSON_FACETS[facet]) };
  const own = [sorted(allWordsPeopleQuery(plan), parsed), ...(parsed.words.length > 0 ? furtherPeopleQueries(plan) : [])];
  const relaxed = active.map((facet) => {
    const filter = filters.people(viewer, { ...criteria, [facet]: undefined });
    return { ...allWordsPeopleQuery({ parsed, filter, facets: [PERSON_FACETS[facet]] }), hitsPerPage: 1 };
  });

  function answer(results: EngineResult[]): PeopleAnswer {
    const [all, ...others] = results.slice(0, own.length);
    const found = rankFound(options, all, others);
    const counts = new Map<PersonFacet, FacetCounts>();
    for (const facet of idle)
      counts.set(
        facet,
        found.byEngine
          ? fromDistribution(all?.facetDistribution?.[PERSON_FACETS[facet]])
          : countValues(found.hits.map((hit) => (hit[facet] === null ? [] : [hit[facet]]))),
      );
    active.forEach((facet, n) => {
      counts.set(facet, fromDistribution(results[own.length + n]?.facetDistribution?.[PERSON_FACETS[facet]]));
    });
    return { ...found.answer, facets: counts, further: (page) => (found.byEngine ? further(own[0], page) : undefined) };
  }

  return { queries: [...own, ...relaxed], answer };
}

/** From A to Z when nothing is asked. */
function sorted(query: EngineQuery, parsed: ParsedQuery): EngineQuery {
  return parsed.words.length === 0 ? { ...query, sort: ['sortName:asc'] } : query;
}

function rankFound(options: PeopleSearchOptions, all: EngineResult | undefined, others: EngineResult[]) {
  const { parsed, lastCheck, viewer } = options;
  const allTotal = all?.totalHits ?? 0;
  const allHits = personHits(all?.hits ?? []);
  const byEngine = allTotal > allHits.length;
  const known = new Set(allHits.map((hit) => hit.id));
  const further = personHits(others.flatMap((result) => result.hits)).filter((hit) => !known.has(hit.id));
  // Some of the words are not enough beside people who have them all; a number or another spelling of the name is.
  const near = rankPeople(parsed, further).filter((person) =>
    allTotal > 0 ? person.nameCoverage === 1 : person.coverage >= 0.5 && person.nameCoverage > 0,
  );
  const nearIds = new Set(near.map((person) => person.id));
  const candidates = [...allHits, ...(byEngine ? [] : further.filter((hit) => nearIds.has(hit.id)))];
  const ordered = parsed.words.length === 0 ? candidates.map(unranked) : rankPeople(parsed, candidates);
  const mayLeave = lastCheck.people(
    ordered.map((person) => person.id),
    viewer,
  );
  const ranked = ordered.filter((person) => mayLeave.has(person.id));
  const total = byEngine ? allTotal - (ordered.length - ranked.length) : ranked.length;
  const hits = [...new Map(candidates.map((hit) => [hit.id, hit])).values()].filter((hit) => mayLeave.has(hit.id));
  return { answer: { total, totalIsCapped: allTotal >= MOST_HITS, ranked }, byEngine, hits };
}

/** In the order in which they came. */
export function unranked(hit: PersonIndexHit): RankedPerson {
  return { id: hit.id, score: 0, isExact: false, coverage: 1, nameCoverage: 1, sortName: hit.sortName };
}

function further(query: EngineQuery | undefined, page: { offset: number; limit: number }): EngineQuery | undefined {
  const end = page.offset + page.limit;
  if (query === undefined || end <= RANKED_PEOPLE) return undefined;
  const { page: _page, hitsPerPage: _hitsPerPage, facets: _facets, ...rest } = query;
  const offset = Math.max(page.offset, RANKED_PEOPLE);
  return { ...rest, offset, limit: end - offset };
}
