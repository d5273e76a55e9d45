import type { IndexRecord, LedgerEntry } from '../types.ts';
import { RecordRefused } from './record-refused.ts';
import { nextTryAt } from './retry.ts';
import type { SyncRun } from './sync-run.ts';

/** From so many refusals on, and when they are the majority, it is the index that is wrong and not the records. */
const MANY_REFUSALS = 50;

/**
 * Writes a record so that no crash leaves a trace unknown: first a `pending` row with as many passages as the index may hold
 * from now on, then the record, and when it is searchable the row as it shall be. `alongside` shares the first transaction.
 * False when the index refused the record; the ledger then says why.
 */
export async function writeRecord(
  run: SyncRun,
  o: { record: IndexRecord; before: LedgerEntry | undefined; after: LedgerEntry; alongside?: () => void },
): Promise<boolean> {
  const { source, state, progress } = run;
  const pending: LedgerEntry = {
    ...o.after,
    state: 'pending',
    passages: Math.max(o.before?.passages ?? 0, o.after.passages),
    document: o.before?.document ?? null,
    // Until the row says what was written, it stands for what was there before.
    aclId: o.before?.aclId ?? o.after.aclId,
  };
  await run.commits.add(() => {
    o.alongside?.();
    state.ledger.put(source.id, pending);
  });
  try {
    await run.sink.write(o.record);
  } catch (error) {
    if (!(error instanceof RecordRefused)) throw error;
    await noteRefusal(run, { error, pending, attempts: (o.before?.attempts ?? 0) + 1 });
    return false;
  }
  progress.written++;
  await run.commits.add(() => state.ledger.put(source.id, o.after));
  return true;
}

async function noteRefusal(run: SyncRun, o: { error: RecordRefused; pending: LedgerEntry; attempts: number }): Promise<void> {
  run.progress.failed++;
  run.refusals.count++;
  if (run.refusals.count >= MANY_REFUSALS && run.refusals.count > run.progress.written) throw o.error;
  const entry: LedgerEntry = {
    ...o.pending,
    state: 'failed',
    reason: o.error.message,
    cause: null,
    attempts: o.attempts,
    nextTryAt: nextTryAt(null, o.attempts, run.now()),
  };
  await run.commits.add(() => run.state.ledger.put(run.source.id, entry));
}
