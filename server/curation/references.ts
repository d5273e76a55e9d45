import type { CuratedItem, CuratedReference } from '../contract/curation.ts';
import type { DirectoryStore, LedgerStore } from '../store/state-store.ts';

/** What ids of documents and people stand for, for administrators only: whether somebody may read a document is not asked. */
export interface References {
  of(item: CuratedItem): CuratedReference;
}

export function createReferences(store: { ledger: LedgerStore; directory: DirectoryStore }): References {
  return {
    of({ type, id }) {
      const [name, source] = type === 'person' ? personOf(id) : documentOf(id);
      return { type, id, name, source };
    },
  };

  function personOf(id: string): [name: string | null, source: string | null] {
    const person = store.directory.person(id);
    return person ? [person.person.name, person.source] : [null, null];
  }

  function documentOf(id: string): [path: string | null, source: string | null] {
    const found = store.ledger.byRecordId(id);
    return found?.entry.kind === 'file' ? [found.entry.path, found.source] : [null, null];
  }
}
