import { startAtrium } from '../support/atrium-process.ts';
import { judge, score } from './judge.ts';

/** `npm run eval`: how well the demo's golden queries are answered, end to end over HTTP. */
const atrium = await startAtrium();
try {
  const judgements = await judge(atrium.url);
  process.stdout.write('| golden queries | n | S@1 | S@3 | MRR | right page |\n|---|---|---|---|---|---|\n');
  for (const kind of ['document', 'person', 'expert'] as const) {
    const own = judgements.filter((judgement) => judgement.kind === kind);
    const { queries, s1, s3, mrr } = score(own);
    const pages = own.filter(({ rightPage }) => rightPage !== undefined);
    const right = pages.length === 0 ? '–' : `${pages.filter(({ rightPage }) => rightPage).length} of ${pages.length}`;
    process.stdout.write(`| ${kind} | ${queries} | ${s1.toFixed(2)} | ${s3.toFixed(2)} | ${mrr.toFixed(2)} | ${right} |\n`);
  }
  for (const { query, wanted, rank, first, rightPage } of judgements) {
    if (rank === 1 && rightPage !== false) continue;
    process.stdout.write(
      `\n"${query}": wanted ${wanted}, found at ${rank || 'no place'}${rightPage === false ? ' (other page)' : ''}; first was ${first}`,
    );
  }
  process.stdout.write('\n');
} finally {
  await atrium.stop();
}
