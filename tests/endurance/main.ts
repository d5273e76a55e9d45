import { killStorm } from './kill-storm.ts';

/** `npm run endurance [kills] [seed]`: what the test of the same name does, for longer. */
const [kills = '50', seed = String(Date.now() % 1e6)] = process.argv.slice(2);
console.error(`seed ${seed}`);
const report = await killStorm({
  files: 5000,
  kills: Number(kills),
  seed: Number(seed),
  longestPauseMs: 5000,
  tell: (line) => console.error(line),
});
const { differences, documents } = report;
process.stdout.write(
  `| kills | changes meanwhile | documents | otherwise than after an undisturbed run |\n|---|---|---:|---:|\n`,
);
const words = (counts: Record<string, number>) =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
process.stdout.write(`| ${words(report.kills)} | ${words(report.changes)} | ${documents} | ${differences.length} |\n`);
for (const difference of differences.slice(0, 20)) process.stdout.write(`${difference}\n`);
process.exitCode = differences.length === 0 ? 0 : 1;
