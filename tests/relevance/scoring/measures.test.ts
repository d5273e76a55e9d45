import { describe, expect, test } from 'vitest';
import { meanMeasures, measure, measureRun } from './measures.ts';

describe('measures of one query', () => {
  test('gains count linearly, each divided by the logarithm of its place', () => {
    // Found: 2/log2(2) + 0 + 1/log2(4) = 2.5; best: 3/log2(2) + 2/log2(3) + 1/log2(4) = 4.7619.
    const judged = new Map([
      ['a', 3],
      ['b', 2],
      ['c', 1],
      ['d', 0],
    ]);
    expect(measure(judged, ['b', 'd', 'c']).ndcg10).toBeCloseTo(2.5 / (3 + 2 / Math.log2(3) + 0.5), 10);
  });

  test('average precision divides by all that is relevant, found or not', () => {
    // Relevant at places 1 and 3 of four relevant ones: (1/1 + 2/3) / 4.
    const judged = new Map(['a', 'b', 'c', 'd'].map((item) => [item, 1]));
    const found = measure(judged, ['a', 'x', 'b', 'y']);
    expect(found.map).toBeCloseTo((1 + 2 / 3) / 4, 10);
    expect(found).toMatchObject({ mrr: 1, s1: 1, r100: 0.5 });
  });

  test('the reciprocal rank is that of the first relevant item', () => {
    expect(measure(new Map([['a', 1]]), ['x', 'y', 'a'])).toMatchObject({ mrr: 1 / 3, s1: 0 });
  });

  test('an item below zero is judged and not relevant', () => {
    expect(
      measure(
        new Map([
          ['a', -1],
          ['b', 1],
        ]),
        ['a', 'b'],
      ),
    ).toMatchObject({ mrr: 0.5, s1: 0, map: 0.5 });
  });

  test('an item named twice counts where it is first', () => {
    const judged = new Map([
      ['a', 1],
      ['b', 1],
    ]);
    expect(measure(judged, ['a', 'a', 'b'])).toEqual(measure(judged, ['a', 'b']));
  });

  test('ten places count for the gain, a hundred for the recall', () => {
    const judged = new Map([
      ['at 11', 1],
      ['at 101', 1],
    ]);
    const ranked = Array.from({ length: 101 }, (_, position) => `at ${position + 1}`);
    expect(measure(judged, ranked)).toMatchObject({ ndcg10: 0, r100: 0.5 });
  });
});

test('nothing counts behind the thousandth place', () => {
  const ranked = Array.from({ length: 1001 }, (_, position) => `at ${position + 1}`);
  expect(measure(new Map([['at 1000', 1]]), ranked)).toMatchObject({ mrr: 1 / 1000, map: 1 / 1000 });
  expect(measure(new Map([['at 1001', 1]]), ranked)).toMatchObject({ mrr: 0, map: 0 });
});

describe('measures of a run', () => {
  const qrels = new Map([
    ['answered', new Map([['a', 1]])],
    ['unanswered', new Map([['a', 1]])],
    ['nothing relevant', new Map([['a', 0]])],
  ]);

  test('a query without an answer counts, a query without anything relevant does not', () => {
    const measured = measureRun(qrels, new Map([['answered', ['a']]]));
    expect([...measured.keys()]).toEqual(['answered', 'unanswered']);
    expect(meanMeasures([...measured.values()])).toEqual({ ndcg10: 0.5, mrr: 0.5, s1: 0.5, map: 0.5, r100: 0.5 });
  });
});
