import type { LedgerEntry } from '#indexers/types/ledger.ts';
import type { RecordSink } from '#indexers/types.ts';
import type { StateStore } from '../store/state-store.ts';

const PAGE = 500;
/** Later than every run there was: everything was seen before it. */
const ALL = Number.MAX_SAFE_INTEGER;

/**
 * Takes everything that came from a source out of the index and the store. From the index first, so that a crash between the two
 * repeats the removal; what was done stays done, and the next attempt goes on from there.
 */
export async function clearSource(
  source: string,
  { store, sink, signal }: { store: StateStore; sink: Pick<RecordSink, 'remove' | 'flush'>; signal: AbortSignal },
): Promise<void> {
  for (let page = next(store, source); page.length > 0; page = next(store, source)) {
    signal.throwIfAborted();
    const removed = page.map((entry) => removeRecord(sink, entry));
    await Promise.all([...removed, sink.flush()]);
    store.transaction(() => {
      for (const entry of page) forget(store, source, entry);
    });
  }
  store.directory.closeMemberships(source);
  store.acls.removeUnused(source);
  store.directory.joinPeople();
  store.consoleSources.forget(source);
}

function next({ ledger }: StateStore, source: string): LedgerEntry[] {
  return ledger.unseen(source, ALL, '', PAGE);
}

async function removeRecord(sink: Pick<RecordSink, 'remove'>, { kind, recordId, passages }: LedgerEntry): Promise<void> {
  if (recordId === null) return;
  if (kind === 'person') await sink.remove({ kind: 'person', id: recordId });
  if (kind === 'file') await sink.remove({ kind: 'document', id: recordId, passages });
}

function forget(store: StateStore, source: string, { kind, itemId }: LedgerEntry): void {
  if (kind === 'person') store.directory.removePerson(source, itemId);
  if (kind === 'group') store.directory.removeGroup(source, itemId);
  store.ledger.remove(source, itemId);
}
