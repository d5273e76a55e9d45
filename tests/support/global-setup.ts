import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { createLogger } from '#server/logger.ts';
import { createEmbeddedMeilisearch } from '#server/meilisearch/embedded-meilisearch.ts';
import { startAtrium } from './atrium-process.ts';
import { offer } from './offer.ts';
import { startSambaDc } from './start-samba-dc.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The Meilisearch that all test files share; use it through `tests/support/meilisearch.ts`. */
    meilisearch: { url: string; apiKey: string };
  }
}

/** Starts what every test file shares, once; what only some need is started by those (`tests/support/*`). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'atrium-test-meilisearch-'));
  const meilisearch = await createEmbeddedMeilisearch({ dataDir, logger: createLogger({ level: 'error' }) });
  project.provide('meilisearch', { url: meilisearch.url, apiKey: meilisearch.apiKey ?? '' });
  const sambaDc = await offer(startDc);
  project.provide('sambaDcSocket', sambaDc.socketPath);
  const demo = await offer(startDemo);
  project.provide('demoSocket', demo.socketPath);
  return async () => {
    await Promise.all([meilisearch.close(), sambaDc.close(), demo.close()]);
    await rm(dataDir, { recursive: true, force: true });
  };
}

async function startDc() {
  const { dc, stop } = await startSambaDc();
  return { answer: dc, stop };
}

async function startDemo() {
  const { url, process, stop } = await startAtrium();
  return { answer: { url, pid: process.pid }, stop };
}
