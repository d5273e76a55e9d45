import type { LedgerEntry } from '../types/ledger.ts';
import type { RunProgress } from '../types/run.ts';

/** Kinds of items that hold knowledge; folders are in the ledger only to say why they are missing. */
export type DataKind = Exclude<LedgerEntry['kind'], 'folder'>;
export const DATA_KINDS = ['person', 'group', 'file'] as const satisfies DataKind[];

export function newProgress(): RunProgress {
  return {
    phase: 'connecting',
    seen: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    removed: 0,
    excluded: 0,
    failed: 0,
    held: 0,
    unreadable: 0,
    opened: 0,
    written: 0,
    attributed: 0,
  };
}

/** What a run has met of one kind: all of it, and of that what was there before. */
export type SeenCounts = Record<DataKind, { seen: number; known: number }>;

export function newSeenCounts(): SeenCounts {
  return { person: { seen: 0, known: 0 }, group: { seen: 0, known: 0 }, file: { seen: 0, known: 0 } };
}
