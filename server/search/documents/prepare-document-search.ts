import type { DocumentCriteria } from '../../access/filter.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { Curation, Expansion } from '../../curation/curation.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import type { SearchTools } from '../search-tools.ts';
import { documentTerms } from './document-terms.ts';
import type { Candidate } from './passage-hit.ts';
import { type DocumentSearch, planDocumentSearch } from './search-documents.ts';

/** A search for documents with everything that is known of the query: its words in the index, its meaning, what is curated. */
export async function prepareDocumentSearch(options: {
  parsed: ParsedQuery;
  criteria: DocumentCriteria;
  viewer: Viewer;
  sort: 'relevance' | 'newest';
  signal: AbortSignal;
  tools: SearchTools;
}): Promise<DocumentSearch> {
  const { parsed, sort, signal, tools } = options;
  const { curation } = tools;
  const expansions = parsed.isExact ? [] : expansionsOf(parsed, curation);
  const byMeaning = !parsed.isExact && sort === 'relevance' && hasMeaning(parsed);
  const vector = byMeaning ? tools.semantics.queryVector(parsed.text, signal) : undefined;
  return planDocumentSearch({
    ...options,
    understand: (missing) => {
      const forgiven = parsed.isExact ? undefined : missing;
      return documentTerms(tools.terms, { parsed, expansions, forgiven });
    },
    expansions,
    vector,
    filters: tools.filters,
    hidesFrom: tools.hidesFrom,
    lastCheck: tools.lastCheck,
    fields: tools.terms.fields,
    isAmongMany: tools.terms.passages() > tools.manyPassages,
    documentsWith: tools.terms.documentsWith,
    fetchCandidates: tools.fetchCandidates,
    boostOf: (document: Candidate) => curation.boostOf(document),
    multiSearch: tools.multiSearch,
  });
}

/** Quotes, codes, numbers and addresses mean what they say. */
function hasMeaning({ words, phrases, phone, email }: ParsedQuery): boolean {
  if (phrases.length > 0 || phone !== undefined || email !== undefined) return false;
  return words.some(({ folded }) => folded.length > 2 && !/\d/.test(folded));
}

/** What is quoted is meant word by word. */
function expansionsOf({ words }: ParsedQuery, curation: Curation): Expansion[] {
  const found = curation.expand(words.map(({ folded }) => folded));
  return found.filter(({ from, to }) => words.slice(from, to).every(({ inPhrase }) => !inPhrase));
}
