import { setImmediate as breathe } from 'node:timers/promises';
import type { AccessRef, LedgerEntry, SourceItem } from '../types.ts';
import { isRefused } from './decide.ts';
import { aclIdIn, type SyncRun } from './sync-run.ts';

/**
 * Changes who may read a document, at once. The row follows when the index has it: a crash between the two repeats the
 * change, and never leaves the index with the old readers.
 */
export async function setAccess(run: SyncRun, entry: LedgerEntry, aclId: string): Promise<LedgerEntry> {
  if (entry.recordId === null) return entry;
  await run.sink.setAccess({ documentId: entry.recordId, passages: entry.passages, aclId });
  const after = { ...entry, aclId };
  await run.commits.add(() => run.state.ledger.put(run.source.id, after));
  return after;
}

/** Who may read what the index holds of an item: text of an earlier version never gets readers that it did not have. */
export function aclIdOfHeld(run: SyncRun, item: SourceItem, entry: LedgerEntry | undefined): string {
  const isOlder = entry?.kind === 'file' && entry.state === 'partial' && entry.cause !== null;
  return isOlder ? narrowedAclId(run, entry, item.access) : aclIdIn(run, item.access);
}

/**
 * Leaves a document to those who may read it by what was known and by what is known now. Sent ahead where it is certain what the
 * index holds; otherwise the row alone guards until it is rewritten.
 */
export async function narrow(run: SyncRun, entry: LedgerEntry, access: AccessRef): Promise<LedgerEntry> {
  const aclId = narrowedAclId(run, entry, access);
  if (entry.aclId === aclId) return entry;
  if (entry.state !== 'pending' && entry.state !== 'excluded' && !isRefused(entry)) return setAccess(run, entry, aclId);
  const guarded = { ...entry, aclId };
  await run.commits.add(() => run.state.ledger.put(run.source.id, guarded));
  return guarded;
}

/** Narrows an item that could not be looked at, and all below it. To be called before they are marked as seen. */
export async function narrowBelow(run: SyncRun, place: { id: string; subtree: boolean }, access: AccessRef): Promise<void> {
  for await (const entry of rowsOf(run, place)) {
    const isInWork = run.left.has(entry.itemId) || run.busy.has(entry.itemId);
    if (entry.kind !== 'file' || entry.recordId === null || isInWork) continue;
    if (narrowedAclId(run, entry, access) === entry.aclId) continue;
    await run.slots.items.take();
    const seen = { ...entry, generation: run.generation };
    const work = narrow(run, seen, access).finally(() => run.slots.items.giveBack());
    run.track(work.then(() => undefined));
  }
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

function narrowedAclId(run: SyncRun, { aclId }: LedgerEntry, access: AccessRef): string {
  if (aclId === null) return aclIdIn(run, access);
  const known = run.state.acls.get(aclId) ?? { state: 'unknown', reason: 'its permissions are missing' };
  return aclIdIn(run, bothOf(known, access));
}

/** Layers must all say yes, so what both let read are the layers of both. */
function bothOf(a: AccessRef, b: AccessRef): AccessRef {
  if (a.state === 'unknown') return a;
  if (b.state === 'unknown') return b;
  return { state: 'known', acl: { layers: [...a.acl.layers, ...b.acl.layers] } };
}
