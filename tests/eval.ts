/**
 * `npm run eval`: how good the answers are, on the demo's golden queries; with `--data DIR` on public collections;
 * `npm run eval -- extraction [folder]`: how much of real files is read; `npm run eval -- calibrate FOLDER [--write]`: weights of
 * blending from what `--data DIR --only mix,other-mix --run-out FOLDER` left there.
 */
const [subject = 'golden', ...rest] = process.argv.slice(2);
if (subject === 'extraction') {
  process.argv.splice(2, process.argv.length, ...rest);
  await import('./corpus/main.ts');
} else if (subject === 'calibrate') {
  process.argv.splice(2, process.argv.length, ...rest);
  await import('./relevance/calibration/main.ts');
} else if (subject.startsWith('--')) await import('./relevance/public.ts');
else if (subject === 'golden' || subject === 'relevance') await import('./relevance/main.ts');
else {
  console.error(`There is no evaluation of "${subject}": golden (without a word), --data DIR, extraction, or calibrate.`);
  process.exitCode = 2;
}
