import type { DocumentHit } from '../../contract/search.ts';
import type { QueryMatcher } from '../rank/query-matcher.ts';
import { snippet } from '../text/mark.ts';
import type { PassageHit } from './passage-hit.ts';

/** A document as it leaves the server: these fields and no others. */
export function presentDocument(options: { best: PassageHit; score: number; matcher: QueryMatcher }): DocumentHit {
  const { best, matcher } = options;
  return {
    id: best.documentId,
    source: best.source,
    path: best.path,
    title: best.title,
    snippet: snippet(best.text, matcher),
    page: best.page,
    mediaType: best.mediaType,
    size: best.size,
    modifiedAt: new Date(best.modifiedAt * 1000).toISOString(),
    authors: best.authorsShown.map(({ name, personId }) => ({ name, personId })),
    label: best.label,
    url: `/api/v1/documents/${best.documentId}/content`,
    score: Math.round(options.score * 1000) / 1000,
    partial: best.partial,
    scanned: best.scanned,
  };
}
