/** Turns texts into vectors whose angle tells how near their meanings are. One per process; built by `createEmbedder`. */
export interface Embedder {
  /** Of the model, with whatever else makes its vectors differ: vectors of two names are never compared. */
  readonly name: string;
  /** Numbers in a vector; known before the first text, or after it where only the provider knows. */
  dimensions(): number | undefined;
  /**
   * One vector of length 1 for each text, in their order; a text that the model refuses has an `EmbeddingRefusal` in its place.
   * A query never waits behind passages. Throws `EmbedderFailure` when the model is out of reach or broken, which another
   * attempt may find otherwise, and the signal's reason when aborted.
   */
  embed(texts: readonly string[], purpose: EmbeddingPurpose, signal: AbortSignal): Promise<Embedded[]>;
  /** Texts that it works on at once without one making the other slower. */
  readonly batch: number;
  close(): Promise<void>;
}

export type EmbeddingPurpose = 'query' | 'passage';
export type Embedded = Float32Array | EmbeddingRefusal;

/** The model said no to this one text, and would again. */
export interface EmbeddingRefusal {
  refused: string;
}

/** The embedder cannot be asked at the moment; `message` is for an administrator. */
export class EmbedderFailure extends Error {
  /** Not before so many milliseconds, when the provider said so. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: { cause?: unknown; retryAfterMs?: number | undefined } = {}) {
    super(message, { cause: options.cause });
    this.name = 'EmbedderFailure';
    this.retryAfterMs = options.retryAfterMs;
  }
}

export function isRefusal(embedded: Embedded): embedded is EmbeddingRefusal {
  return !(embedded instanceof Float32Array);
}

/** The same direction with length 1; undefined for what has no direction. */
export function toUnitLength(vector: Float32Array): Float32Array | undefined {
  const length = Math.hypot(...vector);
  return Number.isFinite(length) && length > 0 ? vector.map((value) => value / length) : undefined;
}
