import type { FileContent } from '../types/content.ts';
import type { DocumentSummary, LedgerEntry } from '../types/ledger.ts';
import type { SourceItem } from '../types.ts';
import { accessOfHeld, followAccess, putRow, slotFor } from './access-changes.ts';
import { entryFor, type SyncRun } from './sync-run.ts';
import { nameWithoutExtension } from './to-records.ts';

/** The document is as it was; its path or label is not, and perhaps not its access. */
export async function relocate(run: SyncRun, o: { item: SourceItem; content: FileContent; entry: LedgerEntry }): Promise<void> {
  await moveRecord(run, o);
  run.progress.changed++;
}

/**
 * The row of the place that a new file was moved from: the same fingerprint, and its old place is empty. Undefined for
 * anything else: a copy, a hard link, or when the source cannot tell.
 */
export async function findOldPlace(run: SyncRun, item: SourceItem): Promise<LedgerEntry | undefined> {
  if (item.fingerprint === undefined) return undefined;
  for (const candidate of run.state.ledger.byFingerprint(run.source.id, item.fingerprint)) {
    if (candidate.itemId === item.id || !mayHaveMoved(run, candidate)) continue;
    // Claimed before the question is put, for hard links: two new names of the same old one.
    run.left.add(candidate.itemId);
    if (!(await isStillThere(run, candidate))) return candidate;
    run.left.delete(candidate.itemId);
  }
  return undefined;
}

/** Brings the record of a moved file to its new place: the same id, the same text, nothing is read. */
export async function moveFile(run: SyncRun, o: { item: SourceItem; content: FileContent; entry: LedgerEntry }): Promise<void> {
  await followAccess(run, o.entry.itemId, o.item);
  await moveRecord(run, o);
  run.progress.changed++;
}

/** Its access is not part of the move: the index goes on holding it under the slot it had, and it is settled like any other. */
async function moveRecord(run: SyncRun, o: { item: SourceItem; content: FileContent; entry: LedgerEntry }): Promise<void> {
  const { itemId } = o.entry;
  await run.sending.get(itemId);
  run.moving.add(itemId);
  try {
    const row = run.state.ledger.get(run.source.id, itemId) ?? o.entry;
    await moveInIndex(run, { ...o, entry: row });
    await run.commits.add(() => {
      const entry = run.state.ledger.get(run.source.id, itemId) ?? row;
      if (itemId !== o.item.id) run.state.ledger.remove(run.source.id, itemId);
      putRow(run, placed(run, { ...o, entry }));
    });
  } finally {
    run.moving.delete(itemId);
  }
}

async function moveInIndex(run: SyncRun, o: { item: SourceItem; content: FileContent; entry: LedgerEntry }): Promise<void> {
  const { item, content, entry } = o;
  if (entry.recordId === null) return;
  const { document } = placed(run, o);
  await run.sink.move({
    documentId: entry.recordId,
    passages: entry.passages,
    path: item.path,
    name: content.name,
    label: content.label,
    ...(document !== null && document.title !== entry.document?.title && { title: document.title }),
    aclId: entry.indexedAclId ?? entry.aclId ?? slotFor(run, accessOfHeld(run, item, entry), []),
  });
}

/** The row at its new place; what is known of the content and of its access stays. */
function placed(
  run: SyncRun,
  { item, content, entry }: { item: SourceItem; content: FileContent; entry: LedgerEntry },
): LedgerEntry {
  const { state, recordId, passages, aclId, indexedAclId, reason, cause, reader, attempts, nextTryAt } = entry;
  return entryFor(run, item, {
    ...{ state, recordId, passages, aclId, indexedAclId, reason, cause, reader, attempts, nextTryAt },
    document: entry.document && placedDocument(entry.document, item, content),
  });
}

function placedDocument(
  { label: _label, ...document }: DocumentSummary,
  item: SourceItem,
  content: FileContent,
): DocumentSummary {
  const wasTitledByName = document.title === nameWithoutExtension(document.name);
  return {
    ...document,
    path: item.path,
    name: content.name,
    ...(content.label !== undefined && { label: content.label }),
    ...(wasTitledByName && { title: nameWithoutExtension(content.name) }),
  };
}

function mayHaveMoved(run: SyncRun, candidate: LedgerEntry): boolean {
  const isWhole = candidate.recordId !== null && (candidate.state === 'indexed' || candidate.state === 'partial');
  return isWhole && candidate.generation < run.generation && !run.left.has(candidate.itemId) && !run.busy.has(candidate.itemId);
}

async function isStillThere(run: SyncRun, candidate: LedgerEntry): Promise<boolean> {
  try {
    return await run.source.stillHas(candidate.itemId, run.signal);
  } catch (error) {
    run.signal.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    run.warn('could not tell whether a file was moved, so it is read like a new one', { path: candidate.path, message });
    return true;
  }
}
