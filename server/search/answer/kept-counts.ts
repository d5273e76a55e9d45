import type { Viewer } from '../../access/viewer.ts';
import type { AclStore } from '../../store/state-store.ts';
import type { EffectiveQuery } from '../operators/effective-query.ts';

export type Side = 'people' | 'documents';

/** Totals of the sides of a question, kept for a while: whoever goes from tab to tab asks for the same again and again. */
export interface KeptCounts {
  get(asked: Asked, side: Side): number | undefined;
  put(asked: Asked, side: Side, total: number): void;
}

export interface Asked {
  query: EffectiveQuery;
  viewer: Viewer;
}

const KEPT_MS = 30_000;
const KEPT = 500;

export function createKeptCounts({ acls }: { acls: Pick<AclStore, 'generation'> }): KeptCounts {
  const kept = new Map<string, { at: number; total: number }>();
  const keyOf = ({ query, viewer }: Asked, side: Side) => {
    const { page: _page, pageSize: _pageSize, type: _type, explain: _explain, counts: _counts, ...rest } = query;
    // With other rights it is another question.
    return JSON.stringify([side, acls.generation(), [...viewer.principals].sort(), rest]);
  };
  return {
    get(asked, side) {
      const found = kept.get(keyOf(asked, side));
      return found === undefined || Date.now() - found.at > KEPT_MS ? undefined : found.total;
    },
    put(asked, side, total) {
      if (kept.size >= KEPT) kept.clear();
      kept.set(keyOf(asked, side), { at: Date.now(), total });
    },
  };
}
