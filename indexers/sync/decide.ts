import type { LedgerEntry } from '../types/ledger.ts';
import type { SourceItem } from '../types.ts';
import { isTimeFor } from './retry.ts';

/** What has to be done about an item that a source shows. */
export type Decision =
  /** As we have it. */
  | 'nothing'
  /** Only who may read it is new. */
  | 'access'
  /** The content is as we have it, but its path or label differs, and perhaps who may read it: no file is opened. */
  | 'relocate'
  /** New, changed, asked for, or to be tried again. */
  | 'read';

export function decide(
  item: SourceItem,
  entry: LedgerEntry | undefined,
  o: {
    version: string;
    sameAccess: boolean;
    isCurrentReader: (reader: string) => boolean;
    full: boolean;
    now: number;
    waitsForOcr?: boolean;
  },
): Decision {
  if (entry === undefined || !isInIndex(entry, item.content.kind)) return 'read';
  if (o.full || entry.version !== o.version) return 'read';
  if (entry.reader !== null && !o.isCurrentReader(entry.reader)) return 'read';
  const { sameAccess } = o;
  // A new access explains a new mark. With the same access it is the content that changed while its time was set back.
  if (sameAccess && item.changeMark !== undefined && entry.changeMark !== null && item.changeMark !== entry.changeMark)
    return 'read';
  // What waits for OCR is read at the end of the run, see `recognize-scans.ts`.
  if (isTimeFor(entry.nextTryAt, o.now) && o.waitsForOcr !== true) return 'read';
  const isElsewhere = hasMoved(item, entry);
  if (sameAccess && !isElsewhere) return 'nothing';
  if (isRefused(entry)) return 'read';
  return isElsewhere ? 'relocate' : 'access';
}

/** Whether the index holds exactly what the ledger says of it. */
function isInIndex(entry: LedgerEntry, kind: SourceItem['content']['kind']): boolean {
  if (entry.kind !== kind || entry.state === 'pending' || entry.state === 'excluded') return false;
  return kind === 'group' || entry.recordId !== null;
}

/** The index refused the record, so what it holds of it is not known: a partial change might make half a document. */
export function isRefused(entry: LedgerEntry): boolean {
  return entry.state === 'failed' && entry.cause === null;
}

function hasMoved({ path, content }: SourceItem, entry: LedgerEntry): boolean {
  if (content.kind !== 'file') return false;
  return path !== entry.path || content.label !== entry.document?.label;
}
