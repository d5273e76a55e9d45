import type { Viewer } from '../../access/viewer.ts';
import type { DocumentHit } from '../../contract/search.ts';
import { parseQuery } from '../query/parse-query.ts';
import { createQueryMatcher } from '../rank/query-matcher.ts';
import type { SearchTools } from '../search-tools.ts';
import { allWordsQuery } from './document-queries.ts';
import { PASSAGE_FIELDS, passageHits } from './passage-hit.ts';
import { presentDocument } from './present-document.ts';

/** Documents a person (or any of several) wrote that the viewer may read, newest first. */
export async function documentsBy(options: {
  personId: string | readonly string[];
  limit: number;
  viewer: Viewer;
  signal: AbortSignal;
  tools: SearchTools;
}): Promise<{ total: number; items: DocumentHit[] }> {
  const { personId, limit, viewer, signal, tools } = options;
  const parsed = parseQuery('');
  const filter = tools.filters.documents(viewer, { author: [personId].flat().flatMap(tools.foldPeople.entriesOf) });
  const query = {
    ...allWordsQuery({ parsed, filter, facets: [] }),
    attributesToRetrieve: PASSAGE_FIELDS,
    hitsPerPage: limit,
    sort: ['modifiedAt:desc'],
  };
  const [result] = await tools.multiSearch([query], signal);
  const hits = passageHits(result?.hits ?? []);
  const mayLeave = tools.lastCheck.documents(
    hits.map((hit) => hit.documentId),
    viewer,
  );
  const shown = hits.filter((hit) => mayLeave.has(hit.documentId));
  const matcher = createQueryMatcher(parsed);
  return {
    total: (result?.totalHits ?? 0) - (hits.length - shown.length),
    items: shown.map((best) => presentDocument({ best, score: 1, matcher })),
  };
}
