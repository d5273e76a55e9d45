import type { Analyse } from '../rank/analysed-text.ts';
import { proximity } from '../rank/proximity.ts';
import type { QueryMatcher } from '../rank/query-matcher.ts';
import type { PassageHit } from './passage-hit.ts';
import type { RankedDocument } from './rank-documents.ts';

/** Whether the passage that is known answers every word in its own text, so that no other needs to be looked for. */
export function answersInText(document: RankedDocument, matcher: QueryMatcher, analyse: Analyse): boolean {
  return textScore(document.best, matcher, analyse) >= matcher.words.length;
}

/** Each document with that of its passages whose text answers best: what the snippet and the page number come from. */
export function withBestPassages(options: {
  documents: readonly RankedDocument[];
  passages: readonly PassageHit[];
  matcher: QueryMatcher;
  analyse: Analyse;
}): RankedDocument[] {
  const { documents, passages, matcher, analyse } = options;
  const groups = Map.groupBy(passages, (passage) => passage.documentId);
  return documents.map((document) => {
    const candidates = [document.best, ...(groups.get(document.documentId) ?? [])];
    const scored = candidates.map((passage) => ({ passage, score: textScore(passage, matcher, analyse) }));
    const [best] = scored.sort((a, b) => b.score - a.score || a.passage.n - b.passage.n);
    return best ? { ...document, best: best.passage } : document;
  });
}

/** At least the number of query words when all are there; nearness and repetition decide between equals. */
function textScore(passage: PassageHit, matcher: QueryMatcher, analyse: Analyse): number {
  const { terms } = analyse(passage.heading === null ? passage.text : `${passage.heading}\n${passage.text}`);
  const places: number[][] = matcher.words.map(() => []);
  const best = matcher.words.map(() => 0);
  for (const term of terms.values()) {
    matcher.weightsOf(term)?.forEach((weight, n) => {
      if (weight === 0) return;
      places[n]?.push(...term.positions);
      best[n] = Math.max(best[n] ?? 0, weight);
    });
  }
  const answered = places.filter((found) => found.length > 0).length;
  const exactness = best.reduce((sum, weight) => sum + weight, 0) / Math.max(best.length, 1);
  const repeated = places.reduce((sum, found) => sum + Math.min(found.length, 5), 0) / (5 * Math.max(places.length, 1));
  return answered + (0.4 * exactness + 0.4 * proximity(places) + 0.15 * repeated);
}
