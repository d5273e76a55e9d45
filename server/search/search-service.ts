import type { Viewer } from '#server/access/viewer.ts';
import type { DocumentMatches, DocumentText } from '#server/contract/documents.ts';
import type { DocumentHit, ExpertHit, SearchQuery, SearchResponse, SuggestResponse } from '#server/contract/search.ts';
import type { Curation } from '#server/curation/curation.ts';
import type { FamilyMember } from '#server/families/describe-family.ts';

export interface TopicEvidence {
  total: number;
  /** The best few. */
  documents: { id: string; title: string }[];
}

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
  /**
   * The text of a document by page, with the words of `query` marked; undefined when it is not there or not for this viewer.
   * `version` changes whenever its text may.
   */
  documentText(
    options: { id: string; version: string; page?: number; query: string },
    viewer: Viewer,
    signal: AbortSignal,
  ): Promise<DocumentText | undefined>;
  /** On which of its pages the words stand; undefined as above. */
  documentMatches(
    options: { id: string; version: string; query: string },
    viewer: Viewer,
    signal: AbortSignal,
  ): Promise<DocumentMatches | undefined>;
  /** Documents that are about the same, the nearest first: by meaning where that is on, else by its rarest words. */
  similarDocuments(id: string, options: { limit: number }, viewer: Viewer, signal: AbortSignal): Promise<DocumentHit[]>;
  /** The document, which this viewer may read, with all others of its family that may be read, best first; empty without others. */
  versions(id: string, viewer: Viewer): FamilyMember[];
  /** Documents a person wrote, or any of several, newest first; in place of an id the name by which documents know nobody's author. */
  documentsBy(
    personId: string | readonly string[],
    options: { limit: number },
    viewer: Viewer,
    signal: AbortSignal,
  ): Promise<{ total: number; items: DocumentHit[] }>;
  /** What of their documents shows that somebody knows about these topics; in the order of the topics. */
  evidenceOf(personId: string, topics: readonly string[], viewer: Viewer, signal: AbortSignal): Promise<TopicEvidence[]>;
  /** The same with other synonyms, boosts and pins than those that hold: what a change of them would do. */
  withCuration(curation: Curation): SearchService;
}
