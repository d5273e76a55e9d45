import { detectLanguage } from '../extractors/detect-language.ts';
import { ExtractionError } from '../extractors/extraction-error.ts';
import type { FileContent } from '../types/content.ts';
import type { ExtractionResult, FileToExtract } from '../types/extraction.ts';
import type { LedgerEntry } from '../types/ledger.ts';
import type { SourceItem } from '../types.ts';
import { putRow, slotFor } from './access-changes.ts';
import { findOldPlace, moveFile } from './relocate.ts';
import { mayPass, nextTryAt } from './retry.ts';
import { isDue, type Readable, wishOf, withRecognized } from './scans.ts';
import { entryFor, freeRecordId, maxBytesOf, placesFor, type SyncRun } from './sync-run.ts';
import { type RecordFrame, summaryOf, toDocumentRecord, toNameOnlyRecord } from './to-records.ts';
import { noteScan } from './waiting-scans.ts';
import { writeRecord } from './write-record.ts';

/** More of them are somebody copying a drive, and the next run comes soon enough. */
const MOST_CHANGING = 1000;

interface FileWork {
  item: SourceItem;
  content: FileContent;
  before: LedgerEntry | undefined;
  /** Tried in this run for the second time, and not known before the run. */
  isNew?: boolean;
}

/**
 * Brings a new or changed file into the index. A right that was taken away was gone before this began (see `read-changes.ts`);
 * one that was given comes with the new text, because the text before was not for those who have it now.
 */
export async function syncFile(run: SyncRun, work: FileWork): Promise<void> {
  const { item } = work;
  const { before } = work;
  if (before === undefined) {
    const entry = await findOldPlace(run, item);
    if (entry !== undefined) return moveFile(run, { ...work, entry });
  }
  const places = placesFor(work.content);
  await run.slots.files.take(places);
  let characters = 0;
  let store: () => Promise<void>;
  try {
    run.signal.throwIfAborted();
    const result = await withOpened(run, work.content, (file) => extract(run, file));
    characters = lengthOf(result);
    store = () => storeResult(run, work, result);
    // Before the place among the readers is given back: a slow index slows the reading down.
    await run.slots.characters.take(characters);
  } finally {
    run.slots.files.giveBack(places);
  }
  try {
    await store();
  } finally {
    run.slots.characters.giveBack(characters);
  }
}

/**
 * Reads a file that is in the index once more and writes it anew, if `whileOpen` says so. What became of the file meanwhile is
 * left to the next run, which will see it.
 */
export async function readAndStore(
  run: SyncRun,
  work: FileWork,
  whileOpen: (result: Readable, file: FileToExtract) => Promise<'store' | 'keep'>,
): Promise<void> {
  const result = await withOpened(run, work.content, async (file) => {
    const read = await extract(run, file);
    return read.state === 'extracted' && (await whileOpen(read, file)) === 'keep' ? undefined : read;
  });
  // The index takes its time; the next document need not wait for it.
  if (result?.state === 'extracted') run.track(storeText(run, work, result).then(() => undefined));
}

async function withOpened<Result>(
  run: SyncRun,
  content: FileContent,
  work: (file: FileToExtract) => Promise<Result>,
): Promise<Result | (ExtractionResult & { state: 'failed' })> {
  let opened: Awaited<ReturnType<FileContent['open']>>;
  try {
    opened = await content.open(run.signal);
  } catch (error) {
    run.signal.throwIfAborted();
    if (error instanceof ExtractionError) return { state: 'failed', cause: error.failure, message: error.message };
    return { state: 'failed', cause: 'unreadable', message: `It could not be opened: ${messageOf(error)}` };
  }
  run.progress.opened++;
  try {
    const { name, size } = content;
    const { path, seen } = opened;
    return await work({ path, name, size, maxBytes: maxBytesOf(run, content), ...(seen ? { seen } : {}) });
  } finally {
    await opened.close().catch((error) => run.warn('a temporary copy could not be removed', { message: messageOf(error) }));
  }
}

async function extract(run: SyncRun, file: FileToExtract): Promise<ExtractionResult> {
  const result = await run.pool.extract(file, run.signal);
  // A child that was stopped because the run was is no failure of the file.
  run.signal.throwIfAborted();
  return result;
}

async function storeResult(run: SyncRun, work: FileWork, result: ExtractionResult): Promise<void> {
  switch (result.state) {
    case 'extracted':
      if (!(await storeText(run, work, result))) return;
      if (isNew(work)) run.progress.added++;
      else run.progress.changed++;
      return;
    case 'failed':
      noteChanging(run, work, result);
      return storeFailure(run, work, result);
    default:
      result satisfies never;
  }
}

