import type { ReadableAcls } from '../access/readable-acls.ts';
import type { Viewer } from '../access/viewer.ts';
import type { ConfiguredSource } from '../configured-source.ts';
import { AppError } from '../errors.ts';
import type { StateStore } from '../store/state-store.ts';

/** What knows whether somebody may read a document. */
export interface Readers {
  store: Pick<StateStore, 'ledger'>;
  sources: ReadonlyMap<string, ConfiguredSource>;
  readableAcls: ReadableAcls;
}

/** A document that is not there and one that may not be read look the same. */
export function noSuchDocument(): AppError {
  return new AppError('not-found', 'There is no such document, or you may not read it.');
}

/** The document of that id, if the viewer may read it; otherwise the same "not found" for all reasons. */
export function readableItem({ store, sources, readableAcls }: Readers, id: string, viewer: Viewer) {
  const item = store.ledger.byRecordId(id);
  if (!item || !sources.has(item.source) || item.entry.document === null || item.entry.aclId === null) throw noSuchDocument();
  if (!readableAcls.mayRead(viewer, item.entry.aclId)) throw noSuchDocument();
  return item;
}
