import type { DocumentHit, Explanation } from '../../contract/search.ts';
import type { QueryMatcher } from '../rank/query-matcher.ts';
import { snippet } from '../text/mark.ts';
import type { PassageHit } from './passage-hit.ts';
import type { RankedDocument, ScoreParts } from './ranked-document.ts';

/** A document as it leaves the server: these fields and no others. */
export function presentDocument(options: {
  best: PassageHit;
  score: number;
  matcher: QueryMatcher;
  explain?: boolean;
  isExact?: boolean;
  hasAllWords?: boolean;
  parts?: ScoreParts;
}): DocumentHit {
  const { best, matcher } = options;
  return {
    id: best.documentId,
    source: best.source,
    path: best.path,
    title: best.title,
    snippet: snippet(best.text, matcher, best.language),
    page: best.page,
    mediaType: best.mediaType,
    size: best.size,
    modifiedAt: new Date(best.modifiedAt * 1000).toISOString(),
    authors: best.authorsShown.map(({ name, personId }) => ({ name, personId })),
    label: best.label,
    url: `/api/v1/documents/${best.documentId}/content`,
    score: rounded(options.score),
    partial: best.partial,
    scanned: best.scanned,
    ...(options.explain && { explanation: explanationOf(options) }),
  };
}

/** In the order in which they decide; what adds nothing is left out. */
function explanationOf(
  options: Pick<RankedDocument, 'score'> & Partial<Pick<RankedDocument, 'isExact' | 'hasAllWords' | 'parts'>>,
): Explanation {
  const { score, isExact = false, hasAllWords = false, parts } = options;
  const tiers = [
    ...(isExact ? [{ name: 'exact', value: 1, note: 'its title or file name is what was typed: before all others' }] : []),
    ...(hasAllWords ? [{ name: 'allWords', value: 1, note: 'it has all the words: before those with some' }] : []),
  ];
  const added = Object.entries(parts ?? {}).filter(([name, value]) => name !== 'boost' && value !== 0);
  const boost =
    parts !== undefined && parts.boost !== 1 ? [{ name: 'boost', value: parts.boost, note: 'multiplies the sum' }] : [];
  const sum = added.reduce((total, [, value]) => total + value, 0) * (parts?.boost ?? 1);
  const scale =
    sum > 0 ? [{ name: 'scale', value: rounded(score / sum), note: 'multiplies the sum, so that the best has one' }] : [];
  return { parts: [...tiers, ...added.map(([name, value]) => ({ name, value: rounded(value) })), ...boost, ...scale] };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
