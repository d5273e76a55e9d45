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

const HEADINGS = ['collection', 'system', 'n', ...COLUMNS.map(([, heading]) => heading), 'ms p50'];

/** A row for each collection and system. */
export function measuresTable(evaluations: readonly Evaluation[]): string {
  return table(HEADINGS, evaluations.flatMap(rowsOf));
}

/** By how much ours is better than each reference: a row for each measure, with a paired test. */
export function differencesTable(evaluations: readonly Evaluation[]): string {
  const rows = evaluations.flatMap(({ name, qrels, answers: [ours, ...references] }) => {
    const own = ours === undefined ? [] : [...measureRun(qrels, ours.run).values()];
    return references.flatMap(({ system, run }) =>
      differenceRows(own, [...measureRun(qrels, run).values()]).map((cells) => [name, system, ...cells]),
    );
  });
  return rows.length === 0 ? '' : table(['collection', 'Atrium against', 'measure', 'better by', '95 %', 'p'], rows);
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

function rowsOf({ name, qrels, answers }: Evaluation): string[][] {
  return answers.map((one) => {
    const own = [...measureRun(qrels, one.run).values()];
    return [name, one.system, String(own.length), ...cells(meanMeasures(own)), medianOf(one)];
  });
}

function differenceRows(ours: readonly Measures[], theirs: readonly Measures[]): string[][] {
  return COLUMNS.map(([key, heading]) => {
    const valuesOf = (measured: readonly Measures[]) => measured.map((measures) => measures[key]);
    const { difference, from, to, p } = pairedTest(valuesOf(ours), valuesOf(theirs));
    return [heading, signed(difference), `${signed(from)} … ${signed(to)}`, p.toFixed(3)];
  });
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
