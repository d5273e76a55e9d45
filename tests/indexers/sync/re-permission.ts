import { expect } from 'vitest';
import type { AccessRef } from '#indexers/types/access.ts';
import type { LedgerEntry } from '#indexers/types/ledger.ts';
import { type Bench, createBench, createShelf, only, putFile, type Shelf } from './sync-bench.ts';

export const CREW = only('group:crew');
export const BOARD = only('group:board');

/** So many files with the same access, in the index. */
export async function filledBench(files: number, access: AccessRef = CREW): Promise<{ bench: Bench; shelf: Shelf }> {
  const bench = createBench();
  const shelf = createShelf();
  for (let n = 0; n < files; n++) putFile(shelf, nameOf(n), { access });
  await bench.run(shelf);
  bench.sink.calls.length = shelf.opened.length = 0;
  return { bench, shelf };
}

export const nameOf = (n: number) => `folder/${String(n).padStart(6, '0')}.txt`;

export function rights(shelf: Shelf, access: AccessRef, mayChange: (n: number) => boolean = () => true): void {
  let n = 0;
  for (const item of shelf.items.values()) if (mayChange(n++)) shelf.items.set(item.id, { ...item, access });
}

/** The rows in which index and ledger differ. */
export const openRows = (bench: Bench, shelf: Shelf): LedgerEntry[] =>
  [...bench.ledger(shelf).values()].filter(({ indexedAclId }) => indexedAclId !== null);

/** What the index holds of each document, and who may see it, is what the ledger says. */
export function expectInLine(bench: Bench, shelf: Shelf): void {
  expect(openRows(bench, shelf)).toEqual([]);
  expect(bench.store.acls.openChanges()).toEqual([]);
  expect(bench.store.acls.narrowed('library')).toEqual([]);
  const held = new Map([...bench.sink.stored].map(([key, { aclId }]) => [key.replace(/-\d+$/, ''), aclId]));
  for (const { recordId, aclId } of bench.ledger(shelf).values()) if (recordId !== null) expect(held.get(recordId)).toBe(aclId);
}
