import { z } from 'zod';
import { type Filter, ofTheseDocuments } from '../access/filter.ts';
import type { MeilisearchHttp } from '../meilisearch/http.ts';
import { countDocuments } from '../search/index/count-documents.ts';
import { createTasks, Enqueued } from '../search/index/tasks.ts';
import { VECTOR_FIELDS, type VectorDocument } from '../search/index/vector-index.ts';
import type { IndexUids } from '../search/meili-index.ts';

/** What the background work reads and writes in Meilisearch. Every change is awaited. */
export interface VectorIndex {
  /** Makes the index one of this model's vectors; those of another are thrown away. Whether there were such, or none at all. */
  adopt(model: { key: string; dimensions: number }, signal: AbortSignal): Promise<{ isEmpty: boolean }>;
  /** Whether what is in it are this model's vectors, and some. */
  holds(key: string, signal: AbortSignal): Promise<boolean>;
  passagesOf(documentIds: readonly string[], signal: AbortSignal): Promise<StoredPassage[]>;
  /** The same without what is embedded: who may read them is what changes while they are. */
  fieldsOf(documentIds: readonly string[], signal: AbortSignal): Promise<PassageFields[]>;
  vectorsOf(documentIds: readonly string[], signal: AbortSignal): Promise<StoredVector[]>;
  write(changes: VectorChanges, signal: AbortSignal): Promise<void>;
  empty(signal: AbortSignal): Promise<void>;
  count(signal: AbortSignal): Promise<{ passages: number; vectors: number }>;
  /** Documents that have vectors, in pages; one may come in several of them. */
  documentIds(signal: AbortSignal): AsyncIterable<string[]>;
  close(): void;
}

export interface VectorChanges {
  /** Made one by one, because numbers as JSON take their time. */
  replaced: Iterable<VectorDocument>;
  updated: readonly Omit<VectorDocument, '_vectors'>[];
  removed: readonly string[];
}

const Fields = z.object({
  id: z.string(),
  documentId: z.string(),
  n: z.int(),
  aclId: z.int(),
  aclNodes: z.array(z.string()),
  source: z.string(),
  label: z.string().nullable(),
  mediaType: z.string(),
  language: z.string().nullable(),
  authors: z.array(z.string()),
  authorIds: z.array(z.string()),
  modifiedAt: z.number(),
}) satisfies z.ZodType<Omit<VectorDocument, 'hash' | 'schema'>>;
export type PassageFields = z.infer<typeof Fields>;

const Passage = Fields.extend({ title: z.string(), heading: z.string().nullable(), text: z.string() });
export type StoredPassage = z.infer<typeof Passage>;

const Vector = Fields.extend({ hash: z.string() });
export type StoredVector = z.infer<typeof Vector>;

/** Small pages and payloads: making and reading JSON holds up whoever searches meanwhile. Meilisearch puts queued payloads together. */
const PAGE = 200;
const IDS_PER_PAGE = 10_000;
const PAYLOAD_CHARACTERS = 400_000;
const TIME_LIMIT = 120_000;

