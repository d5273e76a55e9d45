import type { Principal } from '#indexers/types/access.ts';
import { grantsRead } from '#server/access/readable-acls.ts';
import type { StateStore } from '#server/store/state-store.ts';
import type { Bench } from './sync-bench.ts';

/** Whether the slot's access lets somebody with these principals read. */
export function slotGrants(store: StateStore, aclId: string | null | undefined, ...principals: Principal[]): boolean {
  const access = aclId == null ? undefined : store.acls.get(aclId);
  return access !== undefined && grantsRead(access, new Set(principals), () => false);
}

/**
 * Whether a search of theirs counts a document that the index holds under a slot: by the slot, by what it was narrowed to, and
 * by the open changes that a search leaves out.
 */
export function isCounted(store: StateStore, document: { id: string; aclId: string }, ...principals: Principal[]): boolean {
  const slot = store.acls.all().find(({ aclId }) => aclId === document.aclId);
  if (slot === undefined || !grantsRead(slot.narrowed ?? slot.access, new Set(principals), () => false)) return false;
  const open = store.acls.openChanges().find(({ recordId }) => recordId === document.id);
  return open === undefined || slotGrants(store, open.aclId, ...principals);
}

/** Paths of the documents in the index of a bench that a search of theirs counts. */
export function countedPaths({ store, sink }: Bench, ...principals: Principal[]): string[] {
  const counted = [...sink.stored].filter(([key, { aclId }]) =>
    isCounted(store, { id: key.replace(/-\d+$/, ''), aclId }, ...principals),
  );
  return [...new Set(counted.map(([, { path }]) => path))].sort();
}
