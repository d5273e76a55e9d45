import type { AccessRef } from '../types/access.ts';
import type { LedgerEntry } from '../types/ledger.ts';
import type { IndexRecord } from '../types/records.ts';
import { accessUnder, putRow } from './access-changes.ts';
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
  o: { record: IndexRecord; access: AccessRef; after: LedgerEntry; alongside?: () => void },
): Promise<boolean> {
  const { source, state, progress } = run;
  let attempts = 0;
  const pending = run.commits.add(() => {
    o.alongside?.();
    const before = state.ledger.get(source.id, o.after.itemId);
    attempts = before?.attempts ?? 0;
    const passages = Math.max(before?.passages ?? 0, o.after.passages);
    const document = before?.document ?? null;
    putRow(run, { ...o.after, state: 'pending', passages, document, ...accessWhileWriting(run, o, before) });
  });
  await run.waiting.of(pending);
  try {
    await run.waiting.of(run.sink.write(o.record));
  } catch (error) {
    if (!(error instanceof RecordRefused)) throw error;
    await noteRefusal(run, { error, after: o.after, attempts: attempts + 1 });
    return false;
  }
  progress.written++;
  await run.waiting.of(run.commits.add(() => putRow(run, { ...o.after, ...accessWritten(run, o) })));
  return true;
}

type Access = Pick<LedgerEntry, 'aclId' | 'indexedAclId'>;

/** Until the row says what was written, it stands for what was there before; the index may hold either. */
function accessWhileWriting(
  run: SyncRun,
  o: { record: IndexRecord; access: AccessRef },
  before: LedgerEntry | undefined,
): Access {
  if (o.record.kind === 'person') return { aclId: null, indexedAclId: null };
  const carried = o.record.aclId;
  if (before === undefined || before.recordId === null || before.aclId === null) return accessUnder(run, carried, o.access);
  const { aclId, indexedAclId } = before;
  return { aclId, indexedAclId: indexedAclId ?? (carried === aclId ? null : carried) };
}

function accessWritten(run: SyncRun, { record, access }: { record: IndexRecord; access: AccessRef }): Access {
  return record.kind === 'person' ? { aclId: null, indexedAclId: null } : accessUnder(run, record.aclId, access);
}

/** The row that was `pending` stays, and with it how much of the record the index may hold and who may see it. */
async function noteRefusal(run: SyncRun, o: { error: RecordRefused; after: LedgerEntry; attempts: number }): Promise<void> {
  run.progress.failed++;
  run.refusals.count++;
  if (run.refusals.count >= MANY_REFUSALS && run.refusals.count > run.progress.written) throw o.error;
  const failure = {
    state: 'failed',
    reason: o.error.message,
    cause: null,
    attempts: o.attempts,
    nextTryAt: nextTryAt(null, o.attempts, run.now()),
  } as const;
  await run.commits.add(() => {
    const pending = run.state.ledger.get(run.source.id, o.after.itemId);
    if (pending !== undefined) putRow(run, { ...pending, ...failure });
  });
}
