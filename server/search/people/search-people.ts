import type { Filters, PersonCriteria } from '../../access/filter.ts';
import type { Viewer } from '../../access/viewer.ts';
import { MOST_HITS } from '../index/index-settings.ts';
import type { LastCheck } from '../last-check.ts';
import { PERSON_FACETS, type PersonFacet } from '../query/criteria.ts';
import { countValues, type FacetCounts, fromDistribution } from '../query/facet-counts.ts';
import type { EngineQuery, EngineResult } from '../query/multi-search.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import { type Duplicates, duplicatesOf, duplicatesQuery, MOST_JOINED } from './duplicates.ts';
import type { FoldPeople } from './fold-people.ts';
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
}

/** What counts as found: people with all the words or the number; when there are none, those whose names are near. */
export function planPeopleSearch(options: PeopleSearchOptions): PeopleSearch {
  const { parsed, criteria, viewer, filters, foldPeople } = options;
  const facets: PersonFacet[] = ['department', 'location', 'source'];
  const active = facets.filter((facet) => criteria[facet] !== undefined);
  const idle = facets.filter((facet) => !active.includes(facet));
  const plan = { parsed, filter: filters.people(viewer, criteria), facets: idle.map((facet) => PERSON_FACETS[facet]) };
  const own = [sorted(allWordsPeopleQuery(plan), parsed), ...(parsed.words.length > 0 ? furtherPeopleQueries(plan) : [])];
  const wider = active.map((facet) => ({ ...criteria, [facet]: undefined }));
  const relaxed = wider.map((wanted, n) => {
    const counted = active.slice(n, n + 1).map((facet) => PERSON_FACETS[facet]);
    return { ...allWordsPeopleQuery({ parsed, filter: filters.people(viewer, wanted), facets: counted }), hitsPerPage: 1 };
  });

  function answer(results: EngineResult[]): PeopleAnswer {
    const [all, ...others] = results.slice(0, own.length);
    const found = rankFound(options, all, others);
    const joined = found.byEngine || active.length > 0 ? foldPeople.joinedIds(MOST_JOINED + 1) : [];
    const counting = { options, found, idle, active, all, relaxed: results.slice(own.length), query: own[0] };
    const isCapped = found.engineTotal >= MOST_HITS || (found.byEngine && joined.length > MOST_JOINED);
    const count = (duplicates: Duplicates[]) => ({ ...countPeople(counting, duplicates), totalIsCapped: isCapped });
    if (joined.length === 0 || joined.length > MOST_JOINED) return { ...count([]), recount: undefined };
    const queries = [criteria, ...wider].map((wanted) =>
      duplicatesQuery({ parsed, filter: filters.people(viewer, { ...wanted, ids: joined }) }),
    );
    const recounted = (counted: EngineResult[]) => ({
      ...count(counted.map((result) => duplicatesOf(result.hits, foldPeople))),
      recount: undefined,
    });
    return { ...count([]), recount: { queries, answer: recounted } };
  }

  return { queries: [...own, ...relaxed], answer };
}

interface Counting {
  options: PeopleSearchOptions;
  found: ReturnType<typeof rankFound>;
  idle: readonly PersonFacet[];
  active: readonly PersonFacet[];
  /** The engine's answers to the question, and to it without each active facet. */
  all: EngineResult | undefined;
  relaxed: readonly EngineResult[];
  query: EngineQuery | undefined;
}

/** `duplicates`: among those found, then among those found without each active facet. */
function countPeople(o: Counting, duplicates: readonly Duplicates[]): Omit<PeopleAnswer, 'recount' | 'totalIsCapped'> {
  const { found, all, options } = o;
  const [among, ...amongWider] = duplicates;
  const ofEngine = (result: EngineResult | undefined, facet: PersonFacet, twice: Duplicates | undefined) =>
    lessen(fromDistribution(result?.facetDistribution?.[PERSON_FACETS[facet]]), twice?.facets.get(facet));
  const ofRanked = (facet: PersonFacet) => countValues(found.people.map((hits) => hits.flatMap((hit) => hit[facet] ?? [])));
  const facets = new Map<PersonFacet, FacetCounts>([
    ...o.idle.map((facet) => [facet, found.byEngine ? ofEngine(all, facet, among) : ofRanked(facet)] as const),
    ...o.active.map((facet, n) => [facet, ofEngine(o.relaxed[n], facet, amongWider[n])] as const),
  ]);
  const { ranked, firstIds } = found;
  const exceptIds = among?.besides(firstIds) ?? [];
  const once = options.filters.people(options.viewer, { ...options.criteria, exceptIds });
  const query = found.byEngine && o.query ? { ...o.query, filter: once } : undefined;
  return {
    total: found.byEngine ? found.engineTotal - (among?.count ?? 0) : ranked.length,
    ranked,
    facets,
    further: (page) => further(query, page, ranked.length),
  };
}

/** From A to Z when nothing is asked. */
function sorted(query: EngineQuery, parsed: ParsedQuery): EngineQuery {
  return parsed.words.length === 0 ? { ...query, sort: ['sortName:asc'] } : query;
}

function rankFound(options: PeopleSearchOptions, all: EngineResult | undefined, others: EngineResult[]) {
  const { parsed, lastCheck, viewer, foldPeople } = options;
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
  const allowed = ordered.filter((person) => mayLeave.has(person.id));
  const hits = [...new Map(candidates.map((hit) => [hit.id, hit])).values()].filter((hit) => mayLeave.has(hit.id));
  const shownAs = foldPeople.shownAs(hits.map((hit) => hit.id));
  return {
    byEngine,
    engineTotal: allTotal - (ordered.length - allowed.length),
    ranked: foldPeople.fold(allowed),
    firstIds: known,
    people: [...Map.groupBy(hits, (hit) => shownAs(hit.id)).values()],
  };
}

function lessen(counts: FacetCounts, less: FacetCounts | undefined): FacetCounts {
  return new Map([...counts].map(([value, count]) => [value, count - (less?.get(value) ?? 0)]));
}

/** In the order in which they came. */
export function unranked(hit: PersonIndexHit): RankedPerson {
  return { id: hit.id, score: 0, isExact: false, coverage: 1, nameCoverage: 1, sortName: hit.sortName };
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
