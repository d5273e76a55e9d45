import type { LedgerEntry } from '#indexers/types/ledger.ts';

/** Changes whenever the passages of a document in the index may. */
export function textVersion({ version, state, passages, reader }: LedgerEntry): string {
  return [version, state, passages, reader].join(' ');
}
