import type { DocumentCriteria } from '../../access/filter.ts';
import { MOST_HITS } from '../index/index-settings.ts';
import { DOCUMENT_FACETS, type DocumentFacet } from '../query/criteria.ts';
import { addCounts, countValues, type FacetCounts, fromDistribution } from '../query/facet-counts.ts';
import type { EngineQuery, EngineResult } from '../query/multi-search.ts';
import { planVisibleCounting } from './count-visible.ts';
import { holdsThesePhrases } from './document-evidence.ts';
import { furtherDocumentsQuery, RANKED } from './document-queries.ts';
import type { DocumentSearchOptions } from './document-search-options.ts';
import type { DocumentTerms } from './document-terms.ts';
import { countFolders, type FolderCounts, folderFacets } from './folder-counts.ts';
import type { Candidate } from './passage-hit.ts';
import { rankDocuments } from './rank-documents.ts';
import type { RankedDocument } from './ranked-document.ts';
import { type Found, planRetrieval } from './retrieve-documents.ts';
import type { SimilarPassages } from './similar-passages.ts';

/** One search for documents, before its results are there. */
export interface DocumentSearch {
  /** For the multi-search; `answer` takes their results in the same order. */
  queries: EngineQuery[];
  /** Asks once more for what was found by meaning alone, and to have counted what is more than is ranked. */
  answer(results: EngineResult[]): Promise<DocumentAnswer>;
}

export interface DocumentAnswer {
  total: number;
  totalIsCapped: boolean;
  /** Best first; what is not among them is fetched by `further`. */
  ranked: RankedDocument[];
  /** How many of the total have all the words. */
  withAllWords: number;
  /** Numbers of words that stand in none of what this viewer may read, so that slips were forgiven in them. */
  forgiven: ReadonlySet<number>;
  facets: Map<DocumentFacet, FacetCounts>;
  folders: FolderCounts;
  /** For a page that goes beyond `ranked`, in the engine's order. */
  further(page: { offset: number; limit: number }): EngineQuery | undefined;
}

/**
 * What counts as found: every document with all the words. When those are few enough to be looked at (`RANKED`), documents with
 * some of the words, or near in meaning, follow them, so total, facets and order are over the same set that can be paged through.
 */
export async function planDocumentSearch(given: DocumentSearchOptions): Promise<DocumentSearch> {
  const planned = { ...given, terms: given.understand() };
  const { criteria } = planned;
  const active = FACETS.filter((facet) => criteria[facet] !== undefined);
  const idle = FACETS.filter((facet) => !active.includes(facet));
  const attributes = (facets: readonly DocumentFacet[]) => facets.map((facet) => DOCUMENT_FACETS[facet]);
  const base = await planRetrieval(planned, criteria, [...attributes(idle), ...folderFacets(criteria)]);
  // The values of a facet in use are counted as if it were not: they are what one could choose instead.
  const relaxed = await Promise.all(
    active.map((facet) => planRetrieval(planned, { ...criteria, [facet]: undefined }, attributes([facet]))),
  );
  const retrievals = [base, ...relaxed];
  const counting = planVisibleCounting(planned);

  async function answer(results: EngineResult[]): Promise<DocumentAnswer> {
    const left = [...results];
    const found = await Promise.all(retrievals.map((one) => one.found(left.splice(0, one.queries.length))));
    const [own, ...others] = found;
    if (own === undefined) throw new RangeError('there is always one retrieval');
    const known = counting?.known(left) ?? ((all: DocumentTerms) => all);
    const options = {
      ...planned,
      terms: known(planned.terms),
      understand: (words?: ReadonlySet<number>) => known(given.understand(words)),
    };
    const answered = await rankFound(options, own);
    const counts = new Map<DocumentFacet, FacetCounts>();
    for (const facet of idle) counts.set(facet, countOwn(answered, own, facet));
    active.forEach((facet, n) => {
      const result = others[n];
      if (result !== undefined) counts.set(facet, countRelaxed(facet, result, options));
    });
    const folders = foldersOf(criteria, { answered, own, counts });
    return { ...answered, facets: counts, folders, further: (page) => further({ answered, options, page }) };
  }

  return { queries: [...retrievals.flatMap(({ queries }) => queries), ...(counting?.queries ?? [])], answer };
}

type Understood = DocumentSearchOptions & { terms: DocumentTerms };

const FACETS: readonly DocumentFacet[] = ['source', 'label', 'mediaType', 'author', 'language'];

type Answered = Pick<DocumentAnswer, 'total' | 'totalIsCapped' | 'ranked' | 'withAllWords' | 'forgiven'> & {
  byEngine: boolean;
  /** Of those ranked, which the engine does not count. */
  otherwise: RankedDocument[];
  /** Ranked besides those that the engine has first. */
  extra: string[];
};

async function rankFound(options: Understood, found: Found): Promise<Answered> {
  const { parsed, viewer, lastCheck } = options;
  const allIds = new Set(found.all.map(({ documentId }) => documentId));
  let forgiven: ReadonlySet<number> = new Set();
  const understand: Understood['understand'] = (words) => {
    forgiven = words ?? forgiven;
    return options.understand(words);
  };
  const ordered = await order({ ...options, understand }, found, allIds);
  const mayLeave = lastCheck.documents(
    ordered.map(({ documentId }) => documentId),
    viewer,
  );
  const ranked = ordered.filter(({ documentId }) => mayLeave.has(documentId));
  const withheld = ordered.filter(({ documentId }) => allIds.has(documentId) && !mayLeave.has(documentId)).length;
  const otherwise = ranked.filter(({ documentId }) => found.otherwise.has(documentId));
  const total = found.byEngine ? found.total - withheld + otherwise.length : ranked.length;
  const looked = found.total > found.all.length && parsed.phrases.length > 0;
  return {
    total,
    totalIsCapped: found.total >= MOST_HITS || looked,
    ranked,
    withAllWords: found.byEngine ? total : ranked.filter((document) => document.hasAllWords).length,
    forgiven,
    byEngine: found.byEngine,
    otherwise,
    extra: ranked.flatMap(({ documentId }) => (allIds.has(documentId) ? [] : [documentId])),
  };
}

