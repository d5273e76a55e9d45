import { describe, expect, test } from 'vitest';
import { blend, type Side } from '#server/search/blend/blend.ts';

const WEIGHTS = { place: 2, lacking: 0 };

function side(letter: string, count: number, isFirstExact = false): Side[] {
  return Array.from({ length: count }, (_, n) => ({ id: `${letter}${n + 1}`, score: 1, isExact: n === 0 && isFirstExact }));
}

interface Asked {
  people?: Side[];
  documents?: Side[];
  probability: number;
  offset?: number;
  weights?: typeof WEIGHTS;
}

/** Ids in one line; P is how likely a person is wanted. */
function order({ people = side('p', 4), documents = side('d', 4), probability, ...rest }: Asked): string {
  const logOdds = Math.log(probability / (1 - probability));
  return blend({ people, documents, logOdds, weights: WEIGHTS, ...rest })
    .map(({ id }) => id)
    .join(' ');
}

test('when a person is surely wanted, people fill the first places', () => {
  expect(order({ probability: 0.99 })).toMatch(/^p1 p2 p3 /);
});

test('when a document is surely wanted, documents fill the first places', () => {
  expect(order({ probability: 0.01 })).toMatch(/^d1 d2 d3 /);
});

test.each([0.15, 0.3, 0.45, 0.55, 0.7, 0.85])('at %s, which is not sure, both are among the first three', (probability) => {
  const first = order({ probability }).split(' ').slice(0, 3).join(' ');
  expect(first).toMatch(/p/);
  expect(first).toMatch(/d/);
});

test('the likelier kind comes first', () => {
  expect(order({ probability: 0.6 })).toMatch(/^p1 d1 /);
  expect(order({ probability: 0.4 })).toMatch(/^d1 p1 /);
});

test('each side keeps its order, and nobody is lost', () => {
  for (const probability of [0.01, 0.2, 0.5, 0.8, 0.99]) {
    const ids = order({ probability }).split(' ');
    expect(ids.filter((id) => id.startsWith('p'))).toEqual(['p1', 'p2', 'p3', 'p4']);
    expect(ids.filter((id) => id.startsWith('d'))).toEqual(['d1', 'd2', 'd3', 'd4']);
  }
});

describe('what is called exactly as was typed', () => {
  test('a document is second at the latest', () => {
    expect(order({ probability: 0.99, documents: side('d', 4, true) })).toMatch(/^p1 d1 p2 /);
  });

  test('a person is second at the latest', () => {
    expect(order({ probability: 0.01, people: side('p', 4, true) })).toMatch(/^d1 p1 d2 /);
  });
});

test('a side whose further hits are much worse makes room for the other one', () => {
  const people = [1, 0.4, 0.4].map((score, n) => ({ id: `p${n + 1}`, score, isExact: false }));
  expect(order({ probability: 0.95, people, weights: WEIGHTS })).toMatch(/^p1 p2 p3 d1/);
  expect(order({ probability: 0.95, people, weights: { place: 2, lacking: 4 } })).toMatch(/^p1 d1 /);
});

test('a later page goes on as if it were one list', () => {
  const later = (letter: string) => side(letter, 4).slice(2);
  const page = { people: later('p'), documents: later('d') };
  // The third and the fourth are nearer to each other than the first and the second.
  expect(order({ probability: 0.7, ...page, offset: 2 })).toBe('p3 p4 d3 d4');
  expect(order({ probability: 0.7, ...page, offset: 0 })).toBe('p3 d3 p4 d4');
});

test('one side alone stays as it is, and nothing is nothing', () => {
  expect(order({ probability: 0.01, documents: [] })).toBe('p1 p2 p3 p4');
  expect(order({ probability: 0.99, people: [] })).toBe('d1 d2 d3 d4');
  expect(order({ probability: 0.5, people: [], documents: [] })).toBe('');
});
