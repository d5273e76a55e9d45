import { afterAll, expect, test } from 'vitest';
import { createSearchHouse } from '../../support/search-house.ts';

const house = createSearchHouse();

afterAll(() => house.close());

test('before the index is set up, search is not available, and says so', async () => {
  await expect(house.ask('anything')).rejects.toMatchObject({ code: 'search-unavailable', status: 503 });
});

test('an index without documents answers every kind of question with nothing', async () => {
  await house.prepare();
  for (const q of ['', 'anna', 'travel policy', '4567', '"a phrase"', '-minus'])
    expect(await house.ask({ q, sort: 'newest' })).toMatchObject({ people: { total: 0 }, documents: { total: 0 }, best: [] });
  expect(await house.suggest('anna 4567')).toMatchObject({ people: [], documents: [] });
  expect(await house.suggest('4567')).toMatchObject({ people: [], documents: [] });
  expect(await house.experts('desalination')).toEqual([]);
  expect(await house.documentsBy('anna')).toEqual({ total: 0, items: [] });
  expect(await house.text({ id: 'none', query: 'x' })).toBeUndefined();
});

test('people are found while there are no documents', async () => {
  await house.addPerson({ id: 'p', name: 'Petra Only', phones: [{ kind: 'work', number: '040 123 4567' }] });
  expect((await house.suggest('petr')).people.map((person) => person.id)).toEqual(['p']);
  expect((await house.ask('4567')).people.items.map((person) => person.id)).toEqual(['p']);
});
