import type { Answers, Evaluation } from './evaluation.ts';
import { MEASURE_NAMES, type Measures, meanMeasures, measureRun } from './scoring/measures.ts';
import { pairedTest } from './scoring/paired-test.ts';
import { table } from './table.ts';

const COLUMNS = [
  ['ndcg10', MEASURE_NAMES.ndcg10],
  ['mrr', MEASURE_NAMES.mrr],
  ['s1', MEASURE_NAMES.s1],
  ['map', MEASURE_NAMES.map],
  ['r100', MEASURE_NAMES.r100],
] as const;

const HEADINGS = [
  'collection',
  'system',
  'n',
  ...COLUMNS.map(([, heading]) => heading),
  'ms p50',
  'Atrium is better by (nDCG@10)',
  '95 %',
  'p',
];

/** One table: a row for each collection and system, and how far ours is from each reference. */
export function measuresTable(evaluations: readonly Evaluation[]): string {
  return table(HEADINGS, evaluations.flatMap(rowsOf));
}

/** Ours alone by the kinds of question, where a collection tells kinds apart. */
export function categoriesTable(evaluations: readonly Evaluation[]): string {
  const rows = evaluations.flatMap((evaluation) => {
    const categories = [...new Set(evaluation.queries.map(({ category }) => category))].filter((name) => name !== '');
    const [ours] = evaluation.answers;
    if (ours === undefined) return [];
    const measured = measureRun(evaluation.qrels, ours.run);
    return categories.map((category) => {
      const own = evaluation.queries.filter((query) => query.category === category).flatMap(({ id }) => measured.get(id) ?? []);
      return [evaluation.name, category, String(own.length), ...cells(meanMeasures(own))];
    });
  });
  return rows.length === 0 ? '' : table(['collection', 'kind', 'n', ...COLUMNS.map(([, heading]) => heading)], rows);
}

function rowsOf(evaluation: Evaluation): string[][] {
  const measured = evaluation.answers.map(({ run }) => measureRun(evaluation.qrels, run));
  return evaluation.answers.map((answers, position) => {
    const own = [...(measured[position]?.values() ?? [])];
    const ours = measured[0];
    return [
      evaluation.name,
      answers.system,
      String(own.length),
      ...cells(meanMeasures(own)),
      medianOf(answers),
      ...(position === 0 || ours === undefined ? ['', '', ''] : differenceCells([...ours.values()], own)),
    ];
  });
}

function differenceCells(ours: readonly Measures[], theirs: readonly Measures[]): string[] {
  const ndcg = (measures: readonly Measures[]) => measures.map(({ ndcg10 }) => ndcg10);
  const { difference, from, to, p } = pairedTest(ndcg(ours), ndcg(theirs));
  return [signed(difference), `${signed(from)} … ${signed(to)}`, p.toFixed(3)];
}

function cells(measures: Measures): string[] {
  return COLUMNS.map(([key]) => measures[key].toFixed(3));
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}

function medianOf({ took }: Answers): string {
  return (took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)] ?? 0).toFixed(1);
}
