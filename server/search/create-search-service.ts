import { answerSearch } from './answer-search.ts';
import { documentText } from './documents/document-text.ts';
import { documentsBy } from './documents/documents-by.ts';
import { findExperts } from './find-experts.ts';
import type { SearchService } from './search-service.ts';
import { createSearchTools, type SearchServiceOptions } from './search-tools.ts';
import { suggest } from './suggest.ts';

/** Answers questions for a viewer, from Meilisearch and the store. Throws as `createMultiSearch` says. */
export function createSearchService(options: SearchServiceOptions): SearchService {
  const tools = createSearchTools(options);
  return {
    search: (query, viewer, signal) => answerSearch({ query, viewer, signal, tools }),
    suggest: (query, viewer, signal) => suggest({ query, viewer, signal, ...tools }),
    experts: (query, { limit }, viewer, signal) => findExperts({ query, limit, viewer, signal, tools }),
    documentText: ({ id, page, query }, viewer, signal) => documentText({ id, page, query, viewer, signal, ...tools }),
    documentsBy: (personId, { limit }, viewer, signal) => documentsBy({ personId, limit, viewer, signal, tools }),
  };
}
