import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import { exists, type IndexWork } from './index-work.ts';
import { Enqueued } from './tasks.ts';

/**
 * Builds `<uid>-next` with the defined settings, copies every document into it page by page, and swaps: searches go on in the
 * old index meanwhile. The caller holds back this process's writes; when another process wrote to the old index during the
 * copy, it starts over. Interrupted at any point, the next `prepareIndex` finds an index that is whole, old or new.
 */
export async function rebuildIndex(work: IndexWork, upgrade: Upgrade): Promise<void> {
  const next = `${work.uid}-next`;
  await waitForAnother(work, next);
  for (let round = 1; round <= ROUNDS; round++) {
    const before = await lastDocumentTask(work);
    await startEmpty(work, next);
    await copyAll(work, next, upgrade);
    if ((await lastDocumentTask(work)) === before) return await swap(work, next);
    work.logger.info({ index: work.uid, round }, 'the index was written to while it was copied; copying again');
  }
  throw new AppError('conflict', `The index ${work.uid} cannot be rebuilt while another process keeps writing to it`);
}

/** Of a document, to one of the schema that is wanted. */
type Upgrade = (document: unknown) => { id: string };

const ROUNDS = 5;
const PAGE = 1000;
const COPIES_IN_FLIGHT = 4;

async function startEmpty(work: IndexWork, next: string): Promise<void> {
  const { http, tasks, definition, signal } = work;
  if (await exists(work, next)) await remove(work, next);
  const created = { method: 'POST', path: 'indexes', body: { uid: next, primaryKey: 'id' }, schema: Enqueued, signal } as const;
  await tasks.succeeded((await http.request(created)).taskUid, `create ${next}`);
  const path = `indexes/${next}/settings`;
  const set = await http.request({ method: 'PATCH', path, body: definition.settings, schema: Enqueued, signal });
  await tasks.succeeded(set.taskUid, `set up ${next}`);
}

async function copyAll(work: IndexWork, next: string, upgrade: Upgrade): Promise<void> {
  const { http, tasks, uid, signal } = work;
  const schema = z.object({ results: z.array(z.unknown()) });
  const copying = new Set<Promise<void>>();
  for (let offset = 0; ; offset += PAGE) {
    const body = { offset, limit: PAGE };
    const path = `indexes/${uid}/documents/fetch`;
    const { results } = await http.request({ method: 'POST', path, body, schema, signal, timeoutMs: 60_000 });
    if (results.length === 0) break;
    const documents = results.map((document) => upgrade(document));
    const order = { method: 'POST', path: `indexes/${next}/documents`, body: documents, schema: Enqueued } as const;
    const { taskUid } = await http.request({ ...order, signal, timeoutMs: 120_000 });
    const copy = tasks.succeeded(taskUid, `copy documents into ${next}`).finally(() => copying.delete(copy));
    copying.add(copy);
    if (copying.size >= COPIES_IN_FLIGHT) await Promise.race(copying);
  }
  await Promise.all(copying);
}

async function swap(work: IndexWork, next: string): Promise<void> {
  const { http, tasks, uid, signal } = work;
  const body = [{ indexes: [uid, next] }];
  const order = { method: 'POST', path: 'swap-indexes', body, schema: Enqueued, signal, repeatable: false } as const;
  await tasks.succeeded((await http.request(order)).taskUid, `put the rebuilt ${uid} in place`);
  await remove(work, next);
}

async function remove({ http, tasks, signal }: IndexWork, uid: string): Promise<void> {
  const { taskUid } = await http.request({ method: 'DELETE', path: `indexes/${uid}`, schema: Enqueued, signal });
  const outcome = await tasks.outcome(taskUid);
  if (outcome.state === 'failed' && outcome.code !== 'index_not_found')
    throw new AppError('internal', `Meilisearch could not delete the index ${uid}: ${outcome.message}`);
}

/** The newest task that changed documents of the index, by anyone. */
async function lastDocumentTask({ http, uid, signal }: IndexWork): Promise<number | undefined> {
  const types = 'documentAdditionOrUpdate,documentDeletion,documentEdition';
  const schema = z.object({ results: z.array(z.object({ uid: z.int() })) });
  const query = { indexUids: uid, types, limit: '1' };
  return (await http.request({ method: 'GET', path: 'tasks', query, schema, signal })).results[0]?.uid;
}

const QUIET_MS = 5000;

/** A rebuild by another process shows in the tasks of `next`: leave it alone until they have been quiet for a while. */
async function waitForAnother(work: IndexWork, next: string): Promise<void> {
  const { http, signal } = work;
  const schema = z.object({ results: z.array(z.object({ enqueuedAt: z.string(), finishedAt: z.string().nullable() })) });
  while (await exists(work, next)) {
    const query = { indexUids: next, limit: '1' };
    const [task] = (await http.request({ method: 'GET', path: 'tasks', query, schema, signal })).results;
    const ended = task && task.finishedAt !== null ? Date.parse(task.finishedAt) : undefined;
    if (task === undefined || (ended !== undefined && Date.now() - ended > QUIET_MS)) return;
    await pause(250, undefined, { signal });
  }
}
