import type { Measures } from './scoring/measures.ts';

/** What the project promises of a public collection; of others nothing is promised. */
export const PROMISES: Record<string, Partial<Measures>> = {
  cranfield: { ndcg10: 0.56 },
  cacm: { ndcg10: 0.5 },
  med: { ndcg10: 0.72 },
  'dir-dev': { s1: 0.98 },
  '18f experts': { ndcg10: 0.47, mrr: 0.6 },
  'python experts': { ndcg10: 0.27, mrr: 0.32 },
};
/** No kind of question below, in S@1. */
export const EACH_PEOPLE_CATEGORY = 0.9;
/** Questions that want several people, in nDCG@10. */
export const PEOPLE_SETS = 0.95;
/** Of the same without vectors: at least this part of what SQLite's bm25 reaches in the same run. */
export const KEYWORDS_AGAINST_FTS5 = 0.98;
