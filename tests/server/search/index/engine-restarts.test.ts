import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLogger } from '#server/logger.ts';
import { createEmbeddedMeilisearch, type EmbeddedMeilisearch } from '#server/meilisearch/embedded-meilisearch.ts';
import { createMeilisearchHttp } from '#server/meilisearch/http.ts';
import { createMeiliIndex } from '#server/search/meili-index.ts';
import { documentRecord, recordIds } from '../../../support/records.ts';

const logger = createLogger({ level: 'silent' });
const signal = new AbortController().signal;
let dataDir: string;
let meilisearch: EmbeddedMeilisearch;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'atrium-restarts-'));
  meilisearch = await createEmbeddedMeilisearch({ dataDir, logger });
});

afterEach(async () => {
  await meilisearch.close();
  await rm(dataDir, { recursive: true, force: true });
});

test('no record is lost when Meilisearch is killed again and again while it indexes', async () => {
  const http = createMeilisearchHttp({ endpoint: meilisearch });
  // Small payloads, so that the kills fall between and into many of them.
  const index = createMeiliIndex({ http, indexPrefix: '', logger, limits: { collectMs: 5, payloadBytes: 20_000 } });
  await index.prepare(signal);
  const text = 'lorem ipsum dolor sit amet '.repeat(8);
  const writing = Array.from({ length: 3000 }, (_, n) => index.write(documentRecord({ id: `d${n}`, texts: [`${text} ${n}`] })));
  for (let kill = 0; kill < 3; kill++) {
    await Promise.race(writing.slice(kill * 900, kill * 900 + 300));
    const { pid } = meilisearch;
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect(meilisearch.pid).not.toBe(pid), { timeout: 20_000, interval: 10 });
  }
  await Promise.all(writing);
  const { documents } = await recordIds(index, 'library', signal);
  expect(documents.size).toBe(3000);
  await index.close();
});
