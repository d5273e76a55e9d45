import path from 'node:path';
import { createExtractionPool } from '#indexers/sync/extract-in-child.ts';
import { createFileCache } from './file-cache.ts';
import { createPagePictures, type PagePictures } from './page-pictures.ts';

const MEGABYTE = 1024 * 1024;
const CACHE_BYTES = 768 * MEGABYTE;

/**
 * With a process of its own, started when the first page is drawn: pages do not wait for a run that reads a drive, and a run does
 * not wait for pages.
 */
export function openPagePictures({ dataDir }: { dataDir: string }): { pictures: PagePictures; close(): Promise<void> } {
  const pool = createExtractionPool({ concurrency: 1, limits: { cpuMs: 10_000, wallMs: 20_000 } });
  const cache = createFileCache({ folder: path.join(dataDir, 'page-pictures'), maxBytes: CACHE_BYTES });
  return { pictures: createPagePictures({ cache, drawer: pool }), close: () => pool.close() };
}
