import { createCuration } from '../curation/create-curation.ts';
import type { Curation } from '../curation/curation.ts';
import { describeFamily } from '../families/describe-family.ts';
import { readableFamilies } from '../families/readable-family.ts';
import { answerSearch } from './answer-search.ts';
import { documentMatches, documentText } from './documents/document-text.ts';
import { documentsBy } from './documents/documents-by.ts';
import { evidenceOf } from './documents/evidence-of.ts';
import { similarDocuments } from './documents/similar-documents.ts';
import { findExperts } from './experts/find-experts.ts';
import { parseQuery } from './query/parse-query.ts';
import type { SearchService } from './search-service.ts';
import { createSearchTools, type SearchServiceOptions, type SearchTools } from './search-tools.ts';
import { suggest } from './suggest.ts';

/** Answers questions for a viewer, from Meilisearch and the store. Throws as `createMultiSearch` says. */
export function createSearchService(options: SearchServiceOptions): SearchService {
  const tools = createSearchTools(options);
  const curation = createCuration({ store: options.store.curation });
  return serviceWith(tools, () => curation.current());
}

/** So few words are often not all: whoever types does not wait behind those who have asked whole questions. */
function isTyping(text: string): boolean {
  return parseQuery(text).words.length <= 2;
}

/** `curated` is asked once a question, so that no answer is made by two states of it. */
function serviceWith(everything: SearchTools, curated: () => Curation): SearchService {
  const now = (): SearchTools => ({ ...everything, curation: curated() });
  const service: SearchService = {
    search(query, viewer, signal) {
      const answer = () => answerSearch({ query, viewer, signal, tools: now() });
      return isTyping(query.q) ? answer() : everything.turns.take(answer, signal);
    },
    suggest: (query, viewer, signal) => suggest({ query, viewer, signal, tools: now() }),
    experts: (query, o, viewer, signal) => findExperts({ query, ...o, viewer, signal, tools: now() }),
    documentText: ({ page, ...document }, viewer, signal) => documentText({ ...document, page, viewer, signal, ...now() }),
    documentMatches: (document, viewer, signal) => documentMatches({ ...document, viewer, signal, ...now() }),
    similarDocuments: (id, { limit }, viewer, signal) =>
      similarDocuments({ id, limit, viewer, signal, tools: now(), search: service.search }),
    versions(id, viewer) {
      const family = readableFamilies([id], viewer, everything).get(id);
      return family === undefined ? [] : describeFamily(family, id, everything);
    },
    documentsBy: (personId, { limit }, viewer, signal) => documentsBy({ personId, limit, viewer, signal, tools: now() }),
    evidenceOf: (personId, topics, viewer, signal) => evidenceOf({ personId, topics, viewer, signal, tools: now() }),
    withCuration: (curation) => serviceWith(everything, () => curation),
  };
  return service;
}
