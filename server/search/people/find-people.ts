import type { Viewer } from '../../access/viewer.ts';
import type { LastCheck } from '../last-check.ts';
import type { EngineResult } from '../query/multi-search.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import type { FoldPeople } from './fold-people.ts';
import { type PersonIndexHit, personHits } from './person-hit.ts';
import { type PersonMatchKind, type RankedPerson, rankPeople } from './rank-people.ts';

/** What the engine found for one question, ranked, checked and each person once. */
export interface FoundPeople {
  ranked: RankedPerson[];
  /** More people have all the words than were ranked: the engine counts them, and the rest keeps its order. */
  byEngine: boolean;
  engineTotal: number;
  /** Entries that were ranked, of the engine's first and of those besides. */
  firstIds: ReadonlySet<string>;
  besideIds: readonly string[];
  /** The entries of each person. */
  people: PersonIndexHit[][];
}

/**
 * What counts as found: people with all the words or the number, and those whose name or number it is in another form; when there
 * are none, those whose names are near.
 */
export function findPeople(options: {
  parsed: ParsedQuery;
  viewer: Viewer;
  lastCheck: LastCheck;
  foldPeople: FoldPeople;
  /** Of the query for all words; those of its words in names only, which it counts as well; those of the other queries. */
  results: { all: EngineResult | undefined; named: EngineResult | undefined; others: readonly EngineResult[] };
}): FoundPeople {
  const { parsed, lastCheck, viewer, foldPeople, results } = options;
  const allTotal = results.all?.totalHits ?? 0;
  const allHits = personHits(results.all?.hits ?? []);
  const byEngine = allTotal > allHits.length;
  const known = new Set(allHits.map((hit) => hit.id));
  const named = byEngine ? personHits(results.named?.hits ?? []).filter((hit) => !known.has(hit.id)) : [];
  const others = personHits(byEngine ? [] : results.others.flatMap((result) => result.hits)).filter((hit) => !known.has(hit.id));
  const candidates = [...allHits, ...named, ...others];
  const ordered =
    parsed.words.length === 0
      ? candidates.map(unranked)
      : rankPeople(parsed, candidates).filter(isNear(known, named, allTotal > 0));
  const mayLeave = lastCheck.people(
    ordered.map((person) => person.id),
    viewer,
  );
  const allowed = ordered.filter((person) => mayLeave.has(person.id));
  const ids = new Set(allowed.map(({ id }) => id));
  const hits = [...new Map(candidates.map((hit) => [hit.id, hit])).values()].filter((hit) => ids.has(hit.id));
  const shownAs = foldPeople.shownAs([...ids]);
  return {
    byEngine,
    engineTotal: allTotal - (ordered.length - allowed.length),
    ranked: foldPeople.fold(allowed),
    firstIds: new Set([...known, ...named.map(({ id }) => id)]),
    besideIds: named.map(({ id }) => id),
    people: [...Map.groupBy(hits, (hit) => shownAs(hit.id)).values()],
  };
}

/** Some of the words are not enough beside people who have them all; a number or the name in another form is. */
function isNear(
  known: ReadonlySet<string>,
  named: readonly PersonIndexHit[],
  isAnyFound: boolean,
): (person: RankedPerson) => boolean {
  const counted = new Set([...known, ...named.map(({ id }) => id)]);
  return ({ id, kind, coverage, nameCoverage }) =>
    counted.has(id) || (isAnyFound ? nameCoverage === 1 && !UNSURE.includes(kind) : coverage >= 0.5 && nameCoverage > 0);
}

/** Nobody is added to those who were found for these. */
const UNSURE: readonly PersonMatchKind[] = ['some', 'none'];

/** In the order in which they came. */
export function unranked(hit: PersonIndexHit): RankedPerson {
  return { id: hit.id, score: 0, kind: 'field', parts: [], isExact: false, coverage: 1, nameCoverage: 1, sortName: hit.sortName };
}
