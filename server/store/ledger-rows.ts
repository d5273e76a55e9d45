import type { ExtractionFailure } from '#indexers/types/extraction.ts';
import type { DocumentSummary, LedgerEntry, LedgerRecord, LedgerState } from '#indexers/types/ledger.ts';
import { integer, integerOrNull, json, oneOf, oneOfOrNull, type Row, text, textOrNull } from './rows.ts';

/** How rows of the ledger are asked for and read. */

const KINDS = ['person', 'group', 'file', 'folder'] as const satisfies LedgerEntry['kind'][];
export const STATES = ['pending', 'indexed', 'partial', 'excluded', 'failed'] as const satisfies LedgerState[];
const CAUSES = [
  'unsupported',
  'encrypted',
  'corrupt',
  'too-large',
  'timeout',
  'memory',
  'crash',
  'changed',
  'unreadable',
] as const satisfies ExtractionFailure[];

/** CROSS JOIN keeps the order as written: SQLite would rather go through all that a source has seen than use an index. */
export const SELECT = 'SELECT ledger.*, seen.generation FROM ledger CROSS JOIN seen USING (source, item_id)';
/** As the index `ledger_by_state` has it: a query has to say the same to use it. */
export const NOT_INDEXED = "state <> 'indexed'";

export function toEntry(row: Row): LedgerEntry {
  return {
    itemId: text(row, 'item_id'),
    kind: oneOf(row, 'kind', KINDS),
    path: text(row, 'path'),
    state: oneOf(row, 'state', STATES),
    version: text(row, 'version'),
    changeMark: textOrNull(row, 'change_mark'),
    fingerprint: textOrNull(row, 'fingerprint'),
    recordId: textOrNull(row, 'record_id'),
    passages: integer(row, 'passages'),
    aclId: slotOrNull(row, 'acl'),
    indexedAclId: row.indexed_acl === row.acl ? null : slotOrNull(row, 'indexed_acl'),
    reason: textOrNull(row, 'reason'),
    cause: oneOfOrNull(row, 'cause', CAUSES),
    reader: textOrNull(row, 'reader'),
    attempts: integer(row, 'attempts'),
    nextTryAt: integerOrNull(row, 'next_try_at'),
    generation: integer(row, 'generation'),
    document: row.document === null ? null : json<DocumentSummary>(row, 'document'),
  };
}

export function toRecord(row: Row): LedgerRecord {
  return {
    itemId: text(row, 'item_id'),
    kind: oneOf(row, 'kind', KINDS),
    path: text(row, 'path'),
    state: oneOf(row, 'state', STATES),
    cause: oneOfOrNull(row, 'cause', CAUSES),
    passages: integer(row, 'passages'),
    recordId: text(row, 'record_id'),
  };
}

/** Slots are numbers here, for the sake of the indexes over them, and texts everywhere else. */
export function slotOrNull(row: Row, column: string): string | null {
  const slot = integerOrNull(row, column);
  return slot === null ? null : String(slot);
}
