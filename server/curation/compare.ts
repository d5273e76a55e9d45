import { isDeepStrictEqual } from 'node:util';
import type { GoldenDifference, GoldenQuery, GoldenReport } from '../contract/curation.ts';
import { foldedLine, parseQuery } from '../search/query/parse-query.ts';
import type { SearchService } from '../search/search-service.ts';
import { compileCuration, type RankingEntries } from './create-curation.ts';
import type { Curation } from './curation.ts';
import type { Golden, GoldenQueries } from './golden.ts';

/** What golden queries find before a change of curation and after it. Only those that the change can reach are asked. */
export async function compareGolden(options: {
  golden: GoldenQueries;
  search: SearchService;
  before: RankingEntries;
  after: RankingEntries;
  signal: AbortSignal;
}): Promise<GoldenReport> {
  const { golden, search, signal } = options;
  const [before, after] = [compileCuration(options.before), compileCuration(options.after)];
  const [searchBefore, searchAfter] = [search.withCuration(before), search.withCuration(after)];
  const boostsChange = !isDeepStrictEqual(options.before.boosts, options.after.boosts);
  const all = golden.list();
  const reached = all.filter(({ entry }) => boostsChange || isReached(entry, before, after));
  const affected: GoldenDifference[] = [];
  // One after the other: whoever searches meanwhile must not wait for it.
  for (const one of reached) {
    const ranks = await Promise.all([golden.rank(one, searchBefore, signal), golden.rank(one, searchAfter, signal)]);
    affected.push(differenceOf(one, ranks, golden));
  }
  affected.sort((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict));
  return { golden: all.length, affected, broken: affected.filter(({ verdict }) => verdict === 'broken').length };
}

const VERDICTS: readonly GoldenDifference['verdict'][] = ['broken', 'worse', 'better', 'same'];

/** Boosts aside: what documents a query finds is not known before it is asked. */
function isReached({ query }: GoldenQuery, before: Curation, after: Curation): boolean {
  const line = foldedLine(query);
  const asked = [line.split(' '), parseQuery(query).words.map((word) => word.folded)];
  return (
    !isDeepStrictEqual(before.pinsFor(line), after.pinsFor(line)) ||
    asked.some((words) => !isDeepStrictEqual(before.expand(words), after.expand(words)))
  );
}

function differenceOf(one: Golden, [before, after]: (number | null)[], golden: GoldenQueries): GoldenDifference {
  const { rank, holds, ...result } = golden.result(one, after ?? null);
  return { ...result, before: before ?? null, after: rank, verdict: verdictOf({ before: before ?? null, after: rank, holds }) };
}

function verdictOf(ranks: { before: number | null; after: number | null; holds: boolean }): GoldenDifference['verdict'] {
  const [before, after] = [ranks.before ?? NOT_FOUND, ranks.after ?? NOT_FOUND];
  if (after === before) return 'same';
  if (after < before) return 'better';
  return ranks.holds ? 'worse' : 'broken';
}

const NOT_FOUND = Number.POSITIVE_INFINITY;