export function createVectorIndex({ http, uids }: { http: MeilisearchHttp; uids: IndexUids }): VectorIndex {
  const tasks = createTasks({ http });
  const uid = uids.vectors;

  async function fetchAll<Schema extends z.ZodType>(
    from: string,
    o: { filter: Filter; fields: readonly string[]; schema: Schema; signal: AbortSignal },
  ): Promise<z.output<Schema>[]> {
    const schema = z.object({ results: z.array(o.schema) });
    const found: z.output<Schema>[] = [];
    for (let offset = 0; ; offset += PAGE) {
      const body = { filter: o.filter, fields: o.fields, offset, limit: PAGE };
      const path = `indexes/${from}/documents/fetch`;
      const { results } = await http.request({ method: 'POST', path, body, schema, signal: o.signal, timeoutMs: TIME_LIMIT });
      found.push(...results);
      if (results.length < PAGE) return found;
    }
  }

  type Order = { method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'; path: string; body?: unknown };

  async function enqueue(order: Order, signal: AbortSignal): Promise<number> {
    const path = `indexes/${uid}/${order.path}`;
    return (await http.request({ ...order, path, schema: Enqueued, signal, timeoutMs: TIME_LIMIT })).taskUid;
  }

  async function order(what: Order, signal: AbortSignal): Promise<void> {
    await tasks.succeeded(await enqueue(what, signal), `change ${uid}`);
  }

  async function enqueueAll(method: 'POST' | 'PUT', documents: Iterable<object>, signal: AbortSignal): Promise<number[]> {
    const taskUids: number[] = [];
    for (const body of payloads(documents)) taskUids.push(await enqueue({ method, path: 'documents', body }, signal));
    return taskUids;
  }

  async function embedders(signal: AbortSignal): Promise<Map<string, number>> {
    const schema = z.record(z.string(), z.looseObject({ dimensions: z.int().optional() })).nullable();
    const path = `indexes/${uid}/settings/embedders`;
    const found = await http.request({ method: 'GET', path, schema, signal });
    return new Map(Object.entries(found ?? {}).map(([key, { dimensions }]) => [key, dimensions ?? 0]));
  }

  const empty = (signal: AbortSignal) => order({ method: 'DELETE', path: 'documents' }, signal);
  const countVectors = (signal: AbortSignal) => countDocuments({ http, uid, signal });

  return {
    empty,
    async adopt({ key, dimensions }, signal) {
      const present = await embedders(signal);
      if (present.size === 1 && present.get(key) === dimensions) return { isEmpty: (await countVectors(signal)) === 0 };
      if ((await countVectors(signal)) > 0) await empty(signal);
      const others = Object.fromEntries([...present.keys()].map((other) => [other, null]));
      const body = { ...others, [key]: { source: 'userProvided', dimensions } };
      await order({ method: 'PATCH', path: 'settings/embedders', body }, signal);
      return { isEmpty: true };
    },
    holds: async (key, signal) => (await embedders(signal)).has(key) && (await countVectors(signal)) > 0,
    passagesOf: (documentIds, signal) => {
      const fields = [...VECTOR_FIELDS, 'title', 'heading', 'text'];
      return fetchAll(uids.passages, { filter: ofTheseDocuments(documentIds), fields, schema: Passage, signal });
    },
    fieldsOf: (documentIds, signal) =>
      fetchAll(uids.passages, { filter: ofTheseDocuments(documentIds), fields: VECTOR_FIELDS, schema: Fields, signal }),
    vectorsOf: (documentIds, signal) => {
      const fields = [...VECTOR_FIELDS, 'hash'];
      return fetchAll(uid, { filter: ofTheseDocuments(documentIds), fields, schema: Vector, signal });
    },
    async write({ replaced, updated, removed }, signal) {
      const ends = [...(await enqueueAll('POST', replaced, signal)), ...(await enqueueAll('PUT', updated, signal))];
      if (removed.length > 0) ends.push(await enqueue({ method: 'POST', path: 'documents/delete-batch', body: removed }, signal));
      for (const taskUid of ends) await tasks.succeeded(taskUid, `change ${uid}`);
    },
    async count(signal) {
      const [passages, vectors] = await Promise.all([countDocuments({ http, uid: uids.passages, signal }), countVectors(signal)]);
      return { passages, vectors };
    },
    async *documentIds(signal) {
      const schema = z.object({ results: z.array(z.object({ documentId: z.string() })) });
      for (let offset = 0; ; offset += IDS_PER_PAGE) {
        const body = { fields: ['documentId'], offset, limit: IDS_PER_PAGE };
        const path = `indexes/${uid}/documents/fetch`;
        const { results } = await http.request({ method: 'POST', path, body, schema, signal, timeoutMs: TIME_LIMIT });
        yield [...new Set(results.map(({ documentId }) => documentId))];
        if (results.length < IDS_PER_PAGE) return;
      }
    },
    close: tasks.close,
  };
}

/** As JSON arrays. */
function* payloads(documents: Iterable<object>): Generator<string> {
  let pieces: string[] = [];
  let size = 0;
  for (const document of documents) {
    const piece = JSON.stringify(document);
    pieces.push(piece);
    size += piece.length + 1;
    if (size < PAYLOAD_CHARACTERS) continue;
    yield `[${pieces.join(',')}]`;
    pieces = [];
    size = 0;
  }
  if (pieces.length > 0) yield `[${pieces.join(',')}]`;
}
