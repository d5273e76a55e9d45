import type { Viewer } from '../../access/viewer.ts';
import type { DocumentHit, SearchResponse } from '../../contract/search.ts';
import { documentReasons } from '../documents/document-reasons.ts';
import type { PassageHit } from '../documents/passage-hit.ts';
import type { RankedDocument } from '../documents/ranked-document.ts';
import { isStale } from '../notices.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import type { QueryMatcher } from '../rank/query-matcher.ts';
import type { SearchTools } from '../search-tools.ts';

/** What is to be known of each document before it is opened, and why it is here. */
export function withBadges(options: {
  hits: readonly DocumentHit[];
  ranked: readonly RankedDocument<PassageHit>[];
  freshness: SearchResponse['freshness'];
  parsed: ParsedQuery;
  matcher: QueryMatcher;
  viewer: Viewer;
  tools: SearchTools;
}): DocumentHit[] {
  const { hits, ranked, freshness, parsed, matcher, viewer, tools } = options;
  const restricted = tools.restricted(hits.map(({ id }) => id));
  const now = Date.now();
  const stale = freshness.flatMap(({ source, completedAt }) =>
    completedAt !== null && isStale({ completedAt, limit: tools.staleAfterMs(source), now }) ? [source] : [],
  );
  const byId = new Map(ranked.map((document) => [document.documentId, document]));
  return hits.map((hit) => {
    const document = byId.get(hit.id);
    const isInText = hit.snippet.some(({ match }) => match);
    const matched = document && documentReasons({ document, isInText, parsed, matcher, language: viewer.language ?? 'en' });
    return {
      ...hit,
      stale: stale.includes(hit.source),
      restricted: restricted.has(hit.id),
      ...(matched !== undefined && { matched }),
    };
  });
}

/** Of the sources in the answer only: that others exist is not for everyone to know. */
export function freshnessOf(hits: readonly { source: string }[], tools: Pick<SearchTools, 'runs'>): SearchResponse['freshness'] {
  const sources = [...new Set(hits.map((hit) => hit.source))].sort();
  return sources.map((source) => {
    const completed = tools.runs.lastComplete(source);
    return { source, completedAt: completed === undefined ? null : new Date(completed).toISOString() };
  });
}
