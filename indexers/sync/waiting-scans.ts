import type { Tesseract } from '../ocr/tesseract.ts';
import type { LedgerEntry } from '../types/ledger.ts';
import type { SourceItem } from '../types.ts';
import { isDue, wishOf } from './scans.ts';
import type { SyncRun } from './sync-run.ts';

/** More than a run reads anyway, and few enough to be kept in memory. Those that are not noted are met by the next run. */
const MOST_NOTED = 5000;
const ENGINE = 'sync:ocr-engine';

/**
 * To be called before the source is read. Another engine may read what is known, so that the source is to tell all of it once
 * more. What is remembered of listings from now on was compared with the new one, and holds for the next run if this is killed.
 */
export async function lookForEngine(run: SyncRun): Promise<void> {
  const { scans, state, source } = run;
  scans.engine = await scans.recognizer?.engine(run.signal);
  const name = nameOf(scans.engine);
  scans.isEngineNew = (state.sourceState.get(source.id, ENGINE) ?? '') !== name;
  if (!scans.isEngineNew || run.dryRun) return;
  state.transaction(() => {
    for (const { key } of [...state.listings.all(source.id)]) state.listings.remove(source.id, key);
    state.sourceState.set(source.id, ENGINE, name);
  });
}

/** Notes a document for the end of the run, if OCR has something to do for it. */
export function noteScan(run: SyncRun, item: SourceItem, row: LedgerEntry | undefined): void {
  const { content } = item;
  const scan = row?.document?.scan;
  if (scan === undefined || content.kind !== 'file' || !isDue(scan, wishOf(content.ocr, run.scans.engine))) return;
  if (row?.nextTryAt === null && !run.dryRun) run.track(run.commits.add(() => keepWaiting(run, item.id)));
  const noted = scan.picture === undefined || scan.pages > 1 ? run.scans.documents : run.scans.pictures;
  if (noted.size < MOST_NOTED) noted.set(item.id, item);
}

/** Whatever becomes of this run, the source tells of it again, see `listings.ts`. */
function keepWaiting({ state, source, now }: SyncRun, itemId: string): void {
  const row = state.ledger.get(source.id, itemId);
  if (row?.nextTryAt === null) state.ledger.put(source.id, { ...row, nextTryAt: now() });
}

function nameOf(engine: Tesseract | undefined): string {
  return engine === undefined ? 'none' : engine.languages.join('+');
}
