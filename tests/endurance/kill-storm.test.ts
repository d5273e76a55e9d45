import { expect, test } from 'vitest';
import { killStorm } from './kill-storm.ts';

/** `npm run endurance` does the same with 5,000 files and 50 kills. */
test('indexer, Meilisearch and server, killed in turn while somebody works on the drive, leave the index of an undisturbed run', async () => {
  const report = await killStorm({ files: 150, kills: 6, seed: 11, longestPauseMs: 2500 });
  expect(Object.values(report.kills).reduce((sum, count) => sum + count, 0)).toBe(6);
  expect(report.documents).toBeGreaterThan(100);
  expect(report.differences).toEqual([]);
}, 180_000);
