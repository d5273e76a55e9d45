import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '#server/access/viewer.ts';
import { SearchQuery } from '#server/contract/search.ts';
import { createSearchService } from '#server/search/create-search-service.ts';
import { MOST_FOUND } from '#server/search/terms/document-finder.ts';
import { createSearchHouse, readableBy, viewer } from '../../support/search-house.ts';

const { signal } = new AbortController();
const house = createSearchHouse();
/** The same in an installation in which the engine is spared; what it asks the engine is written down. */
const asked: { q?: string; limit?: number }[] = [];
const spared = createSearchService({
  ...house.options,
  manyPassages: 0,
  http: {
    request(wanted) {
      if (wanted.path === 'multi-search') asked.push(...(wanted.body as { queries: typeof asked }).queries);
      return house.options.http.request(wanted);
    },
  },
});

const texts: Record<string, string> = {
  pump: 'The pump of the plant needs oil every week, and a new seal every year.',
  seal: 'How to change the seal of a valve.',
  oil: 'Oil is bought in barrels. The price of oil rose.',
  weekly: 'What happens every week: minutes, a round through the plant.',
  plant: 'The plant on the island was built by the cooperative.',
  turbine: 'A turbine turns in the wind. Its bearings want grease.',
  bearings: 'Bearings and grease, by size.',
  lunch: 'Soup on Mondays, fish on Fridays.',
};

beforeAll(async () => {
  await house.prepare();
  await Promise.all([
    ...Object.entries(texts).map(([id, text]) =>
      house.addDocument({ id, path: `${id}.txt`, title: `Note ${id}`, texts: [text] }),
    ),
    house.addDocument(
      { id: 'secret', path: 'secret.txt', title: 'Secret', texts: ['Oil for the pump: the seal is quixotic, the week is over.'] },
      readableBy('group:board'),
    ),
  ]);
  await house.terms.listWhatChanged(signal);
});

afterAll(() => house.close());

async function found(search: typeof spared, q: string, who: Viewer): Promise<{ total: number; ids: string[]; codes: string[] }> {
  asked.length = 0;
  const answer = await search.search(SearchQuery.parse({ q, type: 'documents' }), who, signal);
  const { items, total } = answer.documents;
  return { total, ids: items.map(({ id }) => id), codes: answer.notices.map(({ code }) => code) };
}

const board = viewer('group:board');
const questions = [
  'pump oil seal ',
  'seal for the pump of the turbine ',
  'bearings grease sizes lunch ',
  'weekly minutes of the cooperative ',
  'oil prices every wee',
];

describe.each([
  ['an employee', viewer()],
  ['the board', board],
])('%s', (_, who) => {
  test.each(questions)('finds what the engine alone would find: "%s"', async (question) => {
    const expected = await found(house.search, question, who);
    expect(expected.total).toBeGreaterThan(1);
    expect(await found(spared, question, who)).toEqual(expected);
  });
});

test('the engine is asked for all the words and for the line, not for each word', async () => {
  await found(spared, 'seal for the pump of the turbine ', viewer());
  const searches = asked.filter(({ limit }) => limit !== 0);
  expect(searches.map(({ q }) => q?.trim())).toEqual(['seal pump turbine', '"seal for the pump of the turbine"']);
});

test('words are found in their other forms, which the engine does not know', async () => {
  expect((await found(spared, 'barrel minute lunches ', viewer())).ids.toSorted()).toEqual(['lunch', 'oil', 'weekly']);
});

test('a slip is forgiven', async () => {
  expect((await found(spared, 'bearrings lubricant windmill ', viewer())).ids).toEqual(['bearings', 'turbine']);
});

test('a word that stands only where one may not read is as good as one that nobody wrote', async () => {
  const hidden = await found(spared, 'quixotic pump barrels ', viewer());
  expect(hidden.ids).not.toContain('secret');
  expect(hidden).toEqual(await found(spared, 'quixotix pump barrels ', viewer()));
  expect((await found(spared, 'quixotic pump barrels ', board)).ids[0]).toBe('secret');
});

test('what is not listed yet is found by the engine', async () => {
  for (let n = 0; n < 3; n++)
    await house.addDocument({
      id: `late-${n}`,
      path: `late ${n}.txt`,
      title: `Late ${n}`,
      texts: [`Gaskets of the pump, ${n}.`],
    });
  expect((await found(spared, 'gaskets valve barrels ', viewer())).ids).toEqual(
    (await found(house.search, 'gaskets valve barrels ', viewer())).ids,
  );
  await house.terms.listWhatChanged(signal);
  expect((await found(spared, 'gaskets valve barrels ', viewer())).ids).toHaveLength(5);
});

test('what one may read is found behind any number of better ones that one may not', async () => {
  await Promise.all(
    Array.from({ length: MOST_FOUND + 10 }, (_, n) =>
      house.addDocument(
        { id: `board-${n}`, path: `board/${n}.txt`, title: `Grease and soup ${n}`, texts: ['Grease in the soup.'] },
        readableBy('group:board'),
      ),
    ),
  );
  await house.terms.listWhatChanged(signal);
  const { ids } = await found(spared, 'grease soup fridays ', viewer());
  expect(ids.toSorted()).toEqual(['bearings', 'lunch', 'turbine']);
});
