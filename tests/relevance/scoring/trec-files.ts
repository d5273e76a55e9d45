import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** What is right: query → item → gain; 0 or less is judged and not relevant. */
export type Qrels = ReadonlyMap<string, ReadonlyMap<string, number>>;
/** What a system answered: query → items, best first. */
export type Run = ReadonlyMap<string, readonly string[]>;

export interface Query {
  id: string;
  text: string;
  /** What kind of question it is, where the collection says so. */
  category: string;
}

const QueryLine = z.object({ _id: z.coerce.string(), text: z.string(), category: z.string().default('') });
const QrelLine = z.tuple([z.string(), z.string(), z.coerce.number()]);

/** BEIR's `queries.jsonl`. */
export function readQueries(file: string): Query[] {
  return readJsonLines(file, QueryLine).map(({ _id, text, category }) => ({ id: _id, text, category }));
}

/** BEIR's `qrels.tsv`: a line of headings, then query, item and gain. */
export function readQrels(file: string): Qrels {
  const qrels = new Map<string, Map<string, number>>();
  for (const [query, item, gain] of readTable(file)
    .slice(1)
    .map((line) => QrelLine.parse(line))) {
    const judged = qrels.get(query) ?? new Map<string, number>();
    qrels.set(query, judged.set(item, gain));
  }
  return qrels;
}

export function readJsonLines<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema>[] {
  return linesOf(file).map((line) => schema.parse(JSON.parse(line)));
}

/** Cells of a file with tabs between them. */
export function readTable(file: string): string[][] {
  return linesOf(file).map((line) => line.split('\t'));
}

/** One JSON line a query: `{"qid": …, "docs": [ids, best first]}`. */
export function writeRun(file: string, run: Run): void {
  writeFileSync(file, [...run].map(([qid, docs]) => `${JSON.stringify({ qid, docs })}\n`).join(''));
}

export function writeQrels(file: string, qrels: Qrels): void {
  const lines = [...qrels].flatMap(([query, judged]) => [...judged].map(([item, gain]) => `${query}\t${item}\t${gain}\n`));
  writeFileSync(file, `query-id\tcorpus-id\tscore\n${lines.join('')}`);
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '');
}
