import type { GroupContent } from '../types/content.ts';
import type { LedgerEntry } from '../types/ledger.ts';
import type { SourceItem } from '../types.ts';
import { entryFor, type SyncRun } from './sync-run.ts';

/** Brings a new or changed group into our directory. Groups are not searched for, so the index does not hear of them. */
export async function syncGroup(
  run: SyncRun,
  item: SourceItem,
  content: GroupContent,
  before: LedgerEntry | undefined,
): Promise<void> {
  await run.commits.add(() => {
    run.state.directory.putGroup(run.source.id, item.id, content);
    run.state.ledger.put(run.source.id, entryFor(run, item, { state: 'indexed' }));
  });
  if (before === undefined) run.progress.added++;
  else run.progress.changed++;
}
