import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AtriumProcess, startAtrium } from '../support/atrium-process.ts';
import { type Judgement, judge, score } from './judge.ts';

let atrium: AtriumProcess;
let judgements: Judgement[];

beforeAll(async () => {
  atrium = await startAtrium();
  judgements = await judge(atrium.url);
}, 120_000);
afterAll(() => atrium?.stop());

/** Floors just under what `npm run eval` showed last: they fail when ranking gets worse. */
test.each([
  ['document', 0.87, 0.91],
  ['person', 1, 1],
  ['expert', 0.83, 0.9],
] as const)('%s queries keep their place', (kind, s1, mrr) => {
  const own = judgements.filter((judgement) => judgement.kind === kind);
  const missed = own.filter(({ rank }) => rank !== 1).map(({ query, rank, first }) => `${query}: ${rank} (first: ${first})`);
  const found = score(own);
  expect(found.s1, missed.join('\n')).toBeGreaterThanOrEqual(s1);
  expect(found.mrr, missed.join('\n')).toBeGreaterThanOrEqual(mrr);
});

test('hits lead to the page where the words stand', () => {
  const judged = judgements.filter(({ rightPage }) => rightPage !== undefined);
  const wrong = judged.filter(({ rightPage }) => rightPage === false).map(({ query }) => query);
  expect(1 - wrong.length / judged.length, wrong.join('\n')).toBeGreaterThanOrEqual(0.88);
});
