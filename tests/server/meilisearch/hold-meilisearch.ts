/** A process of its own that runs or uses the Meilisearch of a data folder until its standard input ends. */
import { createLogger } from '#server/logger.ts';
import { createEmbeddedMeilisearch } from '#server/meilisearch/embedded-meilisearch.ts';

const [dataDir = ''] = process.argv.slice(2);
const meilisearch = await createEmbeddedMeilisearch({ dataDir, logger: createLogger({ level: 'error' }) });
process.stdout.write(
  `${JSON.stringify({ url: meilisearch.url, apiKey: meilisearch.apiKey, pid: meilisearch.pid, isOwner: meilisearch.isOwner })}\n`,
);
process.stdin.resume();
process.stdin.once('end', () => void meilisearch.close());