async function order(options: Understood, found: Found, allWords: ReadonlySet<string>): Promise<RankedDocument[]> {
  const { parsed, terms, understand, fields, boostOf, signal } = options;
  const { similar, byEngine } = found;
  const ranked = await rankDocuments({
    parsed,
    terms,
    understand,
    fields,
    boostOf,
    candidates: [...found.all, ...found.some, ...found.alternative, ...withPassages(found, similar)],
    similar: similar.cosines,
    allWords,
    now: Date.now(),
    signal,
  });
  const known = new Set([...[...found.all, ...found.some].map(({ documentId }) => documentId), ...similar.documentIds]);
  const said = ranked.filter(({ documentId, parts }) => known.has(documentId) || parts.words > 0);
  // Beyond what is looked at, only documents with all the words in one passage are counted, so only those may be shown.
  const counted = byEngine ? said.filter(({ documentId, isTogether }) => allWords.has(documentId) || isTogether) : said;
  if (!newestFirst(options)) return counted;
  // By date, a new document with one of the words must not come before an older one with all of them.
  const whole = counted.filter(({ documentId, hasAllWords }) => (byEngine ? allWords.has(documentId) : hasAllWords));
  return (whole.length > 0 ? whole : counted).sort((a, b) => b.best.modifiedAt - a.best.modifiedAt);
}

/** Each similar passage as a candidate, with what is known of its document. */
function withPassages(found: Found, similar: SimilarPassages): Candidate[] {
  const documents = new Map(
    [...found.byMeaning, ...found.alternative, ...found.some, ...found.all].map((hit) => [hit.documentId, hit]),
  );
  return similar.passages.flatMap(({ id, documentId, n }) => {
    const document = documents.get(documentId);
    return document === undefined ? [] : [{ ...document, id, n }];
  });
}

function newestFirst({ parsed, sort }: DocumentSearchOptions): boolean {
  return sort === 'newest' || parsed.words.length === 0;
}

function countOwn(answered: Answered, found: Found, facet: DocumentFacet): FacetCounts {
  if (found.byEngine) {
    const others = countValues(answered.otherwise.map(({ best }) => valuesOf(best, facet)));
    return addCounts(fromDistribution(found.distribution?.[DOCUMENT_FACETS[facet]]), others);
  }
  return countValues(answered.ranked.map((document) => valuesOf(document.best, facet)));
}

function foldersOf(
  criteria: DocumentCriteria,
  { answered, own, counts }: { answered: Answered; own: Found; counts: ReadonlyMap<DocumentFacet, FacetCounts> },
): FolderCounts {
  const ofSources = counts.get('source') ?? new Map<string, number>();
  const wanted = criteria.source;
  return countFolders({
    criteria,
    distribution: own.byEngine ? own.distribution : undefined,
    documents: (own.byEngine ? answered.otherwise : answered.ranked).map(({ best }) => best),
    sources: wanted === undefined ? ofSources : new Map([...ofSources].filter(([source]) => wanted.includes(source))),
  });
}

function countRelaxed(facet: DocumentFacet, found: Found, options: Understood): FacetCounts {
  const { parsed, terms, fields, lastCheck, viewer } = options;
  if (found.byEngine) return fromDistribution(found.distribution?.[DOCUMENT_FACETS[facet]]);
  const only = newestFirst(options) && found.all.length > 0;
  const hits = [...found.all, ...(only ? [] : [...found.some, ...found.alternative, ...found.byMeaning])];
  const kept = parsed.phrases.length === 0 ? hits : hits.filter((hit) => holdsThesePhrases(hit, { terms, fields }));
  const documents = new Map(kept.map((hit) => [hit.documentId, hit]));
  const mayLeave = lastCheck.documents([...documents.keys()], viewer);
  return countValues([...documents.values()].flatMap((hit) => (mayLeave.has(hit.documentId) ? [valuesOf(hit, facet)] : [])));
}

function valuesOf(document: Candidate, facet: DocumentFacet): string[] {
  switch (facet) {
    case 'author':
      return document.authors;
    case 'source':
    case 'mediaType':
    case 'label':
    case 'language':
      return document[facet] === null ? [] : [document[facet]];
    default:
      return facet satisfies never;
  }
}

function further(input: {
  answered: Answered;
  options: DocumentSearchOptions;
  page: { offset: number; limit: number };
}): EngineQuery | undefined {
  const { answered, options, page } = input;
  const { parsed, filters, viewer, criteria } = options;
  if (!answered.byEngine) return undefined;
  const plan = (exceptDocumentIds: readonly string[]) => ({
    parsed,
    filter: filters.documents(viewer, { ...criteria, exceptDocumentIds }),
    facets: [],
  });
  // Dates are not ranked by us: every page is the engine's.
  if (newestFirst(options)) return furtherDocumentsQuery({ ...plan([]), ...page, newestFirst: true });
  const end = page.offset + page.limit;
  const ranked = answered.ranked.length;
  if (end <= ranked) return undefined;
  const first = Math.max(page.offset, ranked);
  const offset = RANKED + first - ranked;
  return furtherDocumentsQuery({ ...plan(answered.extra), offset, limit: end - first, newestFirst: false });
}
