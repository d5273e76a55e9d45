import type { Config } from '../config/schema.ts';
import type { Logger } from '../logger.ts';
import { createEmbeddedMeilisearch } from './embedded-meilisearch.ts';
import { createExternalMeilisearch } from './external-meilisearch.ts';
import type { MeilisearchConnection } from './meilisearch-connection.ts';

export type { MeilisearchConnection };

/** The Meilisearch of the configuration: the one at `meilisearch.url`, or our own on `dataDir`. Throws as those do. */
export function connectMeilisearch(options: {
  config: Pick<Config, 'dataDir' | 'meilisearch'>;
  logger: Logger;
  signal: AbortSignal;
}): Promise<MeilisearchConnection> {
  const { config, logger, signal } = options;
  if (config.meilisearch === undefined) return createEmbeddedMeilisearch({ dataDir: config.dataDir, logger, signal });
  const { url, apiKey, indexPrefix } = config.meilisearch;
  return createExternalMeilisearch({ url, apiKey, indexPrefix, signal });
}
