import type { CuratedItem, CurationEntry, CurationKind } from '../contract/curation.ts';
import type { StoredCuration } from '../store/state-store.ts';
import type { References } from './references.ts';

/** An entry as administrators get it, see `curated` of the contract. */
export function presentCurated<Kind extends CurationKind>(stored: StoredCuration<Kind>, references: References) {
  const { id, entry, createdBy, createdAt, changedBy, changedAt } = stored;
  return {
    id,
    entry,
    createdBy,
    createdAt: new Date(createdAt).toISOString(),
    changedBy,
    changedAt: new Date(changedAt).toISOString(),
    refersTo: itemsOf(entry).map(references.of),
  };
}

function itemsOf(entry: CurationEntry<CurationKind>): CuratedItem[] {
  if ('items' in entry) return entry.items;
  return 'wanted' in entry ? [entry.wanted] : [];
}
