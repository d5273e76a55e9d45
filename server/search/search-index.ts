import type { RecordSink } from '#indexers/types.ts';

/** The search engine as the house sees it: a sink for records, and something that must be prepared and watched. */
export interface SearchIndex extends RecordSink {
  /** Creates the indexes, compares their settings, rebuilds beside and swaps when they changed incompatibly. */
  prepare(signal: AbortSignal): Promise<void>;
  health(signal: AbortSignal): Promise<{ ok: boolean; message: string }>;
  close(): Promise<void>;
}
