import type { DocumentSummary, FileContent, LedgerEntry, SourceItem } from '../types.ts';
import { aclIdOfHeld, setAccess } from './set-access.ts';
import { entryFor, type SyncRun } from './sync-run.ts';
import { nameWithoutExtension } from './to-records.ts';

/** The document is as it was; its access, path or label is not. */
export async function relocate(
  run: SyncRun,
  o: { item: SourceItem; content: FileContent; entry: LedgerEntry; aclId: string },
): Promise<void> {
  const { item, content, entry, aclId } = o;
  const isElsewhere = item.path !== entry.path || content.label !== entry.document?.label;
  const current = entry.aclId === aclId ? entry : await setAccess(run, entry, aclId);
  if (isElsewhere) await moveRecord(run, { ...o, entry: current });
  else await run.commits.add(() => run.state.ledger.put(run.source.id, placed(run, { ...o, entry: current })));
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
  const aclId = aclIdOfHeld(run, o.item, o.entry);
  const current = o.entry.aclId === aclId ? o.entry : await setAccess(run, o.entry, aclId);
  await moveRecord(run, { ...o, entry: current, aclId });
  run.progress.changed++;
}

async function moveRecord(
  run: SyncRun,
  o: { item: SourceItem; content: FileContent; entry: LedgerEntry; aclId: string },
): Promise<void> {
  const { item, content, entry, aclId } = o;
  const after = placed(run, o);
  if (entry.recordId !== null)
    await run.sink.move({
      documentId: entry.recordId,
      passages: entry.passages,
      path: item.path,
      name: content.name,
      label: content.label,
      ...(after.document !== null && after.document.title !== entry.document?.title && { title: after.document.title }),
      aclId,
    });
  await run.commits.add(() => {
    if (entry.itemId !== item.id) run.state.ledger.remove(run.source.id, entry.itemId);
    run.state.ledger.put(run.source.id, after);
  });
}

/** The row at its new place; what is known of the content stays. */
function placed(
  run: SyncRun,
  { item, content, entry, aclId }: { item: SourceItem; content: FileContent; entry: LedgerEntry; aclId: string },
): LedgerEntry {
  const { state, recordId, passages, reason, cause, attempts, nextTryAt } = entry;
  return entryFor(run, item, {
    ...{ state, recordId, passages, reason, cause, attempts, nextTryAt, aclId },
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
