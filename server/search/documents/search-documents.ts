import type { DocumentCriteria, Filters } from '../../access/filter.ts';
import type { Viewer } from '../../access/viewer.ts';
import { MOST_HITS } from '../index/index-settings.ts';
import type { LastCheck } from '../last-check.ts';
import { DOCUMENT_FACETS, type DocumentFacet } from '../query/criteria.ts';
import { countValues, type FacetCounts, fromDistribution } from '../query/facet-counts.ts';
import type { EngineQuery, EngineResult } from '../query/multi-search.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import type { Analyse } from '../rank/analysed-text.ts';
import type { QueryMatcher } from '../rank/query-matcher.ts';
import {
  allWordsQuery,
  type DocumentQueryPlan,
  furtherDocumentsQuery,
  RANKED,
  rotations,
  rotationWords,
} from './document-queries.ts';
import { FacetHit, FacetValue, PASSAGE_FIELDS, type PassageHit, passageHits } from './passage-hit.ts';
import { holdsPhrases, type RankedDocument, rankDocuments } from './rank-documents.ts';

/** One search for documents, before its results are there. */
export interface DocumentSearch {
  /** For the multi-search; `answer` takes their results in the same order. */
  queries: EngineQuery[];
  answer(results: EngineResult[]): DocumentAnswer;
}

export interface DocumentAnswer {
  total: number;
  totalIsCapped: boolean;
  /** Best first; what is not among them is fetched by `further`. */
  ranked: RankedDocument[];
  /** How many of the total have all the words. */
  withAllWords: number;
  facets: Map<DocumentFacet, FacetCounts>;
  /** For a page that goes beyond `ranked`, in the engine's order. */
  further(page: { offset: number; limit: number }): EngineQuery | undefined;
}

export interface DocumentSearchOptions {
  parsed: ParsedQuery;
  criteria: DocumentCriteria;
  viewer: Viewer;
  sort: 'relevance' | 'newest';
  filters: Filters;
  lastCheck: LastCheck;
  analyse: Analyse;
  /** Of the same query; it remembers words, so one is enough for a whole answer. */
  matcher: QueryMatcher;
  totalPassages: number;
}

/**
 * What counts as found: every document with all the words. When those are few enough to be looked at (`RANKED`), documents with
 * some of the words follow them, so total, facets and order are over the same set that can be paged through.
 */
export function planDocumentSearch(options: DocumentSearchOptions): DocumentSearch {
  const { parsed, criteria, viewer, filters } = options;
  const facets = documentFacets();
  const active = facets.filter((facet) => criteria[facet] !== undefined);
  const idle = facets.filter((facet) => !active.includes(facet));
  const base = planOf({ parsed, filter: filters.documents(viewer, criteria), facets: idle });
  // The values of a facet in use are counted as if it were not: they are what one could choose instead.
  const relaxed = active.map((facet) =>
    planOf({
      parsed,
      filter: filters.documents(viewer, { ...criteria, [facet]: undefined }),
      facets: [facet],
      fields: parsed.phrases.length > 0 ? PASSAGE_FIELDS : ['documentId', DOCUMENT_FACETS[facet]],
    }),
  );
  const plans = [base, ...relaxed];

  function answer(results: EngineResult[]): DocumentAnswer {
    const left = [...results];
    const [own, ...others] = plans.map(({ queries }) => left.splice(0, queries.length));
    const found = rankFound(options, own ?? []);
    const counts = new Map<DocumentFacet, FacetCounts>();
    for (const facet of idle) counts.set(facet, countOwn({ ...found, facet, own: own ?? [] }));
    for (const [n, facet] of active.entries()) counts.set(facet, countRelaxed({ facet, results: others[n] ?? [], options }));
    return { ...found.answer, facets: counts, further: (page) => further({ plan: base.plan, found, options, page }) };
  }

  return { queries: plans.flatMap((plan) => plan.queries), answer };
}

function documentFacets(): DocumentFacet[] {
  return ['source', 'label', 'mediaType', 'author', 'language'];
}

function planOf(options: Omit<DocumentQueryPlan, 'facets'> & { facets: DocumentFacet[] }): {
  plan: DocumentQueryPlan;
  queries: EngineQuery[];
} {
  const plan = { ...options, facets: options.facets.map((facet) => DOCUMENT_FACETS[facet]) };
  return { plan, queries: [allWordsQuery(plan), ...rotations(plan)] };
}

interface Found {
  answer: Pick<DocumentAnswer, 'total' | 'totalIsCapped' | 'ranked' | 'withAllWords'>;
  /** More documents have all the words than are ranked: totals and facets are the engine's, and deep pages too. */
  byEngine: boolean;
  /** Of those looked at, how many the last check took away. */
  withheld: number;
}

