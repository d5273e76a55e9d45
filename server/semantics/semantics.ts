import type { QueryVector } from './vector-query.ts';

/** Search by meaning: what people type becomes a vector, and so does every passage, in the background. Off, it does nothing. */
export interface Semantics {
  /**
   * Undefined when it is off, has no vectors yet, or would take longer than a search may wait for it: then words alone decide.
   * Never throws but for the signal.
   */
  queryVector(text: string, signal: AbortSignal): Promise<QueryVector | undefined>;
  /** Resolves when a query need not wait for the model, as far as that can be had: for who asks once and not again. Never throws. */
  warm(signal: AbortSignal): Promise<void>;
  /** How it is, for administrators. */
  state(): SemanticsState;
  /** Computes from now on the vectors of what is due; only for the server, other processes leave it to it. */
  start(): void;
  close(): Promise<void>;
}

export interface SemanticsState {
  /** As configured. */
  provider: string;
  /** `loading`: nothing was embedded yet; `failed`: the last attempt did not work out and is repeated. */
  state: 'ready' | 'loading' | 'off' | 'failed';
  /** A sentence. */
  message: string;
  /** Documents that wait for their vectors. */
  due: number;
  /** Passages that have one. */
  done: number;
}

/** For tests and tools that search by words only. */
export const NO_SEMANTICS: Pick<Semantics, 'queryVector' | 'state'> = {
  queryVector: async () => undefined,
  state: () => ({ provider: 'off', state: 'off', message: 'Semantic search is off', due: 0, done: 0 }),
};
