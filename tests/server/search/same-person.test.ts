import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSearchHouse } from '../../support/search-house.ts';

/** `staff` comes before `vault` in the configuration of the house. */
const house = createSearchHouse();
const [BOTH, ALONE] = [130, 40];

beforeAll(async () => {
  await house.prepare();
  const entries = Array.from({ length: BOTH }, (_, n) => {
    const common = { uid: `crew${n}`, emails: [`crew${n}@example.com`], name: `Robin Crew ${String(n).padStart(3, '0')}` };
    return [
      house.addPerson({ ...common, id: `staff-${n}`, source: 'staff', department: 'Deck' }),
      house.addPerson({ ...common, id: `vault-${n}`, source: 'vault', department: n % 2 === 0 ? 'Deck' : 'Engine' }),
    ];
  });
  const alone = Array.from({ length: ALONE }, (_, n) =>
    house.addPerson({
      id: `alone-${n}`,
      uid: `alone${n}`,
      name: `Robin Single ${String(n).padStart(3, '0')}`,
      department: 'Deck',
    }),
  );
  const ada = { uid: 'ada', emails: ['ada@example.com'] };
  await Promise.all([
    ...entries.flat(),
    ...alone,
    house.addPerson({ ...ada, id: 'ada-staff', source: 'staff', name: 'Ada King', title: 'Analyst', skills: ['engines'] }),
    house.addPerson({ ...ada, id: 'ada-vault', source: 'vault', name: 'Augusta Byron', title: 'Poet', skills: ['engines'] }),
    house.addPerson({ id: 'left', name: 'Leaver Gone', uid: 'leaver', department: 'Deck', skills: ['engines'] }),
    house.addDocument({ id: 'd1', texts: ['Engines of difference'], authors: [{ name: 'Ada King', personId: 'ada-staff' }] }),
    house.addDocument({ id: 'd2', texts: ['Engines of analysis'], authors: [{ name: 'Augusta', personId: 'ada-vault' }] }),
  ]);
  house.store.directory.joinPeople();
});
afterAll(() => house.close());

const idsOf = async (q: string) => (await house.ask({ q, type: 'people' })).people.items.map(({ id }) => id);

describe('a person with entries in two sources', () => {
  test('is found by what either says, and shown once, as the first source has them', async () => {
    expect(await idsOf('Augusta Byron')).toEqual(['ada-staff']);
    expect(await idsOf('Poet')).toEqual(['ada-staff']);
    expect(await idsOf('ada@example.com')).toEqual(['ada-staff']);
    const { people } = await house.ask({ q: 'ada@example.com', type: 'people' });
    expect(people).toMatchObject({ total: 1, items: [{ name: 'Ada King', source: 'staff' }] });
  });

  test('is suggested once, by the name in either', async () => {
    for (const typed of ['august', 'ada']) expect((await house.suggest(typed)).people.map(({ id }) => id)).toEqual(['ada-staff']);
  });

  test('is one expert, with the documents of both', async () => {
    const experts = (await house.experts('engines')).filter(({ person }) => person.id.startsWith('ada'));
    expect(experts).toMatchObject([{ person: { id: 'ada-staff' }, total: 2 }]);
  });

  test('has written what either has written', async () => {
    for (const id of ['ada-staff', 'ada-vault']) expect((await house.documentsBy(id)).total).toBe(2);
  });
});

describe('many people with entries in two sources', () => {
  const found = async (o: object) => (await house.ask({ q: 'robin', type: 'people', pageSize: 50, ...o })).people;

  test('are counted once, also beyond what is ranked', async () => {
    expect((await found({})).total).toBe(BOTH + ALONE);
    expect(await found({ q: 'robin crew', pageSize: 1 })).toMatchObject({ total: BOTH, totalIsCapped: false });
  });

  test.each(['robin', ''])('are on one page each, and everybody is on some ("%s")', async (q) => {
    const ids: string[] = [];
    for (let page = 1; page <= 4; page++) ids.push(...(await found({ q, page })).items.map(({ id }) => id));
    const wanted = [
      ...Array.from({ length: BOTH }, (_, n) => `staff-${n}`),
      ...Array.from({ length: ALONE }, (_, n) => `alone-${n}`),
      ...(q === '' ? ['ada-staff', 'left'] : []),
    ];
    expect(ids.toSorted()).toEqual(wanted.sort());
    expect((await found({ q })).total).toBe(wanted.length);
  });

  test('count once in a facet, in each of their departments', async () => {
    const { facets } = await house.ask({ q: 'robin', type: 'people' });
    expect(facets.department?.map(({ value, count }) => [value, count])).toEqual([
      ['Deck', BOTH + ALONE],
      ['Engine', BOTH / 2],
    ]);
    const narrowed = await house.ask({ q: 'robin', type: 'people', department: ['Engine'] });
    expect(narrowed.people.total).toBe(BOTH / 2);
    expect(narrowed.people.items.every(({ source }) => source === 'staff')).toBe(true);
    expect(narrowed.facets.department?.map(({ value, count }) => [value, count])).toEqual([
      ['Deck', BOTH + ALONE],
      ['Engine', BOTH / 2],
    ]);
  });
});

test('whose account has ended is found nowhere and counted nowhere, while the entry is still there', async () => {
  const everybody = async () => (await house.ask({ q: '', type: 'people' })).people.total;
  const before = await everybody();
  expect(await idsOf('Leaver Gone')).toEqual(['left']);
  house.store.directory.setDisabled('staff', 'left', true);
  expect(await idsOf('Leaver Gone')).toEqual([]);
  expect((await house.suggest('leaver')).people).toEqual([]);
  expect((await house.experts('engines')).map(({ person }) => person.id)).not.toContain('left');
  expect(await everybody()).toBe(before - 1);
  house.store.directory.setDisabled('staff', 'left', false);
  expect(await everybody()).toBe(before);
});
