import { startAtrium } from '../support/atrium-process.ts';
import { allReady } from './installation/all-ready.ts';
import { type Judgement, judge, score } from './judge.ts';
import { table } from './table.ts';

/** `npm run eval`: how well the demo's golden queries are answered, end to end over HTTP. */
const atrium = await startAtrium();
try {
  await allReady(atrium);
  const judgements = await judge(atrium.url);
  const kinds = [...new Set(judgements.map(({ type, kind }) => (type === kind ? type : `${type}: ${kind}`)))];
  const rows = [
    ...kinds.map((name) =>
      row(
        name,
        judgements.filter(({ type, kind }) => (type === kind ? type : `${type}: ${kind}`) === name),
      ),
    ),
    row(
      'document, all',
      judgements.filter(({ type }) => type === 'document'),
    ),
  ];
  process.stdout.write(table(['golden queries', 'n', 'S@1', 'S@3', 'MRR', 'right page'], rows));
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

function row(name: string, own: readonly Judgement[]): string[] {
  const { queries, s1, s3, mrr } = score(own);
  const pages = own.filter(({ rightPage }) => rightPage !== undefined);
  const right = pages.length === 0 ? '–' : `${pages.filter(({ rightPage }) => rightPage).length} of ${pages.length}`;
  return [name, String(queries), s1.toFixed(2), s3.toFixed(2), mrr.toFixed(2), right];
}
