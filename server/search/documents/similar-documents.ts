import { z } from 'zod';
import type { Viewer } from '../../access/viewer.ts';
import type { DocumentHit } from '../../contract/search.ts';
import { SearchQuery } from '../../contract/search.ts';
import { readableFamilies } from '../../families/readable-family.ts';
import { VectorHit, vectorQuery } from '../../semantics/vector-query.ts';
import { passageId } from '../index/passage-index.ts';
import { parseQuery } from '../query/parse-query.ts';
import { createQueryMatcher } from '../rank/query-matcher.ts';
import type { SearchService } from '../search-service.ts';
import type { SearchTools } from '../search-tools.ts';
import { isStopWord } from '../text/stop-words.ts';
import { wordsOf } from '../text/words.ts';
import { withTexts } from './page-passages.ts';
import type { Candidate } from './passage-hit.ts';
import { presentDocument } from './present-document.ts';
import { unrankedDocument } from './ranked-document.ts';

interface SimilarOptions {
  id: string;
  limit: number;
  viewer: Viewer;
  signal: AbortSignal;
  tools: SearchTools;
  /** A question of one's own is asked like anybody's. */
  search: SearchService['search'];
}

/** Passages of the document that speak for all of it, spread from its beginning to its end. */
const SAMPLED = 16;
const NEAREST = 80;
/** Below this two documents are of the same company, and of nothing else. */
const LEAST_COSINE = 0.5;
/** Words of a question made from a document; the ranker leads with twelve. */
const RAREST = 10;
const SHORTEST_WORD = 4;

/** Documents about the same as one that the viewer may read (the caller has looked), the nearest first. */
export async function similarDocuments(options: SimilarOptions): Promise<DocumentHit[]> {
  const { tools, viewer, id } = options;
  if (!tools.lastCheck.documents([id], viewer).has(id)) return [];
  const near = await byMeaning(options);
  return near.length > 0 ? near : await byRarestWords(options);
}

async function byMeaning(options: SimilarOptions): Promise<DocumentHit[]> {
  const { id, limit, viewer, signal, tools } = options;
  const mean = await meanVector(options);
  if (mean === undefined) return [];
  const filter = tools.filters.documents(viewer, { exceptDocumentIds: [id] });
  const [result] = await tools.multiSearch([vectorQuery(mean, { filter, limit: NEAREST })], signal);
  const hits = (result?.hits ?? []).map((hit) => VectorHit.parse(hit)).filter(({ cosine }) => cosine >= LEAST_COSINE);
  // The nearest passage of each document, in the order in which they came.
  const nearest = [...new Map(hits.toReversed().map((hit) => [hit.documentId, hit])).values()].sort(
    (a, b) => b.cosine - a.cosine,
  );
  const mayLeave = tools.lastCheck.documents(
    nearest.map(({ documentId }) => documentId),
    viewer,
  );
  const family = familyOf(options);
  const shown = nearest.filter(({ documentId }) => mayLeave.has(documentId) && !family.has(documentId)).slice(0, limit);
  const described = new Map((await candidatesOf(options, shown)).map((candidate) => [candidate.id, candidate]));
  const ranked = shown.flatMap(({ id: passage, cosine }) => {
    const candidate = described.get(passage);
    return candidate === undefined ? [] : [{ ...unrankedDocument(candidate), score: cosine }];
  });
  const matcher = createQueryMatcher(parseQuery(''));
  return (await withTexts({ documents: ranked, viewer, signal, ...tools })).map(({ best, score }) =>
    presentDocument({ best, score, matcher }),
  );
}

/** Its copies and versions are told elsewhere. */
function familyOf({ id, viewer, tools }: SimilarOptions): ReadonlySet<string> {
  return readableFamilies([id], viewer, tools).get(id) ?? new Set([id]);
}

/** Models give vectors of length one: their sum points where most of them point. */
async function meanVector({ id, viewer, signal, tools }: SimilarOptions) {
  const schema = z.object({ results: z.array(z.object({ _vectors: z.record(z.string(), Embeddings).optional() })) });
  const body = {
    ids: await sampleOf({ id, tools }),
    filter: tools.filters.documents(viewer, { documentIds: [id] }),
    fields: ['id'],
    retrieveVectors: true,
    limit: SAMPLED,
  };
  const path = `indexes/${tools.vectorsUid}/documents/fetch`;
  const { results } = await tools.http.request({ method: 'POST', path, body, schema, signal });
  const all = results.flatMap(({ _vectors }) => Object.entries(_vectors ?? {}));
  const [first] = all;
  if (first === undefined) return undefined;
  const [embedder] = first;
  const vectors = all.flatMap(([name, { embeddings }]) => (name === embedder ? embeddings : []));
  const [one] = vectors;
  if (one === undefined) return undefined;
  const sum = one.map((_, dimension) => vectors.reduce((total, vector) => total + (vector[dimension] ?? 0), 0));
  const length = Math.hypot(...sum) || 1;
  return { embedder, vector: sum.map((value) => value / length) };
}

