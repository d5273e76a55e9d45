/** A Meilisearch that answers, whoever runs it. `url` may change when an embedded one is restarted, so read it for each call. */
export interface MeilisearchConnection {
  readonly kind: 'embedded' | 'external';
  readonly url: string;
  /** Undefined when the server asks for none. */
  readonly apiKey: string | undefined;
  /** Such as `1.21.0`. */
  readonly version: string;
  /** Asks it; never throws. `message` is for administrators. */
  health(signal: AbortSignal): Promise<{ ok: boolean; message: string }>;
  /** Stops it when it is ours alone; anything else is left running. */
  close(): Promise<void>;
}
