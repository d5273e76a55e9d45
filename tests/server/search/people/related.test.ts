import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SearchQuery } from '#server/contract/search.ts';
import { createSearchHouse, viewer } from '../../../support/search-house.ts';

const house = createSearchHouse();

beforeAll(async () => {
  await house.prepare();
  await Promise.all([
    house.addPerson({ id: 'ada', uid: 'x1', name: 'Ada King', givenName: 'Ada', surname: 'King', location: 'Berlin' }),
    house.addPerson({
      id: 'robert',
      name: 'Robert Ford',
      givenName: 'Robert',
      surname: 'Ford',
      managerKey: 'ada',
      location: 'Berlin',
    }),
    house.addPerson({ id: 'zoe', name: 'Zoë Adler', surname: 'Adler', managerKey: 'ada', location: 'Paris' }),
    house.addPerson({ id: 'kit', name: 'Kit Moss', managerKey: 'robert' }),
    house.addPerson({ id: 'gone', name: 'Gus Gone', managerKey: 'ada' }),
    house.addPerson({ id: 'left', name: 'Lea Left', managerKey: 'ada' }),
    house.addPerson({ id: 'unlisted', name: 'Una Unlisted', managerKey: 'ada' }),
    house.addPerson({ id: 'kingsley', name: 'Ada Kingsley' }),
    house.addPerson({ id: 'pia', name: 'Pia Poe', managerKey: 'kingsley' }),
    house.addPerson({ id: 'alone', name: 'Theo Lone', title: 'Head of reports' }),
  ]);
  house.store.directory.setDisabled('staff', 'gone', true);
  house.store.directory.removePerson('staff', 'left');
  house.store.ledger.remove('staff', 'left');
  house.store.ledger.remove('staff', 'unlisted');
});
afterAll(() => house.close());

const ids = async (question: Parameters<typeof house.ask>[0]) => (await house.ask(question)).people.items.map(({ id }) => id);

describe('who reports to somebody is found by the name of the manager', () => {
  test.each([
    'reports of Ada King',
    'who reports to ada king?',
    "Ada King's team",
    'King Ada’s direct reports',
    'people managed by Ada Kign',
    'Mitarbeiter von Ada King',
  ])('%s', async (q) => {
    const { people } = await house.ask({ q, type: 'people' });
    expect(people.items.map(({ id }) => id)).toEqual(['zoe', 'robert']);
    expect(people.total).toBe(2);
  });

  test('of all who may be meant, when it may be several', async () => {
    expect((await ids({ q: 'team of ada', type: 'people' })).sort()).toEqual(['pia', 'robert', 'zoe']);
  });

  test('or by a nickname', async () => {
    expect(await ids({ q: 'reports of Bob Ford', type: 'people' })).toEqual(['kit']);
  });

  test('and whom somebody reports to by the name of the report', async () => {
    expect(await ids({ q: 'manager of Kit Moss', type: 'people' })).toEqual(['robert']);
    expect(await ids({ q: "Zoe Adler's boss", type: 'people' })).toEqual(['ada']);
  });
});

test('whose account has ended, who left and whom the ledger does not have is nobody’s report', async () => {
  const { people } = await house.ask({ q: 'reports of Ada King', type: 'people', pageSize: 50 });
  expect(people.items.map(({ id }) => id)).toEqual(['zoe', 'robert']);
  expect(await ids({ q: 'Gus Gone', type: 'people' })).toEqual([]);
  expect(await ids({ q: 'Lea Left', type: 'people' })).toEqual([]);
});

test('filters hold for reports, and count them', async () => {
  const { people, facets } = await house.ask({ q: 'reports of Ada King', type: 'people', location: ['Paris'] });
  expect(people.items.map(({ id }) => id)).toEqual(['zoe']);
  expect(facets.location).toEqual([
    { value: 'Berlin', count: 1, selected: false },
    { value: 'Paris', count: 1, selected: true },
  ]);
});

test('a name without reports, or without a bearer, is searched for as words', async () => {
  expect(await ids({ q: 'head of reports', type: 'people' })).toEqual(['alone']);
  expect((await ids({ q: 'reports of Kit Moss', type: 'people' }))[0]).toBe('kit');
});

test('explained: to whom somebody reports', async () => {
  const question = { ...SearchQuery.parse({ q: 'reports of Ada King', type: 'people' }), explain: true };
  const { people } = await house.search.search(question, viewer(), new AbortController().signal);
  for (const { score, explanation } of people.items)
    expect(explanation?.parts).toEqual([{ name: 'reports to', value: score, note: 'Ada King' }]);
});
