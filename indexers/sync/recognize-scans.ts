import { EngineFailure } from '../ocr/recognizer.ts';
import type { FileToExtract } from '../types/extraction.ts';
import type { LedgerEntry } from '../types/ledger.ts';
import type { SourceItem } from '../types.ts';
import { duePages, isDue, type OcrWish, wishOf } from './scans.ts';
import { settleAccess } from './settle-access.ts';
import { readAndStore } from './sync-file.ts';
import { type SyncRun, versionOf } from './sync-run.ts';

/**
 * The last thing that a run does: pages that are pictures, one after the other, for so many minutes. Each page is remembered as
 * soon as it was read, so that neither the end of the time nor that of the process loses more than one of them.
 */
export async function recognizeScans(run: SyncRun): Promise<void> {
  const { scans } = run;
  const items = [...scans.documents.values(), ...scans.pictures.values()];
  // What was just saved is to be found at once, and so is what is saved next: neither waits for a scan.
  if (run.dryRun || run.only !== undefined || items.length === 0) return;
  run.progress.phase = 'recognizing';
  const began = performance.now();
  try {
    for (const item of items) {
      run.signal.throwIfAborted();
      const isOver = (rules: OcrWish['rules']) => run.isAwaited() || performance.now() - began >= rules.minutesPerRun * 60_000;
      if (!(await recognizeItem(run, item, isOver))) break;
    }
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    run.warn('OCR does not work; scanned pages wait for the next run', { message: error.message });
  }
  await run.drain();
  await settleAccess(run, 'all');
}

/** False when the time is over. */
async function recognizeItem(run: SyncRun, item: SourceItem, isOver: (rules: OcrWish['rules']) => boolean): Promise<boolean> {
  const { content } = item;
  const before = run.state.ledger.get(run.source.id, item.id);
  if (content.kind !== 'file' || before === undefined || !isAsNoted(run, item, before)) return true;
  const wish = wishOf(content.ocr, run.scans.engine);
  if (wish === undefined || !isDue(before.document?.scan, wish)) return true;
  run.progress.current = item.path;
  let goesOn = true;
  await readAndStore(run, { item, content, before }, async (result, file) => {
    const recordId = before.recordId ?? '';
    const { digest, extracted } = result;
    if (digest === undefined) return 'keep';
    const known = run.state.recognized.pages(recordId, digest);
    for (const page of duePages(extracted, { wish, known })) {
      // At least one page a run, however little time it is given.
      if (!goesOn) break;
      if ((await recognizePage(run, { recordId, digest, page, wish, file })) === 'changed') return 'keep';
      goesOn = !isOver(wish.rules);
    }
    return 'store';
  });
  return goesOn && !isOver(wish.rules);
}

async function recognizePage(
  run: SyncRun,
  o: { recordId: string; digest: string; page: number; wish: OcrWish; file: FileToExtract },
): Promise<'done' | 'changed'> {
  const { recordId, digest, page, wish, file } = o;
  const { languages, rules } = wish;
  const { recognizer } = run.scans;
  if (recognizer === undefined) return 'changed';
  const outcome = await recognizer.read({ file, page, languages, rules }, run.signal);
  run.signal.throwIfAborted();
  if (outcome.state === 'changed') return 'changed';
  run.state.recognized.put(recordId, digest, {
    page,
    text: outcome.state === 'read' ? outcome.text : null,
    problem: outcome.state === 'read' ? null : outcome.problem,
    languages: languages.join('+'),
    seconds: rules.secondsPerPage,
  });
  return 'done';
}

function isAsNoted(run: SyncRun, item: SourceItem & { content: { kind: string } }, row: LedgerEntry): boolean {
  return row.recordId !== null && row.state !== 'pending' && row.version === versionOf(run, item);
}
