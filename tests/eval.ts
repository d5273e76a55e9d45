/** `npm run eval`: how good the answers are; `npm run eval -- extraction [folder]`: how much of real files is read. */
const [subject = 'relevance', ...rest] = process.argv.slice(2);
process.argv.splice(2, process.argv.length, ...rest);
if (subject === 'extraction') await import('./corpus/main.ts');
else if (subject === 'relevance') await import('./relevance/main.ts');
else {
  console.error(`There is no evaluation of "${subject}": relevance (without a word) or extraction.`);
  process.exitCode = 2;
}
