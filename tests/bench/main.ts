import type { BenchResult } from './bench-result.ts';
import { benchDirectoryRead } from './directory-read.ts';
import { benchFilterCost } from './filter-cost.ts';
import { benchRePermission } from './re-permission.ts';
import { benchRescan } from './rescan.ts';

const results: BenchResult[] = [];
for (const bench of [benchRescan, benchDirectoryRead, benchFilterCost, benchRePermission]) results.push(...(await bench()));
process.stdout.write('| what | Atrium | reference | ratio | promise | held |\n|---|---|---|---|---|---|\n');
for (const result of results) {
  const { what, ours, reference, ratio, promise, held } = result;
  process.stdout.write(`| ${what} | ${ours} | ${reference} | ${ratio} | ${promise} | ${held ? 'yes' : '**no**'} |\n`);
}
process.exitCode = results.every((result) => result.held) ? 0 : 1;
