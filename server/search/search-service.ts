import type { Viewer } from '#server/access/viewer.ts';
import type { DocumentText } from '#server/contract/documents.ts';
import type { DocumentHit, ExpertHit, SearchQuery, SearchResponse, SuggestResponse } from '#server/contract/search.ts';
import type { Curation } from '#server/curation/curation.ts';

/** What can be asked. The viewer is never optional: every answer holds only what this viewer may see. */
export interface SearchService {
  search(query: SearchQuery, viewer: Viewer, signal: AbortSignal): Promise<SearchResponse>;
  /** While someone types: a few people and documents, fast. */
  suggest(query: string, viewer: Viewer, signal: AbortSignal): Promise<SuggestResponse>;
  /** Who knows about it, by the documents they wrote and what they say of themselves. */
  experts(
    query: string,
    options: { limit: number; explain?: boolean },
    viewer: Viewer,
    signal: AbortSignal,
  ): Promise<ExpertHit[]>;
  /** The text of a document by page, with the words of `query` marked; undefined when it is not there or not for this viewer. */
  documentText(
    options: { id: string; page?: number; query: string },
    viewer: Viewer,
    signal: AbortSignal,
  ): Promise<DocumentText | undefined>;
  /** Documents a person wrote, newest first. */
  documentsBy(
    personId: string,
    options: { limit: number },
    viewer: Viewer,
    signal: AbortSignal,
  ): Promise<{ total: number; items: DocumentHit[] }>;
  /** The same with other synonyms, boosts and pins than those that hold: what a change of them would do. */
  withCuration(curation: Curation): SearchService;
}
