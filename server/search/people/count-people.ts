import type { PersonFacet } from '../query/criteria.ts';
import { PERSON_FACETS } from '../query/criteria.ts';
import { countValues, type FacetCounts, fromDistribution } from '../query/facet-counts.ts';
import type { EngineResult } from '../query/multi-search.ts';
import type { Duplicates } from './duplicates.ts';
import type { FoundPeople } from './find-people.ts';

export interface Counting {
  found: FoundPeople;
  idle: readonly PersonFacet[];
  active: readonly PersonFacet[];
  /** The engine's answers to the question, and to it without each active facet. */
  all: EngineResult | undefined;
  relaxed: readonly EngineResult[];
}

/** How many there are and of what; `duplicates`: among those found, then among those found without each active facet. */
export function countPeople(
  { found, all, idle, active, relaxed }: Counting,
  duplicates: readonly Duplicates[],
): { total: number; facets: Map<PersonFacet, FacetCounts> } {
  const [among, ...amongWider] = duplicates;
  const ofEngine = (result: EngineResult | undefined, facet: PersonFacet, twice: Duplicates | undefined) =>
    lessen(fromDistribution(result?.facetDistribution?.[PERSON_FACETS[facet]]), twice?.facets.get(facet));
  const ofRanked = (facet: PersonFacet) => countValues(found.people.map((hits) => hits.flatMap((hit) => hit[facet] ?? [])));
  return {
    total: found.byEngine ? found.engineTotal - (among?.count ?? 0) : found.ranked.length,
    facets: new Map<PersonFacet, FacetCounts>([
      ...idle.map((facet) => [facet, found.byEngine ? ofEngine(all, facet, among) : ofRanked(facet)] as const),
      ...active.map((facet, n) => [facet, ofEngine(relaxed[n], facet, amongWider[n])] as const),
    ]),
  };
}

function lessen(counts: FacetCounts, less: FacetCounts | undefined): FacetCounts {
  return new Map([...counts].map(([value, count]) => [value, count - (less?.get(value) ?? 0)]));
}