function rankFound(options: DocumentSearchOptions, results: EngineResult[]): Found {
  const { parsed, viewer } = options;
  const [all, ...rotated] = results;
  const allTotal = all?.totalHits ?? 0;
  const allHits = passageHits(all?.hits ?? []);
  const allIds = new Set(allHits.map((hit) => hit.documentId));
  const byEngine = parsed.phrases.length === 0 && allTotal > allHits.length;
  const others = passageHits(rotated.flatMap((result) => result.hits));
  const passages = [...allHits, ...(byEngine ? others.filter((hit) => allIds.has(hit.documentId)) : others)];
  const ordered = order({ options, passages, allIds, frequencies: frequenciesOf(parsed, rotated) });
  const mayLeave = options.lastCheck.documents(
    ordered.map((document) => document.documentId),
    viewer,
  );
  const ranked = ordered.filter((document) => mayLeave.has(document.documentId));
  const withheld = ordered.length - ranked.length;
  const total = byEngine ? allTotal - withheld : ranked.length;
  const looked = allTotal > allHits.length && parsed.phrases.length > 0;
  const withAllWords = byEngine ? total : ranked.filter((document) => document.hasAllWords).length;
  return {
    answer: { total, totalIsCapped: allTotal >= MOST_HITS || looked, ranked, withAllWords },
    byEngine,
    withheld,
  };
}

function order(input: {
  options: DocumentSearchOptions;
  passages: PassageHit[];
  allIds: ReadonlySet<string>;
  frequencies: ReadonlyMap<string, number>;
}): RankedDocument[] {
  const { options, passages, allIds, frequencies } = input;
  const { parsed, analyse, matcher, totalPassages } = options;
  const ranked = rankDocuments({ parsed, passages, allWords: allIds, frequencies, totalPassages, analyse, matcher });
  if (!newestFirst(options)) return ranked;
  // By date, a new document with one of the words must not come before an older one with all of them.
  const whole = ranked.filter((document) => document.hasAllWords);
  return (whole.length > 0 ? whole : ranked).sort((a, b) => b.best.modifiedAt - a.best.modifiedAt);
}

function newestFirst({ parsed, sort }: DocumentSearchOptions): boolean {
  return sort === 'newest' || parsed.words.length === 0;
}

/** The total of a query that begins with a word tells how many passages have it. */
function frequenciesOf(parsed: ParsedQuery, rotated: EngineResult[]): Map<string, number> {
  return new Map(rotationWords(parsed).map((word, n) => [word.folded, rotated[n]?.estimatedTotalHits ?? 0]));
}

function countOwn(input: Found & { facet: DocumentFacet; own: EngineResult[] }): FacetCounts {
  if (input.byEngine) return fromDistribution(input.own[0]?.facetDistribution?.[DOCUMENT_FACETS[input.facet]]);
  return countValues(input.answer.ranked.map((document) => valuesOf(document.best, input.facet)));
}

function countRelaxed(input: { facet: DocumentFacet; results: EngineResult[]; options: DocumentSearchOptions }): FacetCounts {
  const { facet, results, options } = input;
  const { parsed, lastCheck, viewer, analyse } = options;
  const [all, ...rotated] = results;
  const attribute = DOCUMENT_FACETS[facet];
  if (parsed.phrases.length === 0 && (all?.totalHits ?? 0) > (all?.hits.length ?? 0))
    return fromDistribution(all?.facetDistribution?.[attribute]);
  const only = newestFirst(options) && (all?.hits.length ?? 0) > 0;
  const hits = [...(all?.hits ?? []), ...(only ? [] : rotated.flatMap((result) => result.hits))];
  const kept = parsed.phrases.length === 0 ? hits : passageHits(hits).filter((hit) => holdsPhrases(hit, parsed, analyse));
  const values = new Map(kept.map((hit) => facetHit(hit, attribute)));
  const mayLeave = lastCheck.documents([...values.keys()], viewer);
  return countValues([...values].flatMap(([id, found]) => (mayLeave.has(id) ? [found] : [])));
}

function facetHit(hit: unknown, attribute: string): [documentId: string, values: string[]] {
  const { documentId, ...fields } = FacetHit.parse(hit);
  const parsed = FacetValue.parse(fields[attribute]);
  return [documentId, typeof parsed === 'string' ? [parsed] : (parsed ?? [])];
}

function valuesOf(passage: PassageHit, facet: DocumentFacet): string[] {
  switch (facet) {
    case 'author':
      return passage.authors;
    case 'source':
    case 'mediaType':
    case 'label':
    case 'language':
      return passage[facet] === null ? [] : [passage[facet]];
    default:
      return facet satisfies never;
  }
}

function further(input: {
  plan: DocumentQueryPlan;
  found: Found;
  options: DocumentSearchOptions;
  page: { offset: number; limit: number };
}): EngineQuery | undefined {
  const { plan, found, options, page } = input;
  if (!found.byEngine) return undefined;
  const newest = newestFirst(options);
  // Dates are not ranked by us: every page is the engine's.
  if (newest) return furtherDocumentsQuery({ ...plan, ...page, newestFirst: true });
  const end = page.offset + page.limit;
  if (end <= RANKED) return undefined;
  const offset = Math.max(page.offset, RANKED);
  return furtherDocumentsQuery({ ...plan, offset, limit: end - offset, newestFirst: false });
}
