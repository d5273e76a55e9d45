import type { AccessRef } from '#indexers/types/access.ts';
import type { LedgerEntry } from '#indexers/types/ledger.ts';
import type { RecordSink, Source } from '#indexers/types.ts';
import { HIDDEN_BY_CANARY } from '../access/canary-words.ts';
import type { Logger } from '../logger.ts';
import type { StateStore } from '../store/state-store.ts';

interface Hiding {
  source: Source;
  store: StateStore;
  sink: Pick<RecordSink, 'setAccess'>;
  logger: Logger;
}

const NOBODY: AccessRef = { state: 'unknown', reason: HIDDEN_BY_CANARY };

/**
 * Lets nobody see these documents until a run has read who may. In the store first, by which every answer is checked before it
 * leaves; the index follows. Returns how many documents are hidden by it.
 */
export async function hideDocuments(hiding: Hiding, found: readonly { entry: LedgerEntry; aclId: string }[]): Promise<number> {
  const { store, source } = hiding;
  const hidden = store.transaction(() => {
    const current = found.filter(({ entry, aclId }) => store.ledger.get(source.id, entry.itemId)?.aclId === aclId);
    const spoilt = new Set(current.map(({ aclId }) => aclId).filter((aclId) => isSpoilt(store, aclId)));
    const behindSpoilt = [...spoilt].reduce((sum, aclId) => sum + store.ledger.holdersOf(aclId), 0);
    // What is written there was never read anywhere: nothing that goes by it can be trusted.
    for (const aclId of spoilt) store.acls.replace(aclId, NOBODY);
    const single = current.filter(({ aclId }) => !spoilt.has(aclId));
    const nobody = single.length === 0 ? '' : store.acls.intern(source.id, NOBODY);
    for (const { entry, aclId } of single)
      store.ledger.setAccess(source.id, entry.itemId, { aclId: nobody, indexedAclId: entry.indexedAclId ?? aclId });
    return { single, nobody, count: behindSpoilt + single.length };
  });
  await Promise.all(hidden.single.map(({ entry }) => followInIndex(hiding, entry, hidden.nobody)));
  return hidden.count;
}

/** Whether what is written in the slot is not what was put there. */
export function isSpoilt({ acls }: StateStore, aclId: string): boolean {
  const slot = acls.stored(aclId);
  return slot !== undefined && !acls.holds(aclId, slot.access);
}

/** An index that is away changes nothing: the store keeps the change as open, and searches leave such documents out. */
async function followInIndex({ source, store, sink, logger }: Hiding, entry: LedgerEntry, aclId: string): Promise<void> {
  if (entry.recordId === null) return;
  try {
    await sink.setAccess({ documentId: entry.recordId, passages: entry.passages, aclId });
  } catch (error) {
    logger.warn({ err: error, source: source.id, path: entry.path }, 'the index will follow later in hiding a document');
    return;
  }
  store.transaction(() => {
    const now = store.ledger.get(source.id, entry.itemId);
    if (now?.aclId === aclId) store.ledger.setAccess(source.id, entry.itemId, { aclId, indexedAclId: aclId });
  });
}
