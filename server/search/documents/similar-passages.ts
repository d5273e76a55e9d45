import type { Filter } from '../../access/filter.ts';
import { type QueryVector, VectorHit, vectorQuery } from '../../semantics/vector-query.ts';
import type { EngineQuery } from '../query/multi-search.ts';

/** Passages near in meaning to what was typed. */
export interface SimilarPassages {
  passages: VectorHit[];
  /** Each once. */
  documentIds: string[];
  /** Cosines by id of the passage. */
  cosines: ReadonlyMap<string, number>;
}

const NEAREST = 100;
/** To look further into a large graph of vectors takes twice as long. */
const NEAREST_AMONG_MANY = 40;
/** Below this two texts have nothing to do with each other: the nearest of what there is would answer any nonsense. */
const LEAST_COSINE = 0.3;
/** … and below this they have too little to do with each other, when they share no word. */
export const LEAST_COSINE_ALONE = 0.4;

export function similarQuery(vector: QueryVector, o: { filter: Filter; isAmongMany: boolean }): EngineQuery {
  return vectorQuery(vector, { filter: o.filter, limit: o.isAmongMany ? NEAREST_AMONG_MANY : NEAREST });
}

export function similarPassages(hits: readonly unknown[]): SimilarPassages {
  const passages = hits.map((hit) => VectorHit.parse(hit)).filter(({ cosine }) => cosine >= LEAST_COSINE);
  return {
    passages,
    documentIds: [...new Set(passages.map(({ documentId }) => documentId))],
    cosines: new Map(passages.map(({ id, cosine }) => [id, cosine])),
  };
}