function isNew({ before, isNew = before === undefined }: FileWork): boolean {
  return isNew;
}

/** For the end of the reading, see `read-again.ts`. */
function noteChanging({ changing }: SyncRun, work: FileWork, { cause }: ExtractionResult & { state: 'failed' }): void {
  if (cause === 'changed' && changing.size < MOST_CHANGING) changing.set(work.item.id, { isNew: isNew(work) });
}

/** False when the index refused it. */
async function storeText(run: SyncRun, work: FileWork, result: Readable): Promise<boolean> {
  const { item } = work;
  const { mediaType } = result;
  const wish = wishOf(work.content.ocr, run.scans.engine);
  const { extracted, scan } = await withRecognizedPages(run, work, result);
  const record = toDocumentRecord(frameFor(run, work), { ...work, mediaType, extracted, scan }, run.state);
  const written = await writeRecord(run, {
    record,
    access: item.access,
    after: entryFor(run, item, {
      state: extracted.warnings.length === 0 ? 'indexed' : 'partial',
      reason: extracted.warnings.length === 0 ? null : extracted.warnings.join('; '),
      // So that the source tells of it again, see `listings.ts`.
      nextTryAt: isDue(scan, wish) ? run.now() : null,
      recordId: record.id,
      passages: record.passages.length,
      document: summaryOf(record),
      reader: result.reader ?? null,
    }),
  });
  if (written && scan !== undefined) noteScan(run, item, run.state.ledger.get(run.source.id, item.id));
  return written;
}

/** What OCR has made of these bytes before comes with them, whatever the reason to read them again. */
async function withRecognizedPages(run: SyncRun, { item, content, before }: FileWork, result: Readable) {
  if (result.digest === undefined) return { extracted: result.extracted, scan: undefined };
  const recordId = before?.recordId ?? freeRecordId(run, item.id);
  const known = run.state.recognized.pages(recordId, result.digest);
  const { extracted, scan } = withRecognized(result.extracted, { wish: wishOf(content.ocr, run.scans.engine), known });
  if (extracted.language !== undefined || known.length === 0) return { extracted, scan };
  const language = await detectLanguage(extracted.sections);
  return { extracted: { ...extracted, ...(language !== undefined && { language }) }, scan };
}

/**
 * A file without text is `failed` and yet found by its name. Text that was read from an earlier version stays when the failure
 * may pass (`partial`: what is shown is not the newest); it goes when the file itself is broken, locked or of no known format.
 */
async function storeFailure(run: SyncRun, work: FileWork, result: ExtractionResult & { state: 'failed' }): Promise<void> {
  const { item, before } = work;
  const { cause, message } = result;
  // A second time in the same run belongs to the first.
  const attempts = before?.cause != null ? before.attempts + (work.isNew === undefined ? 1 : 0) : 1;
  const failure = { cause, attempts, nextTryAt: nextTryAt(cause, attempts, run.now()), reader: result.reader ?? null };
  if (before !== undefined && hasText(before) && mayPass(cause)) {
    const { recordId, passages, document } = before;
    const reason = `What was read before is kept: ${message}`;
    const held = { recordId, passages, document };
    const kept = entryFor(run, item, { state: 'partial', reason, ...failure, ...held });
    run.progress.failed++;
    return run.commits.add(() => {
      const { aclId, indexedAclId } = run.state.ledger.get(run.source.id, item.id) ?? before;
      putRow(run, { ...kept, aclId, indexedAclId });
    });
  }
  const record = toNameOnlyRecord(frameFor(run, work), { ...work, mediaType: result.mediaType, message });
  const failed = { recordId: record.id, passages: record.passages.length, document: summaryOf(record) };
  const written = await writeRecord(run, {
    record,
    access: item.access,
    after: entryFor(run, item, { state: 'failed', reason: message, ...failure, ...failed }),
  });
  if (written) run.progress.failed++;
}

function frameFor(run: SyncRun, { item, before }: FileWork): RecordFrame {
  // As it is now: it may have been settled while the file was read.
  const row = run.state.ledger.get(run.source.id, item.id);
  return {
    recordId: before?.recordId ?? freeRecordId(run, item.id),
    source: run.source.id,
    aclId: slotFor(run, item.access, [row?.indexedAclId, row?.aclId]),
    previousPassages: before?.passages ?? 0,
    now: run.now(),
  };
}

function hasText({ kind, state, recordId }: LedgerEntry): boolean {
  return kind === 'file' && recordId !== null && (state === 'indexed' || state === 'partial');
}

function lengthOf(result: ExtractionResult): number {
  return result.state === 'failed' ? 0 : result.extracted.sections.reduce((sum, { text }) => sum + text.length, 0);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
