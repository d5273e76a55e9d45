import { setImmediate as breathe } from 'node:timers/promises';
import type { AttributedDocument } from '../types/state.ts';
import type { SyncRun } from './sync-run.ts';
import { textsOf, toAuthors } from './to-records.ts';

/** Some milliseconds of work at a time. */
const TEXTS = 25;
const DOCUMENTS = 200;

/**
 * Gives documents of all sources the authors that their files name, as the directory knows people now: who has joined gets what
 * they wrote, of who has left the name stays. No file is opened. What is not done when a run ends is done by the next one, of
 * whatever source.
 */
export async function settleAuthors(run: SyncRun): Promise<void> {
  if (run.dryRun) return;
  const { authors } = run.state;
  run.progress.phase = 'attributing';
  try {
    while (authors.resolve(TEXTS) > 0) await breathe(undefined, { signal: run.signal });
    for (let open = authors.outdated(); open.length > 0; open = authors.outdated())
      for (const author of open) {
        await settleDocuments(run, author);
        authors.settled(author);
      }
  } catch (error) {
    run.signal.throwIfAborted();
    // Everything else of the run is done, and this is taken up by the next one.
    const message = error instanceof Error ? error.message : String(error);
    run.warn('authors could not be brought in line with the directory; the next run goes on', { message });
  }
}

async function settleDocuments(run: SyncRun, author: number): Promise<void> {
  const { authors } = run.state;
  for (let after: AttributedDocument | undefined; ; ) {
    const page = authors.documentsOf(author, { after, limit: DOCUMENTS });
    await tellAll(run, page);
    after = page.at(-1);
    if (page.length < DOCUMENTS) return;
    await breathe(undefined, { signal: run.signal });
  }
}

/** The index first: a row tells only what can be found. */
async function tellAll(run: SyncRun, documents: readonly AttributedDocument[]): Promise<void> {
  const { directory, authors } = run.state;
  const changes = documents
    .map((document) => ({ document, right: toAuthors(textsOf(document.authors), directory) }))
    .filter(({ document, right }) => JSON.stringify(document.authors) !== JSON.stringify(right));
  await Promise.all(
    changes.map(({ document: { recordId: documentId, passages }, right }) =>
      run.sink.setAuthors({ documentId, passages, authors: right }),
    ),
  );
  run.state.transaction(() => {
    for (const { document, right } of changes) authors.tell(document, right);
  });
  run.progress.attributed += changes.length;
}
