import { setImmediate as nextTurn } from 'node:timers/promises';
import { VECTORS_SCHEMA, type VectorDocument } from '../search/index/vector-index.ts';
import type { DueVectors } from '../store/state-store.ts';
import type { CachedEmbeddings } from './cached-embeddings.ts';
import type { PassageFields, StoredPassage, StoredVector, VectorIndex } from './vector-index.ts';

export interface FollowOptions {
  rows: readonly DueVectors[];
  index: VectorIndex;
  embeddings: CachedEmbeddings;
  /** The name of the model in Meilisearch. */
  key: string;
  /** Texts to be embedded with one call. */
  batch: number;
  /** As `performance.now()` counts. */
  deadline: number;
  signal: AbortSignal;
}

/**
 * Makes the vectors of documents those of their passages, whatever has happened to either: writes what is new, takes over what
 * has changed beside the text, removes what is left. Does nothing where all is as it should be. Embeds no further document after
 * the deadline. Tells which documents are done, at least one, and why passages were refused.
 */
export async function followPassages(options: FollowOptions): Promise<{ done: readonly DueVectors[]; refused: string[] }> {
  const { rows, index, signal } = options;
  const ids = rows.map(({ recordId }) => recordId);
  const [passages, vectors] = await Promise.all([index.passagesOf(ids, signal), index.vectorsOf(ids, signal)]);
  const held = new Map(vectors.map((vector) => [vector.id, vector]));
  const { done, known, hashes, refused, hasEmbedded } = await embedMissing({ ...options, passages, held });
  const doneIds = new Set(done.map(({ recordId }) => recordId));
  // Embedding takes long, and who may read a passage has to be what it is now.
  const now = hasEmbedded ? await index.fieldsOf([...doneIds], signal) : passages;
  const fields = now.filter(({ id, documentId }) => doneIds.has(documentId) && hashes.has(id));
  const kept = new Set<string>();
  const updated: Omit<VectorDocument, '_vectors'>[] = [];
  const replaced: { document: Omit<VectorDocument, '_vectors'>; vector: Float32Array }[] = [];
  for (const passage of fields) {
    const hash = hashes.get(passage.id) ?? '';
    const before = held.get(passage.id);
    const vector = known.get(hash);
    const document = { ...only(passage), schema: VECTORS_SCHEMA, hash };
    if (before?.hash === hash) {
      if (JSON.stringify(only(before)) !== JSON.stringify(only(passage))) updated.push(document);
    } else if (vector !== undefined) replaced.push({ document, vector });
    else continue;
    kept.add(passage.id);
  }
  const removed = vectors.filter(({ id, documentId }) => doneIds.has(documentId) && !kept.has(id)).map(({ id }) => id);
  await index.write({ replaced: withNumbers(replaced, options.key), updated, removed }, signal);
  return { done, refused };
}

/** So many texts are looked up before others get their turn. */
const LOOKED_UP_AT_ONCE = 50;

async function embedMissing(
  o: FollowOptions & { passages: readonly StoredPassage[]; held: ReadonlyMap<string, StoredVector> },
): Promise<{
  done: DueVectors[];
  /** By the hash of their text. */
  known: Map<string, Float32Array>;
  /** Of the text of each passage, by its id. */
  hashes: Map<string, string>;
  refused: string[];
  hasEmbedded: boolean;
}> {
  const { embeddings, held, signal } = o;
  const byDocument = Map.groupBy(o.passages, ({ documentId }) => documentId);
  const known = new Map<string, Float32Array>();
  const hashes = new Map<string, string>();
  const refused: string[] = [];
  const done: DueVectors[] = [];
  let waiting: DueVectors[] = [];
  let texts = new Map<string, string>();
  let hasEmbedded = false;
  let lookedUp = 0;

  async function embedWaiting(): Promise<void> {
    const all = [...texts];
    for (let at = 0; at < all.length; at += o.batch) {
      const result = await embeddings.embed(new Map(all.slice(at, at + o.batch)), signal);
      for (const [hash, vector] of result.vectors) known.set(hash, vector);
      refused.push(...result.refused);
      hasEmbedded = true;
    }
    done.push(...waiting);
    waiting = [];
    texts = new Map();
  }

  for (const row of o.rows) {
    for (const passage of byDocument.get(row.recordId) ?? []) {
      if (++lookedUp % LOOKED_UP_AT_ONCE === 0) await nextTurn();
      const text = textOf(passage);
      const digest = embeddings.digestOf(text);
      const hash = digest.toString('hex');
      hashes.set(passage.id, hash);
      if (held.get(passage.id)?.hash === hash || known.has(hash)) continue;
      const vector = embeddings.known(digest);
      if (vector === undefined) texts.set(hash, text);
      else known.set(hash, vector);
    }
    waiting.push(row);
    if (texts.size >= o.batch) await embedWaiting();
    if (performance.now() > o.deadline) break;
  }
  await embedWaiting();
  return { done, known, hashes, refused, hasEmbedded };
}

/** What tells most of what a passage is about stands first: the model reads some 180 words. */
function textOf({ title, heading, text }: StoredPassage): string {
  return [title, heading, text].filter((part) => part !== null && part !== '').join('\n');
}

/** The fields in one order, and nothing besides. */
function only(passage: PassageFields): PassageFields {
  const { id, documentId, n, aclId, aclNodes, source, label, mediaType, language, authors, authorIds, modifiedAt } = passage;
  return { id, documentId, n, aclId, aclNodes, source, label, mediaType, language, authors, authorIds, modifiedAt };
}

/** Five decimals are finer than the bytes the numbers come from, and half the JSON. */
function* withNumbers(
  documents: readonly { document: Omit<VectorDocument, '_vectors'>; vector: Float32Array }[],
  key: string,
): Generator<VectorDocument> {
  for (const { document, vector } of documents)
    yield { ...document, _vectors: { [key]: Array.from(vector, (value) => Math.round(value * 1e5) / 1e5) } };
}
