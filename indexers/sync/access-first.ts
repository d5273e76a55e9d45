import type { LedgerEntry } from '../types/ledger.ts';
import type { SourceItem } from '../types.ts';
import { accessOfHeld, followAccess, hasAccess, narrowAccess } from './access-changes.ts';
import { type Decision, decide } from './decide.ts';
import { isDue, wishOf } from './scans.ts';
import { type SyncRun, versionOf } from './sync-run.ts';

/** What has to be done about the item; its access counts for files only, a directory restricts nobody's entry. */
export function decisionOn(run: SyncRun, item: SourceItem, before: LedgerEntry | undefined): Decision {
  const isFile = item.content.kind === 'file';
  const sameAccess = !isFile || (before !== undefined && hasAccess(run, before, accessOfHeld(run, item, before)));
  const { isCurrentReader, full } = run;
  const ocr = item.content.kind === 'file' ? item.content.ocr : undefined;
  const waitsForOcr = before?.cause === null && isDue(before.document?.scan, wishOf(ocr, run.scans.engine));
  return decide(item, before, { version: versionOf(run, item), sameAccess, isCurrentReader, full, now: run.now(), waitsForOcr });
}

/** What the index holds is from now on shown as `decision` has it: text that is to be read anew gets no new readers. */
export async function adjustAccess(
  run: SyncRun,
  item: SourceItem,
  { decision, before }: { decision: 'relocate' | 'read'; before: LedgerEntry | undefined },
): Promise<void> {
  if (item.content.kind !== 'file' || before === undefined || before.recordId === null) return;
  if (hasAccess(run, before, item.access)) return;
  if (decision === 'relocate') await followAccess(run, item.id, item);
  else await narrowAccess(run, item.id, item.access);
}
