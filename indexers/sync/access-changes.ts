import { setImmediate as breathe } from 'node:timers/promises';
import type { AccessRef } from '../types/access.ts';
import type { LedgerEntry } from '../types/ledger.ts';
import type { SourceItem } from '../types.ts';
import { bothOf } from './acl-id.ts';
import type { SyncRun } from './sync-run.ts';

/**
 * A change of access is one change of the ledger, made as soon as it is seen: from then on the item's slot (`aclId`) is the
 * right one, and whatever shows an item goes by it. What the index holds is brought in line later and all at once, see
 * `settle-access.ts`; until then `indexedAclId` keeps what it holds, and `cover.ts` keeps searches from counting it.
 */
export function followAccess(run: SyncRun, itemId: string, item: SourceItem): Promise<void> {
  return changeAccess(run, itemId, (row) => accessOfHeld(run, item, row));
}

/** Leaves an item to those who may read it by what was known and by what is known now. */
export function narrowAccess(run: SyncRun, itemId: string, access: AccessRef): Promise<void> {
  return changeAccess(run, itemId, (row) => narrowed(run, row, access));
}

/** The same text is there with other rights, and nothing else is new. With a `generation`, the item is marked as seen in it. */
export function followAccessOnly(run: SyncRun, item: SourceItem, o: { generation?: number } = {}): Promise<void> {
  const marks = { changeMark: item.changeMark ?? null, fingerprint: item.fingerprint ?? null, ...o };
  return changeAccess(run, item.id, (row) => accessOfHeld(run, item, row), marks);
}

/** Narrows an item that could not be looked at, and all below it. To be called before they are marked as seen. */
export async function narrowBelow(run: SyncRun, place: { id: string; subtree: boolean }, access: AccessRef): Promise<void> {
  for await (const entry of rowsOf(run, place)) {
    const isInWork = run.left.has(entry.itemId) || run.busy.has(entry.itemId);
    if (entry.kind !== 'file' || entry.recordId === null || isInWork) continue;
    if (!hasAccess(run, entry, narrowed(run, entry, access))) run.track(narrowAccess(run, entry.itemId, access));
  }
}

/** Who may read what the index holds of an item: text of an earlier version never gets readers that it did not have. */
export function accessOfHeld(run: SyncRun, item: SourceItem, entry: LedgerEntry | undefined): AccessRef {
  const isOlder = entry?.kind === 'file' && entry.state === 'partial' && entry.cause !== null;
  return isOlder ? narrowed(run, entry, item.access) : item.access;
}

export function hasAccess(run: SyncRun, entry: LedgerEntry, access: AccessRef): boolean {
  return entry.aclId !== null && run.state.acls.holds(entry.aclId, access);
}

/** A slot that holds the access: one of those given if it does, so that equal slots do not look like a change. */
export function slotFor(run: SyncRun, access: AccessRef, preferred: (string | null | undefined)[]): string {
  const { acls } = run.state;
  const fitting = preferred.find((aclId) => aclId != null && acls.holds(aclId, access));
  return fitting ?? acls.intern(run.source.id, access);
}

/**
 * What a row says of an item that the index holds under `carried`. Decided when the row is written and not before: what stands
 * in a slot may have been replaced meanwhile.
 */
export function accessUnder(run: SyncRun, carried: string, access: AccessRef): Pick<LedgerEntry, 'aclId' | 'indexedAclId'> {
  const aclId = slotFor(run, access, [carried]);
  return { aclId, indexedAclId: aclId === carried ? null : carried };
}

/** Every row of a file that may differ from the index goes through here. Part of a transaction. */
export function putRow(run: SyncRun, seen: LedgerEntry): void {
  const entry = asItIsNow(run, seen);
  run.state.ledger.put(run.source.id, entry);
  const { recordId, aclId, indexedAclId } = entry;
  if (recordId !== null && aclId !== null && indexedAclId !== null) run.cover.opened({ indexedAclId, aclId });
}

/** Narrowed only: the text is that of when it was read, and who was added since gets what is read next. */
function asItIsNow(run: SyncRun, entry: LedgerEntry): LedgerEntry {
  if (entry.aclId === null || run.source.accessNow === undefined) return entry;
  const now = run.source.accessNow(entry.itemId);
  if (hasAccess(run, entry, now)) return entry;
  const held = entry.indexedAclId ?? entry.aclId;
  const aclId = slotFor(run, narrowed(run, entry, now), [held, entry.aclId]);
  return { ...entry, aclId, indexedAclId: aclId === held ? null : held };
}

function changeAccess(
  run: SyncRun,
  itemId: string,
  accessOf: (row: LedgerEntry) => AccessRef,
  marks: Partial<LedgerEntry> = {},
): Promise<void> {
  return run.commits.add(() => {
    const row = run.state.ledger.get(run.source.id, itemId);
    if (row === undefined) return;
    const held = row.indexedAclId ?? row.aclId;
    const aclId = slotFor(run, accessOf(row), [held, row.aclId]);
    const isCarried = held === aclId || held === null || row.recordId === null;
    putRow(run, { ...row, ...marks, aclId, indexedAclId: isCarried ? null : held });
  });
}

const PAGE = 1000;

async function* rowsOf(run: SyncRun, { id, subtree }: { id: string; subtree: boolean }): AsyncIterable<LedgerEntry> {
  const { ledger } = run.state;
  const own = ledger.get(run.source.id, id);
  if (own !== undefined) yield own;
  const inside = id === '' ? '' : `${id}/`;
  for (let after = inside; subtree; ) {
    const page = ledger.unseen(run.source.id, run.generation, after, PAGE);
    yield* page.filter(({ itemId }) => itemId.startsWith(inside));
    const last = page.at(-1);
    // In the order of ids, everything below a folder stands together.
    if (last === undefined || !last.itemId.startsWith(inside)) return;
    after = last.itemId;
    await breathe();
    run.signal.throwIfAborted();
  }
}

function narrowed(run: SyncRun, { aclId }: LedgerEntry, access: AccessRef): AccessRef {
  if (aclId === null) return access;
  return bothOf(run.state.acls.get(aclId) ?? { state: 'unknown', reason: 'its permissions are missing' }, access);
}
