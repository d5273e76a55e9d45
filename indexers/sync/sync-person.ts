import type { PersonContent } from '../types/content.ts';
import type { LedgerEntry } from '../types/ledger.ts';
import type { SourceItem } from '../types.ts';
import { nextTryAt } from './retry.ts';
import { entryFor, freeRecordId, type SyncRun } from './sync-run.ts';
import { toPersonRecord } from './to-records.ts';
import { writeRecord } from './write-record.ts';

/** Brings a new or changed person into our directory and into the index. */
export async function syncPerson(
  run: SyncRun,
  item: SourceItem,
  content: PersonContent,
  before: LedgerEntry | undefined,
): Promise<void> {
  const { directory } = run.state;
  const recordId = before?.recordId ?? freeRecordId(run, item.id);
  const photo = await readPhoto(run, item, content);
  const { photo: _photo, ...person } = content;
  const written = await writeRecord(run, {
    record: toPersonRecord({ recordId, source: run.source.id }, content),
    access: item.access,
    after: entryFor(run, item, { ...stateFor(run, photo, before), recordId }),
    alongside: () => {
      directory.putPerson(run.source.id, recordId, item.id, person);
      if (photo.state === 'read') directory.putPhoto(recordId, photo.bytes);
    },
  });
  if (!written) return;
  if (before === undefined) run.progress.added++;
  else run.progress.changed++;
}

type Photo = { state: 'read'; bytes: Uint8Array | undefined } | { state: 'failed'; message: string };

/** A photo that cannot be read is worth a warning and another try, not the person. */
async function readPhoto(run: SyncRun, item: SourceItem, content: PersonContent): Promise<Photo> {
  if (content.photo === undefined) return { state: 'read', bytes: undefined };
  await run.slots.photos.take();
  try {
    run.signal.throwIfAborted();
    return { state: 'read', bytes: await content.photo(run.signal) };
  } catch (error) {
    run.signal.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    run.warn('a photo could not be read', { person: item.path, message });
    return { state: 'failed', message };
  } finally {
    run.slots.photos.giveBack();
  }
}

function stateFor(
  run: SyncRun,
  photo: Photo,
  before: LedgerEntry | undefined,
): Partial<LedgerEntry> & Pick<LedgerEntry, 'state'> {
  if (photo.state === 'read') return { state: 'indexed' };
  const attempts = (before?.attempts ?? 0) + 1;
  const reason = `The photo could not be read: ${photo.message}`;
  return { state: 'partial', reason, attempts, nextTryAt: nextTryAt(null, attempts, run.now()) };
}
