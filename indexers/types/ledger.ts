import type { ExtractionFailure } from './extraction.ts';
import type { DocumentRecord } from './records.ts';

/** Where an item stands: `pending` is between the index write and its commit. */
export type LedgerState = 'pending' | 'indexed' | 'partial' | 'excluded' | 'failed';

/** One item ever seen at a source. Nothing is without a row. */
export interface LedgerEntry {
  itemId: string;
  kind: 'person' | 'group' | 'file' | 'folder';
  path: string;
  state: LedgerState;
  version: string;
  /** The item's `changeMark` when it was last looked at; null where the source has none. */
  changeMark: string | null;
  fingerprint: string | null;
  /** The record's id in the index; null while there is none. */
  recordId: string | null;
  /** Upper bound of the passages in the index, raised before they are written. */
  passages: number;
  /** The slot of who may read it, as it is known now; null where nothing is restricted (people, groups) or known. */
  aclId: string | null;
  /** The slot under which the index still holds it; null when that is `aclId`. */
  indexedAclId: string | null;
  /** Which rule excluded it, why it failed, what is missing. */
  reason: string | null;
  cause: ExtractionFailure | null;
  /** What read the file, or tried; null when nothing did. See `extractors/readers.ts`. */
  reader: string | null;
  attempts: number;
  /** Milliseconds since 1970; a failed item is not tried before. */
  nextTryAt: number | null;
  /** The last run that saw it. */
  generation: number;
  /** What the document page shows without asking the index; null for anything but files. */
  document: DocumentSummary | null;
}

/** Of an item with a record, what the index should hold. */
export type LedgerRecord = Pick<LedgerEntry, 'itemId' | 'kind' | 'path' | 'state' | 'cause' | 'passages'> & { recordId: string };

export type DocumentSummary = Omit<DocumentRecord, 'kind' | 'passages' | 'previousPassages' | 'aclId'>;

export interface Ledger {
  get(source: string, itemId: string): LedgerEntry | undefined;
  put(source: string, entry: LedgerEntry): void;
  /** Marks as seen in this generation without rewriting the row. */
  touch(source: string, itemId: string, generation: number): void;
  /** Marks the item and all below it (`itemId/…`) as seen: they could not be looked at, so they stay. '' is the root. */
  touchSubtree(source: string, itemId: string, generation: number): void;
  /** Marks all items of an inclusive range of ids as seen; how many there are. */
  touchRange(source: string, range: readonly [string, string], generation: number): number;
  /** All rows of an inclusive range of ids, in their order. */
  range(source: string, range: readonly [string, string]): LedgerEntry[];
  byFingerprint(source: string, fingerprint: string): LedgerEntry[];
  /** The item behind a record of the index. */
  byRecordId(recordId: string): { source: string; entry: LedgerEntry } | undefined;
  /** Pages through what a complete run did not see; what is `pending` too. */
  unseen(source: string, generation: number, after: string, limit: number): LedgerEntry[];
  remove(source: string, itemId: string): void;
  counts(source: string): LedgerCounts;
  /** How much of a source the index should hold. */
  holdings(source: string): { people: Holdings; passages: Holdings };
  /** Pages through everything that should be in the index, in the order of the ids. */
  records(source: string, after: string, limit: number): LedgerRecord[];
  /** Files below a path that no rule leaves out, counted up to `most`; cheap with any number of others. */
  countFiles(source: string, folder: string, most: number): number;
  /** Changes of access that the index does not carry yet, counted by the slot it holds and the slot that is right. */
  openAccess(source: string): (AccessPair & { items: number })[];
  /** Pages through the items of such a pair, in the order of their ids; the two may be equal. */
  withAccess(source: string, pair: AccessPair & { after: string; limit: number }): LedgerEntry[];
  /** How many items the index holds under a slot. */
  holdersOf(aclId: string): number;
  /** Changes an item's slots and nothing else. */
  setAccess(source: string, itemId: string, pair: AccessPair): void;
  /** Lets up to `limit` items of a pair refer to another slot (`to`) that holds the same access; how many there were. */
  relabel(source: string, pair: AccessPair & { to: string; limit: number }): number;
  /** The same for all items that the index holds under any other slot than the right one, `from`. */
  relabelElsewhere(source: string, o: { from: string; to: string }): number;
  /** Whether a slot is the right one of an item that the index holds under another. */
  isWantedElsewhere(source: string, aclId: string): boolean;
}

export interface Holdings {
  sure: number;
  /** So many more it may hold or not: of what was being written when a run ended, and of what it refused. */
  possible: number;
}

/** Where the index holds an item, and where it belongs. */
export interface AccessPair {
  indexedAclId: string;
  aclId: string;
}

export interface LedgerCounts {
  indexed: number;
  partial: number;
  excluded: number;
  failed: number;
  pending: number;
}
