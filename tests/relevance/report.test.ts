import { expect, test } from 'vitest';
import type { Evaluation } from './evaluation.ts';
import { differencesTable, measuresTable } from './report.ts';

const LINE = 120;
const ask = (id: string) => ({ id, text: id, category: '' });
/** Three questions with one right answer each: ours is first, theirs behind another one. */
const evaluation: Evaluation = {
  name: 'mixed-formats-python',
  kind: 'documents',
  queries: ['q1', 'q2', 'q3'].map(ask),
  qrels: new Map(['q1', 'q2', 'q3'].map((id) => [id, new Map([['right', 1]])])),
  answers: [
    { system: 'Atrium', run: new Map(['q1', 'q2', 'q3'].map((id) => [id, ['right']])), took: [1, 2, 3] },
    { system: 'Meilisearch defaults', run: new Map(['q1', 'q2', 'q3'].map((id) => [id, ['wrong', 'right']])), took: [1, 2, 3] },
  ],
};

test('every measure stands beside its system', () => {
  const [, , ours, theirs] = measuresTable([evaluation]).split('\n');
  expect(ours).toBe('| mixed-formats-python | Atrium | 3 | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 | 2.0 |');
  // At the second place: 1 / log2(3) of the gain, half of the precision and of the rank.
  expect(theirs).toBe('| mixed-formats-python | Meilisearch defaults | 3 | 0.631 | 0.500 | 0.000 | 0.500 | 1.000 | 2.0 |');
});

test('every measure has a paired test of its own', () => {
  const rows = differencesTable([evaluation]).split('\n').slice(2, -1);
  const cells = rows.map((row) => row.split(' | ').slice(2));
  expect(cells.map(([measure, difference]) => [measure, difference])).toEqual([
    ['nDCG@10', '+0.369'],
    ['MRR', '+0.500'],
    ['S@1', '+1.000'],
    ['MAP', '+0.500'],
    ['R@100', '+0.000'],
  ]);
  // Of the eight ways to swap three that are all better, two are as far from zero; of three that are equal, all.
  const chances = cells.map(([, , , p]) => Number.parseFloat(p ?? ''));
  for (const p of chances.slice(0, 4)) expect(p).toBeCloseTo(0.25, 1);
  expect(chances[4]).toBe(1);
});

test('tables fit a window of 120 columns', () => {
  const lines = [measuresTable([evaluation]), differencesTable([evaluation])].join('').split('\n');
  for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(LINE);
});

test('without a reference there is nothing to compare', () => {
  expect(differencesTable([{ ...evaluation, answers: evaluation.answers.slice(0, 1) }])).toBe('');
});
