import { beforeAll, describe, expect, test } from 'vitest';
import { loadMinilm, type MinilmModel } from '#server/semantics/builtin/minilm-model.ts';

const TEXTS = [
  'The weather is lovely today.',
  "It's so sunny outside!",
  'He drove to the stadium.',
  'How many days of holiday do I get in my first year?',
  'Annual leave: new employees are entitled to 28 days of paid vacation, booked through the portal.',
  'The forklift battery must be charged overnight and checked every morning.',
  `Incident report. ${'The pump in hall three lost pressure after the valve was replaced. '.repeat(30)}`,
  '',
];

describe('all-MiniLM-L6-v2', () => {
  let exact: Float32Array[];
  let fast: Float32Array[];
  beforeAll(async () => {
    const embedAll = (model: MinilmModel) => Promise.all(TEXTS.map((text) => model.embed(text)));
    exact = await embedAll(await loadMinilm('float32'));
    fast = await embedAll(await loadMinilm('int8'));
  });

  test('in 32 bits is the model that was published', () => {
    // https://www.sbert.net: the cosines of its first example.
    expect(cosine(exact[0], exact[1])).toBeCloseTo(0.666, 3);
    expect(cosine(exact[0], exact[2])).toBeCloseTo(0.1046, 3);
    expect(cosine(exact[1], exact[2])).toBeCloseTo(0.1411, 3);
  });

  test('in 8 bits says the same of every text, long, short or empty', () => {
    for (const [n, vector] of exact.entries()) expect(cosine(vector, fast[n]), TEXTS[n]).toBeGreaterThan(0.98);
  });

  test('finds the answer to a question without a word of it', () => {
    expect(cosine(fast[3], fast[4])).toBeGreaterThan(cosine(fast[3], fast[5]) + 0.3);
  });

  test('gives vectors of length 1', () => {
    for (const vector of fast) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  });
});

function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (a === undefined || b === undefined) throw new Error('There is no such vector');
  return a.reduce((sum, value, n) => sum + value * (b[n] ?? 0), 0);
}
