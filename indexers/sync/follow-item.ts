import type { LedgerEntry } from '../types/ledger.ts';
import type { SourceItem } from '../types.ts';
import { followAccessOnly } from './access-changes.ts';
import { adjustAccess, decisionOn } from './access-first.ts';
import { relocate } from './relocate.ts';
import { callScout } from './scout-access.ts';
import { syncFile } from './sync-file.ts';
import { syncGroup } from './sync-group.ts';
import { syncPerson } from './sync-person.ts';
import type { SyncRun } from './sync-run.ts';
import type { Touches } from './touches.ts';
import { noteScan } from './waiting-scans.ts';

/**
 * Decides about an item that the source shows and starts what is to be done. Who may read it is followed first and here, in the
 * reading itself: only what has to be read or moved waits for a place among the work.
 */
export async function followItem(run: SyncRun, touches: Touches, item: SourceItem): Promise<void> {
  // Told twice: the first telling is being worked on. Moved away and back within one run: the next run sees to it.
  if (run.busy.has(item.id) || run.left.has(item.id)) return;
  const before = run.state.ledger.get(run.source.id, item.id);
  count(run, item, before);
  run.dropped.delete(item.id);
  // Here and not with the work: the entry of somebody who is back may be as it was before.
  if (item.content.kind === 'person' && !run.dryRun) run.state.directory.setDisabled(run.source.id, item.id, false);

  const decision = decisionOn(run, item, before);
  if (decision !== 'read') noteScan(run, item, before);
  if (decision === 'nothing') {
    run.progress.unchanged++;
    noteUnmoved(run, before);
    touches.add(item.id);
  } else if (run.dryRun) {
    if (before !== undefined) touches.add(item.id);
    if (before === undefined) run.progress.added++;
    else run.progress.changed++;
  } else if (decision === 'access') {
    run.track(followAccessOnly(run, item, { generation: run.generation }).then(() => void run.progress.changed++));
  } else {
    const accessIsRight = adjustAccess(run, item, { decision, before });
    if (run.slots.items.isFull) callScout(run);
    await run.slots.items.take();
    run.busy.add(item.id);
    run.track(
      work(run, item, { decision, accessIsRight }).finally(() => {
        run.busy.delete(item.id);
        run.slots.items.giveBack();
      }),
    );
  }
}

async function work(
  run: SyncRun,
  item: SourceItem,
  o: { decision: 'relocate' | 'read'; accessIsRight: Promise<void> },
): Promise<void> {
  await o.accessIsRight;
  const { content } = item;
  const before = run.state.ledger.get(run.source.id, item.id);
  switch (content.kind) {
    case 'person':
      return syncPerson(run, item, content, before);
    case 'group':
      return syncGroup(run, item, content, before);
    case 'file':
      if (o.decision === 'relocate' && before !== undefined) return relocate(run, { item, content, entry: before });
      return syncFile(run, { item, content, before });
    default:
      content satisfies never;
  }
}

function count(run: SyncRun, item: SourceItem, before: LedgerEntry | undefined): void {
  const seen = run.seen[item.content.kind];
  run.progress.seen++;
  run.progress.current = item.path;
  seen.seen++;
  if (before !== undefined && before.state !== 'excluded') seen.known++;
}

function noteUnmoved({ unmoved }: SyncRun, before: LedgerEntry | undefined): void {
  const slot = before?.indexedAclId ?? before?.aclId;
  if (slot != null) unmoved.set(slot, (unmoved.get(slot) ?? 0) + 1);
}
