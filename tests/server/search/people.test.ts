import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSearchHouse } from '../../support/search-house.ts';

const house = createSearchHouse();

beforeAll(async () => {
  await house.prepare();
  await Promise.all([
    house.addPerson({
      id: 'anna',
      name: 'Anna Müller',
      givenName: 'Anna',
      surname: 'Müller',
      uid: 'amueller',
      emails: ['anna.mueller@example.com'],
      title: 'Marine Biologist',
      department: 'Research',
      location: 'Kiel',
      phones: [{ kind: 'work', number: '+49 157 1234567' }],
      skills: ['sonar', 'diving'],
      managerKey: 'siobhan',
    }),
    house.addPerson({ id: 'siobhan', name: 'Siobhán O’Connor', uid: 'soconnor', department: 'Research', location: 'Cork' }),
    house.addPerson({ id: 'soren', name: 'Søren Kjærgård', uid: 'skj', department: 'Sales', location: 'Aarhus' }),
    house.addPerson({ id: 'zhang', name: '张伟', uid: 'zwei', department: 'Sales', location: 'Kiel' }),
    house.addPerson({ id: 'annabel', name: 'Annabel Stone', uid: 'astone', title: 'Accountant', department: 'Finance' }),
    house.addPerson({
      id: 'jon',
      name: 'Jonathan Reed',
      uid: 'jreed',
      emails: ['jonathan.reed@example.com'],
      phones: [{ kind: 'work', number: '030 / 555 2001' }],
      bio: 'Sails at weekends.',
    }),
    house.addPerson({ id: 'reedley', name: 'Mary Reedley', uid: 'mreedley', phones: [{ kind: 'work', number: '030 555 2000' }] }),
  ]);
});

afterAll(() => house.close());

const first = async (q: string) => (await house.ask({ q, type: 'people' })).people.items[0]?.id;

describe('a person is found', () => {
  test.each([
    ['three letters of the surname', 'mül', 'anna'],
    ['three letters of the given name, before longer names', 'ann', 'anna'],
    ['the name without diacritics', 'muller', 'anna'],
    ['the umlaut written out', 'mueller', 'anna'],
    ['the name in the other order', 'Müller Anna', 'anna'],
    ['a name with ø, æ and å typed plainly', 'soren kjaergard', 'soren'],
    ['a name with an apostrophe and an accent', "siobhan o'connor", 'siobhan'],
    ['a name in its own script', '张伟', 'zhang'],
    ['a swapped letter', 'jonahtan reed', 'jon'],
    ['a letter too many in a short name', 'annna', 'anna'],
    ['the e-mail address', 'anna.mueller@example.com', 'anna'],
    ['the beginning of the e-mail address', 'jonathan.re', 'jon'],
    ['the sign-in name', 'soconnor', 'siobhan'],
    ['initial and surname', 'jreed', 'jon'],
    ['the phone number as printed', '+49 157 1234567', 'anna'],
    ['the national number', '0157 1234567', 'anna'],
    ['the number with 00', '0049157 1234567', 'anna'],
    ['the last digits of the number', '4567', 'anna'],
    ['digits from the middle', '12345', 'anna'],
    ['the extension', '2001', 'jon'],
    ['the number with a country code that the directory leaves out', '+49 30 5552001', 'jon'],
    ['name and place', 'müller kiel', 'anna'],
    ['title', 'biologist', 'anna'],
    ['skill', 'sonar', 'anna'],
  ])('by %s', async (_what, query, id) => {
    expect(await first(query)).toBe(id);
  });

  test('by an exact number only: 2001 is not 2000', async () => {
    const { people } = await house.ask({ q: '2001', type: 'people' });
    expect(people.items.map((person) => person.id)).toEqual(['jon']);
    expect(people.total).toBe(1);
  });
});

test('says which field matched, and marks it', async () => {
  const { people } = await house.ask('sonar');
  expect(people.items[0]?.matched).toEqual([{ field: 'skill', value: [{ text: 'sonar', match: true }] }]);
});

test('shows the manager and only the fields of the contract', async () => {
  const { people } = await house.ask('anna müller');
  expect(people.items[0]).toEqual({
    id: 'anna',
    source: 'staff',
    uid: 'amueller',
    name: 'Anna Müller',
    title: 'Marine Biologist',
    department: 'Research',
    location: 'Kiel',
    email: 'anna.mueller@example.com',
    phone: '+49 157 1234567',
    photoUrl: null,
    manager: { id: 'siobhan', name: 'Siobhán O’Connor' },
    matched: expect.any(Array),
    score: expect.any(Number),
  });
});

test('browses from A to Z by surname when nothing is asked', async () => {
  const { people } = await house.ask({ q: '', type: 'people' });
  expect(people.total).toBe(7);
  expect(people.items.slice(0, 4).map((person) => person.name)).toEqual([
    'Søren Kjærgård',
    'Anna Müller',
    'Siobhán O’Connor',
    'Jonathan Reed',
  ]);
});

test('counts the values of a filter in use as if it were not in use', async () => {
  const { people, facets } = await house.ask({ q: '', type: 'people', department: ['Research'] });
  expect(people.items.map((person) => person.id).sort()).toEqual(['anna', 'siobhan']);
  expect(facets.department).toEqual([
    { value: 'Research', count: 2, selected: true },
    { value: 'Sales', count: 2, selected: false },
    { value: 'Finance', count: 1, selected: false },
  ]);
  expect(facets.location).toEqual([
    { value: 'Cork', count: 1, selected: false },
    { value: 'Kiel', count: 1, selected: false },
  ]);
});

test('pages do not overlap and together hold everybody', async () => {
  const pages = await Promise.all([1, 2, 3].map((page) => house.ask({ q: '', type: 'people', page, pageSize: 3 })));
  const ids = pages.flatMap((page) => page.people.items.map((person) => person.id));
  expect(ids).toHaveLength(7);
  expect(new Set(ids).size).toBe(7);
});

test('someone who left the directory does not appear, even while the index still has them', async () => {
  await house.addPerson({ id: 'leaver', name: 'Quentin Leaver' });
  expect(await first('quentin')).toBe('leaver');
  house.store.directory.removePerson('staff', 'leaver');
  house.store.ledger.remove('staff', 'leaver');
  const { people } = await house.ask('quentin');
  expect(people).toMatchObject({ total: 0, items: [] });
  expect((await house.suggest('quentin')).people).toEqual([]);
});
