import type { Qrels, Run } from './trec-files.ts';

/** Measures of one query, or their means over many; all from 0 to 1. */
export interface Measures {
  /** Normalised discounted cumulative gain of the first ten. */
  ndcg10: number;
  /** Reciprocal rank of the first relevant item. */
  mrr: number;
  /** Whether the first item is relevant. */
  s1: number;
  /** Average precision. */
  map: number;
  /** Part of the relevant items among the first hundred. */
  r100: number;
}

export const MEASURE_NAMES = { ndcg10: 'nDCG@10', mrr: 'MRR', s1: 'S@1', map: 'MAP', r100: 'R@100' } as const;

/** As deep as trec_eval looks unless told. */
const DEEPEST = 1000;

/**
 * By the rules of trec_eval (https://github.com/usnistgov/trec_eval): gains are linear, whatever gains more than 0 is relevant, and
 * every query with something relevant counts, also one without an answer. An item that a run names twice counts where it is first.
 */
export function measure(judged: ReadonlyMap<string, number>, answered: readonly string[]): Measures {
  const ranked = [...new Set(answered)].slice(0, DEEPEST);
  const relevant = new Set([...judged].filter(([, gain]) => gain > 0).map(([item]) => item));
  const ideal = discounted([...judged.values()].filter((gain) => gain > 0).sort((a, b) => b - a));
  let found = 0;
  let precisions = 0;
  let first = 0;
  ranked.forEach((item, position) => {
    if (!relevant.has(item)) return;
    found += 1;
    precisions += found / (position + 1);
    if (first === 0) first = position + 1;
  });
  return {
    ndcg10: ideal === 0 ? 0 : discounted(ranked.map((item) => Math.max(0, judged.get(item) ?? 0))) / ideal,
    mrr: first === 0 ? 0 : 1 / first,
    s1: first === 1 ? 1 : 0,
    map: relevant.size === 0 ? 0 : precisions / relevant.size,
    r100: relevant.size === 0 ? 0 : ranked.slice(0, 100).filter((item) => relevant.has(item)).length / relevant.size,
  };
}

/** Each query that has something relevant. */
export function measureRun(qrels: Qrels, run: Run): Map<string, Measures> {
  const judged = [...qrels].filter(([, items]) => [...items.values()].some((gain) => gain > 0));
  return new Map(judged.map(([query, items]) => [query, measure(items, run.get(query) ?? [])]));
}

/** Zeros for nothing. */
export function meanMeasures(measures: readonly Measures[]): Measures {
  const mean = (value: (one: Measures) => number) =>
    measures.length === 0 ? 0 : measures.reduce((sum, one) => sum + value(one), 0) / measures.length;
  return {
    ndcg10: mean(({ ndcg10 }) => ndcg10),
    mrr: mean(({ mrr }) => mrr),
    s1: mean(({ s1 }) => s1),
    map: mean(({ map }) => map),
    r100: mean(({ r100 }) => r100),
  };
}

function discounted(gains: readonly number[]): number {
  return gains.slice(0, 10).reduce((sum, gain, position) => sum + gain / Math.log2(position + 2), 0);
}
