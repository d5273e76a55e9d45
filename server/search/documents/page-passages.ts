import { z } from 'zod';
import type { Filters } from '../../access/filter.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { MeilisearchHttp } from '../../meilisearch/http.ts';
import { type PassageHit, PassageText } from './passage-hit.ts';
import type { RankedDocument } from './ranked-document.ts';

/**
 * The documents of a page with the text of their best passages. What is not there any more, or not for this viewer by what the
 * index says, has an empty text: its document has passed the last check.
 */
export async function withTexts(options: {
  documents: readonly RankedDocument[];
  viewer: Viewer;
  filters: Filters;
  http: MeilisearchHttp;
  passagesUid: string;
  signal: AbortSignal;
}): Promise<RankedDocument<PassageHit>[]> {
  const { documents, viewer, filters, http, passagesUid, signal } = options;
  if (documents.length === 0) return [];
  const body = {
    ids: documents.map(({ best }) => best.id),
    filter: filters.documents(viewer, { documentIds: documents.map(({ documentId }) => documentId) }),
    fields: Object.keys(Identified.shape),
    limit: documents.length,
  };
  const path = `indexes/${passagesUid}/documents/fetch`;
  const { results } = await http.request({ method: 'POST', path, body, schema: Fetched, signal });
  const texts = new Map(results.map(({ id, ...text }) => [id, text]));
  return documents.map((document) => ({ ...document, best: { ...document.best, ...(texts.get(document.best.id) ?? NOTHING) } }));
}

const NOTHING: PassageText = { heading: null, page: null, text: '' };
const Identified = z.object({ id: z.string(), ...PassageText.shape });
const Fetched = z.object({ results: z.array(Identified) });
