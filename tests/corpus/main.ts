import { readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createExtractionPool } from '#indexers/sync/extract-in-child.ts';
import type { ExtractionResult } from '#indexers/types/extraction.ts';
import { gatherCorpus } from './gather-corpus.ts';
import { REFERENCE_PROGRAMS, referenceTexts } from './reference-text.ts';
import { compareBags, sizeOf, wordBag } from './word-bag.ts';

const MAX_BYTES = 200 * 1024 * 1024;
/** Fewer words say nothing about a reader. */
const FEWEST_WORDS = 5;

interface Row {
  kind: string;
  files: number;
  withText: number;
  failed: number;
  missed: number;
  f1: number[];
  recall: number[];
}

/**
 * `npm run eval -- extraction [folder]`: every file of a corpus through the extraction children, against the reference program of
 * its format. A folder holds one folder for each extension; without one the corpus is gathered.
 */
const tell = (line: string): void => console.error(line);
const corpus = process.argv[2] ?? (await gatherCorpus(tell));
const pool = createExtractionPool();
const details: string[] = [];
const rows: Row[] = [];
try {
  for (const kind of readdirSync(corpus).sort()) rows.push(await judge(kind));
} finally {
  await pool.close();
}
printTable();
writeFileSync(`${corpus}-details.txt`, `${details.join('\n')}\n`);
process.stdout.write(`\nEach file below 0.8 and each failure: ${corpus}-details.txt\n`);

async function judge(kind: string): Promise<Row> {
  tell(kind);
  const folder = path.join(corpus, kind);
  const hasReference = REFERENCE_PROGRAMS[kind] !== undefined;
  const references = hasReference ? await referenceTexts(folder, kind, `${corpus}-reference-${kind}`) : new Map<string, string>();
  const row: Row = { kind, files: 0, withText: 0, failed: 0, missed: 0, f1: [], recall: [] };
  await Promise.all(
    readdirSync(folder).map(async (name) => {
      const result = await extract(path.join(folder, name), name);
      add(row, { name, result, reference: references.get(name) ?? '' });
    }),
  );
  return row;
}

function extract(file: string, name: string): Promise<ExtractionResult> {
  const { size } = statSync(file);
  return pool.extract({ path: Buffer.from(file), name, size, maxBytes: MAX_BYTES }, AbortSignal.timeout(1_800_000));
}

function add(row: Row, { name, result, reference }: { name: string; result: ExtractionResult; reference: string }): void {
  row.files += 1;
  const words = wordBag(textOf(result));
  const wanted = wordBag(reference);
  const isJudged = sizeOf(wanted) >= FEWEST_WORDS;
  if (sizeOf(words) > 0) row.withText += 1;
  if (result.state === 'failed') {
    row.failed += 1;
    details.push(`${row.kind}\t${name}\t${result.cause}: ${result.message}`);
  }
  if (!isJudged) return;
  if (sizeOf(words) === 0) row.missed += 1;
  const { f1, recall } = compareBags(words, wanted);
  row.f1.push(f1);
  row.recall.push(recall);
  if (f1 < 0.8 && result.state !== 'failed')
    details.push(`${row.kind}\t${name}\tF1 ${f1.toFixed(3)}, recall ${recall.toFixed(3)}`);
}

function textOf(result: ExtractionResult): string {
  if (result.state === 'failed') return '';
  const { title = '', sections } = result.extracted;
  return [title, ...sections.map(({ heading = '', text }) => `${heading}\n${text}`)].join('\n');
}

function printTable(): void {
  process.stdout.write(
    '| format | files | with text | failed | no text, reference has | F1 median | F1 mean | words found | reference |\n',
  );
  process.stdout.write('|---|---:|---:|---:|---:|---:|---:|---:|---|\n');
  for (const { kind, files, withText, failed, missed, f1, recall } of rows) {
    const judged =
      f1.length === 0 ? '– | – | –' : `${middle(f1).toFixed(3)} | ${mean(f1).toFixed(3)} | ${mean(recall).toFixed(3)}`;
    process.stdout.write(
      `| ${kind} | ${files} | ${withText} | ${failed} | ${missed} | ${judged} | ${REFERENCE_PROGRAMS[kind] ?? '–'} |\n`,
    );
  }
  const total = rows.reduce((sum, { files }) => sum + files, 0);
  const readable = rows.reduce((sum, { f1 }) => sum + f1.length, 0);
  const missed = rows.reduce((sum, row) => sum + row.missed, 0);
  process.stdout.write(
    `\n${total} files; of ${readable} that the references read, ${(100 * (1 - missed / readable)).toFixed(2)} % give text.\n`,
  );
}

function middle(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
