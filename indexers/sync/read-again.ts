import { setImmediate as breathe } from 'node:timers/promises';
import type { SourceItem } from '../types.ts';
import { adjustAccess } from './access-first.ts';
import { syncFile } from './sync-file.ts';
import type { SyncRun } from './sync-run.ts';

/** Somebody who goes on writing is not waited for. */
const ROUNDS = 2;
const ITEMS_AT_ONCE = 200;

/**
 * Tries files once more that were written to between listing and reading: by the end of the reading most are at rest. The source
 * is asked for them anew, because who may read them may have changed together with their text. What is still being written keeps
 * its row, which says why, and is due in the next run. Nothing may be being worked on.
 */
export async function readAgain(run: SyncRun): Promise<void> {
  if (run.dryRun) return;
  for (let round = 0; round < ROUNDS && run.changing.size > 0; round++) {
    const wanted = new Map(run.changing);
    run.changing.clear();
    await readOnceMore(run, wanted);
    await run.drain();
  }
}

async function readOnceMore(run: SyncRun, wanted: Map<string, { isNew: boolean }>): Promise<void> {
  const only = [...wanted.keys()].map((id) => ({ id, what: 'everything' as const }));
  let count = 0;
  try {
    for await (const change of run.source.read({ signal: run.signal, only })) {
      run.signal.throwIfAborted();
      if (change.type === 'complete') return;
      const tried = change.type === 'upsert' ? wanted.get(change.item.id) : undefined;
      // Once each, also by a source that tells more than it was asked for.
      if (change.type === 'upsert' && tried !== undefined && wanted.delete(change.item.id))
        run.track(tryAgain(run, change.item, tried));
      if (++count % ITEMS_AT_ONCE === 0) await breathe();
    }
  } catch (error) {
    run.signal.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    run.warn('files that were changed while they were read could not be looked at again; the next run reads them', { message });
  }
}

async function tryAgain(run: SyncRun, item: SourceItem, { isNew }: { isNew: boolean }): Promise<void> {
  const { content } = item;
  const { ledger } = run.state;
  if (content.kind !== 'file' || ledger.get(run.source.id, item.id)?.cause !== 'changed') return;
  run.busy.add(item.id);
  try {
    await adjustAccess(run, item, { decision: 'read', before: ledger.get(run.source.id, item.id) });
    // It was counted when it failed, and is counted anew.
    run.progress.failed--;
    await syncFile(run, { item, content, before: ledger.get(run.source.id, item.id), isNew });
  } finally {
    run.busy.delete(item.id);
  }
}
