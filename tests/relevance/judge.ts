import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { ExpertsResponse, SearchResponse } from '#server/contract/search.ts';

/** One golden query and the rank of what was wanted; 0 when it was not on the first page. */
export interface Judgement {
  kind: 'document' | 'person' | 'expert';
  query: string;
  wanted: string;
  rank: number;
  /** For documents with a wanted page: whether the hit led to it. */
  rightPage: boolean | undefined;
  /** What came first instead. */
  first: string;
}

const read = <T extends z.ZodType>(name: string, schema: T): z.output<T> =>
  schema.parse(parse(readFileSync(new URL(name, import.meta.url), 'utf8')));

const documents = read(
  'golden-documents.yaml',
  z.array(z.strictObject({ query: z.string(), path: z.string(), page: z.int().optional() })),
);
const people = read('golden-people.yaml', z.array(z.strictObject({ query: z.string(), uid: z.string() })));
const experts = read('golden-experts.yaml', z.array(z.strictObject({ query: z.string(), uids: z.array(z.string()) })));

/** Asks a running demo every golden query, as its ordinary employee. */
export async function judge(url: string): Promise<Judgement[]> {
  const judgements: Judgement[] = [];
  const ask = async (path: string): Promise<unknown> => (await fetch(`${url}/api/v1${path}`)).json();
  for (const { query, path, page } of documents) {
    const { items } = SearchResponse.parse(await ask(`/search?type=documents&q=${encodeURIComponent(query)}`)).documents;
    const rank = items.findIndex((hit) => hit.path === path || hit.path.startsWith(`${path}.`)) + 1;
    const rightPage = page === undefined || rank === 0 ? undefined : items[rank - 1]?.page === page;
    judgements.push({ kind: 'document', query, wanted: path, rank, rightPage, first: items[0]?.path ?? '' });
  }
  for (const { query, uid } of people) {
    const { items } = SearchResponse.parse(await ask(`/search?type=people&q=${encodeURIComponent(query)}`)).people;
    const rank = items.findIndex((hit) => hit.uid === uid) + 1;
    judgements.push({ kind: 'person', query, wanted: uid, rank, rightPage: undefined, first: items[0]?.uid ?? '' });
  }
  for (const { query, uids } of experts) {
    const { items } = ExpertsResponse.parse(await ask(`/experts?q=${encodeURIComponent(query)}`));
    const rank = items.findIndex((hit) => uids.includes(hit.person.uid)) + 1;
    judgements.push({
      kind: 'expert',
      query,
      wanted: uids.join(' or '),
      rank,
      rightPage: undefined,
      first: items[0]?.person.uid ?? '',
    });
  }
  return judgements;
}

/** Success at 1 and at 3, and mean reciprocal rank. */
export function score(judgements: Judgement[]): { queries: number; s1: number; s3: number; mrr: number } {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    queries: judgements.length,
    s1: mean(judgements.map(({ rank }) => (rank === 1 ? 1 : 0))),
    s3: mean(judgements.map(({ rank }) => (rank >= 1 && rank <= 3 ? 1 : 0))),
    mrr: mean(judgements.map(({ rank }) => (rank === 0 ? 0 : 1 / rank))),
  };
}
