import type { BenchResult } from './bench-result.ts';
import { benchClient } from './client.ts';
import { benchDirectoryRead } from './directory-read.ts';
import { benchFilterCost } from './filter-cost.ts';
import { benchIndexing } from './indexing.ts';
import { benchPdfExtraction } from './pdf-extraction.ts';
import { benchRePermission } from './re-permission.ts';
import { benchRescan } from './rescan.ts';
import { benchResume } from './resume.ts';
import { benchSearch } from './search.ts';

const benches = {
  rescan: benchRescan,
  resume: benchResume,
  indexing: benchIndexing,
  pdf: benchPdfExtraction,
  directory: benchDirectoryRead,
  filter: benchFilterCost,
  'access-change': benchRePermission,
  search: () => benchSearch(),
  client: benchClient,
};

/** `npm run bench [-- name …]`: all of them, or those that are named. */
const names = process.argv.slice(2);
const unknown = names.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) throw new Error(`There is no bench "${unknown[0]}": ${Object.keys(benches).join(', ')}`);
const results: BenchResult[] = [];
for (const [name, bench] of Object.entries(benches))
  if (names.length === 0 || names.includes(name)) results.push(...(await bench()));
process.stdout.write('| what | Atrium | reference | ratio | promise | held |\n|---|---|---|---|---|---|\n');
for (const result of results) {
  const { what, ours, reference, ratio, promise, held } = result;
  process.stdout.write(`| ${what} | ${ours} | ${reference} | ${ratio} | ${promise} | ${held ? 'yes' : '**no**'} |\n`);
}
process.exitCode = results.every((result) => result.held) ? 0 : 1;
