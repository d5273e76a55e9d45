import type { ReadableAcls } from '../access/readable-acls.ts';
import type { Viewer } from '../access/viewer.ts';
import type { DirectoryStore, LedgerStore } from '../store/state-store.ts';

/**
 * The check before anything leaves: of these records, which does the ledger still have, with an access list that lets the
 * viewer read. The index may lag behind the store; the store is the truth.
 */
export interface LastCheck {
  documents(recordIds: readonly string[], viewer: Viewer): ReadonlySet<string>;
  /** A directory that restricts nobody's entry keeps no access list for it. Whose account has ended is not shown. */
  people(recordIds: readonly string[], viewer: Viewer): ReadonlySet<string>;
}

export function createLastCheck(options: {
  ledger: LedgerStore;
  directory: Pick<DirectoryStore, 'hidden'>;
  readableAcls: ReadableAcls;
  /** Those of the configuration. */
  sources: readonly string[];
}): LastCheck {
  const { ledger, directory, readableAcls, sources } = options;

  function allowed(recordIds: readonly string[], viewer: Viewer, withoutAcl: boolean): ReadonlySet<string> {
    const readable = readableAcls.readable(viewer);
    const rows = ledger.accessOf(recordIds);
    const mayLeave = (id: string) => {
      const row = rows.get(id);
      if (row === undefined || !sources.includes(row.source)) return false;
      return row.aclId === null ? withoutAcl : readable.has(row.aclId);
    };
    return new Set(recordIds.filter(mayLeave));
  }

  return {
    documents: (recordIds, viewer) => allowed(recordIds, viewer, false),
    people(recordIds, viewer) {
      const hidden = directory.hidden(recordIds);
      const shown = hidden.size === 0 ? recordIds : recordIds.filter((id) => !hidden.has(id));
      return allowed(shown, viewer, true);
    },
  };
}
