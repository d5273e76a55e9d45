import { type PersonIndexHit, personHits } from '../people/person-hit.ts';
import type { EngineResult } from '../query/multi-search.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import { createBm25 } from '../rank/bm25.ts';
import type { QueryMatcher } from '../rank/query-matcher.ts';
import { tokensOf } from '../terms/tokens.ts';
import { profileWords } from './profile-queries.ts';

/**
 * BM25 over what people say of themselves (title and skills twice), from 0 to 1: 1 for a short profile that speaks of nothing but
 * all the words. Not of the best profile, which may have only the least of the words.
 */
export function profileScores(options: {
  parsed: ParsedQuery;
  matcher: QueryMatcher;
  /** Of `profileQueries`. */
  results: readonly EngineResult[];
  /** How many people there are. */
  people: number;
}): Map<string, number> {
  const { parsed, matcher, results } = options;
  const hits = results.flatMap((result) => personHits(result.hits));
  const profiles = [...new Map(hits.map((hit) => [hit.id, hit])).values()];
  const counted = profiles.map((person) => ({ id: person.id, ...countWords(textOf(person), matcher) }));
  const totals = new Map(profileWords(parsed).map((word, n) => [word.folded, results[n + 1]?.estimatedTotalHits ?? 0]));
  const bm25 = createBm25({
    documentFrequencies: matcher.words.map(
      (word, n) => totals.get(word.folded) ?? counted.filter((person) => (person.frequencies[n] ?? 0) > 0).length,
    ),
    total: Math.max(options.people, profiles.length),
    averageLength: counted.reduce((sum, person) => sum + person.length, 0) / Math.max(counted.length, 1),
  });
  const most = bm25.score(
    matcher.words.map(() => Number.MAX_SAFE_INTEGER),
    1,
  );
  const scores = counted.map(({ id, frequencies, length }) => [id, bm25.score(frequencies, length) / most] as const);
  return new Map(scores.filter(([, score]) => score > 0));
}

function textOf(person: PersonIndexHit): string {
  const telling = [person.title ?? '', ...person.skills];
  return [...telling, ...telling, person.department ?? '', person.bio ?? ''].join('\n');
}

function countWords(text: string, matcher: QueryMatcher): { frequencies: number[]; length: number } {
  const frequencies = matcher.words.map(() => 0);
  const tokens = tokensOf(text);
  for (const token of tokens)
    matcher.weights(token)?.forEach((weight, n) => {
      frequencies[n] = (frequencies[n] ?? 0) + weight;
    });
  return { frequencies, length: tokens.length };
}
