import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { ExpertsResponse, SearchResponse } from '#server/contract/search.ts';

/** One golden query and the rank of what was wanted; 0 when it was not on the first page. */
export interface Judgement {
  type: 'document' | 'person' | 'expert';
  /** What kind of question it is, of those for documents: question, phrase, title, code, a language, paraphrase. */
  kind: string;
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

const Uids = z.array(z.string()).min(1);
const documents = read(
  'golden-documents.yaml',
  z.array(
    z.strictObject({ kind: z.string().default('question'), query: z.string(), path: z.string(), page: z.int().optional() }),
  ),
);
/** Of several people who are as right as each other one must come first. */
const people = read(
  'golden-people.yaml',
  z.array(z.union([z.strictObject({ query: z.string(), uid: z.string() }), z.strictObject({ query: z.string(), uids: Uids })])),
);
const experts = read('golden-experts.yaml', z.array(z.strictObject({ query: z.string(), uids: Uids })));

/** Asks a running demo every golden query, as its ordinary employee. */
export async function judge(url: string): Promise<Judgement[]> {
  const judgements: Judgement[] = [];
  const ask = async (question: string, query: string): Promise<unknown> =>
    (await fetch(`${url}/api/v1${question}q=${encodeURIComponent(query)}`)).json();
  for (const { kind, query, path, page } of documents) {
    const { items } = SearchResponse.parse(await ask('/search?type=documents&', query)).documents;
    const rank = items.findIndex((hit) => hit.path === path || hit.path.startsWith(`${path}.`)) + 1;
    const rightPage = page === undefined || rank === 0 ? undefined : items[rank - 1]?.page === page;
    judgements.push({ type: 'document', kind, query, wanted: path, rank, rightPage, first: items[0]?.path ?? '' });
  }
  for (const { query, ...wanted } of people) {
    const { items } = SearchResponse.parse(await ask('/search?type=people&', query)).people;
    const uids = items.map((hit) => hit.uid);
    judgements.push(judgePeople({ type: 'person', query, uids, wanted: 'uid' in wanted ? [wanted.uid] : wanted.uids }));
  }
  for (const { query, uids: wanted } of experts) {
    const { items } = ExpertsResponse.parse(await ask('/experts?', query));
    judgements.push(judgePeople({ type: 'expert', query, uids: items.map((hit) => hit.person.uid), wanted }));
  }
  return judgements;
}

function judgePeople(options: { type: 'person' | 'expert'; query: string; uids: string[]; wanted: string[] }): Judgement {
  const { type, query, uids, wanted } = options;
  const rank = uids.findIndex((uid) => wanted.includes(uid)) + 1;
  return { type, kind: type, query, wanted: wanted.join(' or '), rank, rightPage: undefined, first: uids[0] ?? '' };
}

/** Success at 1 and at 3, and mean reciprocal rank. */
export function score(judgements: readonly Judgement[]): { queries: number; s1: number; s3: number; mrr: number } {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    queries: judgements.length,
    s1: mean(judgements.map(({ rank }) => (rank === 1 ? 1 : 0))),
    s3: mean(judgements.map(({ rank }) => (rank >= 1 && rank <= 3 ? 1 : 0))),
    mrr: mean(judgements.map(({ rank }) => (rank === 0 ? 0 : 1 / rank))),
  };
}
