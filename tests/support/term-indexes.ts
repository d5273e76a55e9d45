import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import { createTermIndex, type TermIndex } from '#server/search/terms/term-index.ts';

/** Term databases of one test file: closed, and their folders removed, after each test. */
export function termIndexes(): { opened(dataDir?: string): TermIndex; folder(): string } {
  const cleanUp: (() => unknown)[] = [];
  afterEach(async () => {
    for (const step of cleanUp.splice(0).reverse()) await step();
  });
  return {
    /** In memory without a folder. */
    opened(dataDir) {
      const terms = createTermIndex(dataDir === undefined ? {} : { dataDir });
      cleanUp.push(() => terms.close());
      return terms;
    },
    folder() {
      const dataDir = mkdtempSync(path.join(tmpdir(), 'atrium-terms-'));
      cleanUp.push(() => rmSync(dataDir, { recursive: true }));
      return dataDir;
    },
  };
}
