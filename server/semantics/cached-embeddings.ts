import { createHash } from 'node:crypto';
import type { VectorStore } from '../store/state-store.ts';
import { type Embedder, isRefusal } from './embedder.ts';

/** Vectors of passages, each text embedded once in a life, whatever it is called and wherever it is copied to. */
export interface CachedEmbeddings {
  /** Of the model and the text. */
  digestOf(text: string): Buffer;
  known(digest: Buffer): Float32Array | undefined;
  /** Texts by the hex of their digests, vectors by the same; those that the model refuses have none. Throws as `Embedder.embed`. */
  embed(
    texts: ReadonlyMap<string, string>,
    signal: AbortSignal,
  ): Promise<{ vectors: Map<string, Float32Array>; refused: string[] }>;
}

/** What the cache may take on the disk. */
const CACHE_BYTES = 400_000_000;
/** Of a row besides its vector. */
const ROW_BYTES = 60;
const DIGEST_BYTES = 16;

export function createCachedEmbeddings(options: {
  embedder: Embedder;
  store: VectorStore;
  cacheBytes?: number;
}): CachedEmbeddings {
  const { embedder, store, cacheBytes = CACHE_BYTES } = options;
  return {
    digestOf: (text) => createHash('sha256').update(`${embedder.name}\0${text}`).digest().subarray(0, DIGEST_BYTES),
    known(digest) {
      const packed = store.cached(digest);
      return packed && unpack(packed);
    },
    async embed(texts, signal) {
      const keys = [...texts.keys()];
      const embedded = await embedder.embed([...texts.values()], 'passage', signal);
      const vectors = new Map<string, Float32Array>();
      const refused: string[] = [];
      const entries: { digest: Uint8Array; vector: Uint8Array }[] = [];
      for (const [position, vector] of embedded.entries()) {
        const key = keys[position] ?? '';
        if (isRefusal(vector)) refused.push(vector.refused);
        else {
          const packed = pack(vector);
          // As it will come from the cache, so that it is the same the first time.
          vectors.set(key, unpack(packed));
          entries.push({ digest: Buffer.from(key, 'hex'), vector: packed });
        }
      }
      const [first] = entries;
      if (first !== undefined) store.cache(entries, Math.floor(cacheBytes / (first.vector.length + ROW_BYTES)));
      return { vectors, refused };
    },
  };
}

const SCALE_BYTES = 4;

/** A quarter of the size, and finds the same. */
function pack(vector: Float32Array): Uint8Array {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  const scale = largest === 0 ? 1 : largest / 127;
  const packed = Buffer.alloc(SCALE_BYTES + vector.length);
  packed.writeFloatLE(scale);
  for (const [n, value] of vector.entries()) packed.writeInt8(Math.round(value / scale), SCALE_BYTES + n);
  return packed;
}

function unpack(packed: Uint8Array): Float32Array {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const scale = bytes.readFloatLE(0);
  return Float32Array.from({ length: bytes.length - SCALE_BYTES }, (_, n) => bytes.readInt8(SCALE_BYTES + n) * scale);
}
