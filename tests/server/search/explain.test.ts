import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Explanation } from '#server/contract/search.ts';
import { SearchQuery } from '#server/contract/search.ts';
import { createSearchHouse, readableBy, viewer } from '../../support/search-house.ts';

const house = createSearchHouse();
const BOARD = 'group:board';
const signal = new AbortController().signal;
const explained = (q: string, who = viewer('group:all')) =>
  house.search.search({ ...SearchQuery.parse({ q }), explain: true }, who, signal);

beforeAll(async () => {
  await house.prepare();
  const authors = [{ name: 'Wren Okafor', personId: 'wren' }];
  await Promise.all([
    house.addPerson({ id: 'wren', name: 'Wren Okafor', title: 'Tide engineer', skills: ['tides'], location: 'Lisbon' }),
    house.addPerson({ id: 'mara', name: 'Mara Tide', title: 'Designer', location: 'Berlin' }),
    house.addDocument({
      id: 'tables',
      path: 'Tide tables.md',
      texts: ['Tide tables of the harbour.', 'How tides are told.'],
      authors,
    }),
    house.addDocument({ id: 'walk', path: 'Walk.md', texts: ['A walk at low tide.'], authors }),
    house.addDocument({ id: 'harbour', path: 'Harbour.md', texts: ['The harbour at high tide, and its tables and chairs.'] }),
    house.addDocument({ id: 'secret', path: 'Board/Tide tables.md', texts: ['Tide tables, tide tables.'] }, readableBy(BOARD)),
  ]);
});
afterAll(() => house.close());

/** Tiers decide before the score and are no part of it. */
const TIERS = ['exact', 'allWords', 'pinned'];
const FACTORS = ['boost', 'scale'];

function scoreOf({ parts }: Explanation): number {
  const added = parts.filter(({ name }) => !TIERS.includes(name) && !FACTORS.includes(name));
  const factors = parts.filter(({ name }) => FACTORS.includes(name));
  return added.reduce((sum, { value }) => sum + value, 0) * factors.reduce((product, { value }) => product * value, 1);
}

describe('explain=true', () => {
  test.each(['tide tables', 'tide', 'harbour at high tide', 'Walk'])(
    'tells parts that come to the score of each hit: %s',
    async (q) => {
      const { documents, people } = await explained(q);
      expect(documents.items.length).toBeGreaterThan(0);
      for (const { id, score, explanation } of [...documents.items, ...people.items])
        expect(scoreOf(explanation ?? { parts: [] }), id).toBeCloseTo(score, 2);
    },
  );

  test.each(['mara tide', 'engineer lisbon', 'Okafor Wren'])('tells which words a person answers, and how: %s', async (q) => {
    const { people } = await explained(q);
    const [first] = people.items;
    expect(scoreOf(first?.explanation ?? { parts: [] })).toBeCloseTo(first?.score ?? 0, 2);
    expect(first?.explanation?.parts.filter(({ note }) => note !== undefined)).toHaveLength(2);
  });

  test('tells what speaks for an expert', async () => {
    const [expert] = await house.search.experts('tides', { limit: 5, explain: true }, viewer('group:all'), signal);
    expect(expert?.person.id).toBe('wren');
    expect(scoreOf(expert?.explanation ?? { parts: [] })).toBeCloseTo(expert?.score ?? 0, 2);
  });

  test('tells nothing of what the viewer may not read', async () => {
    const answer = await explained('tide tables');
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(JSON.stringify(answer)).not.toContain('Board');
    const names = answer.documents.items.flatMap(({ explanation }) => explanation?.parts ?? []);
    for (const { note = '' } of names) expect(note).not.toMatch(/\d/);
  });

  test('is left out unless it is asked for', async () => {
    const { documents, people, experts } = await house.ask('tide');
    expect(JSON.stringify([documents, people, experts])).not.toContain('explanation');
  });
});