const Embeddings = z.object({ embeddings: z.array(z.array(z.number())) });

function sampleOf({ id, tools }: Pick<SimilarOptions, 'id' | 'tools'>): string[] {
  const passages = tools.terms.passagesOf([id]).get(id) ?? 1;
  const step = Math.max(1, passages / SAMPLED);
  const count = Math.min(passages, SAMPLED);
  return Array.from({ length: count }, (_, place) => passageId(id, Math.floor(place * step)));
}

async function candidatesOf({ viewer, signal, tools }: SimilarOptions, hits: readonly VectorHit[]): Promise<Candidate[]> {
  const filter = tools.filters.documents(viewer, { documentIds: hits.map(({ documentId }) => documentId) });
  const ids = hits.map(({ id }) => id);
  return await tools.fetchCandidates(ids, filter, signal);
}

/** A question made of the words that tell it from the others, asked like any other. */
async function byRarestWords(options: SimilarOptions): Promise<DocumentHit[]> {
  const { limit, viewer, signal } = options;
  const words = await rarestWords(options);
  if (words.length === 0) return [];
  const family = familyOf(options);
  const query = SearchQuery.parse({
    q: words.join(' '),
    type: 'documents',
    pageSize: Math.min(limit + family.size, 100),
    fold: 'false',
  });
  const { documents } = await options.search(query, viewer, signal);
  return documents.items.filter((hit) => !family.has(hit.id)).slice(0, limit);
}

const Titled = z.object({ title: z.string(), heading: z.string().nullable(), text: z.string() });

async function rarestWords({ id, viewer, signal, tools }: SimilarOptions): Promise<string[]> {
  const body = {
    ids: sampleOf({ id, tools }),
    filter: tools.filters.documents(viewer, { documentIds: [id] }),
    fields: Object.keys(Titled.shape),
    limit: SAMPLED,
  };
  const path = `indexes/${tools.passagesUid}/documents/fetch`;
  const schema = z.object({ results: z.array(Titled) });
  const { results } = await tools.http.request({ method: 'POST', path, body, schema, signal });
  const uses = new Map<string, WordUse>();
  const count = (text: string, times: number) => {
    const words = wordsOf(text).map(({ folded }) => folded);
    for (const word of words.filter((one) => one.length >= SHORTEST_WORD && !isStopWord(one))) {
      const use = uses.get(word) ?? { times: 0, passages: 0 };
      uses.set(word, { ...use, times: use.times + times });
    }
    for (const word of new Set(words)) {
      const use = uses.get(word);
      if (use !== undefined) use.passages += 1;
    }
  };
  for (const { heading, text } of results) count(`${heading ?? ''}\n${text}`, 1);
  // What it is called says more about it than what it mentions.
  count(results[0]?.title ?? '', 3);
  return mostTelling(uses, tools);
}

/** How often, and in how many of its passages, a word stands in the document. */
interface WordUse {
  times: number;
  passages: number;
}

const LOOKED_UP = 200;

/** By how often they stand there and how seldom in all (tf·idf); a word that stands nowhere else finds nothing. */
function mostTelling(uses: ReadonlyMap<string, WordUse>, { terms }: SearchTools): string[] {
  const frequent = [...uses].sort((a, b) => b[1].times - a[1].times).slice(0, LOOKED_UP);
  const words = frequent.map(([word]) => ({ text: word, folded: word, isPrefix: false, inPhrase: true }));
  const { frequencies, passages } = terms.understand({ words, phrases: [], lines: [] });
  return frequent
    .map(([word, use], n) => ({ word, use, everywhere: frequencies[n] ?? 0 }))
    .filter(({ use, everywhere }) => everywhere > use.passages)
    .map(({ word, use, everywhere }) => ({ word, value: Math.log1p(use.times) * Math.log(1 + passages / everywhere) }))
    .sort((a, b) => b.value - a.value)
    .slice(0, RAREST)
    .map(({ word }) => word);
}
