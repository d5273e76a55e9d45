import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fold } from '#server/search/text/fold.ts';
import { seededRandom } from '../../../support/random.ts';
import { createSearchHouse } from '../../../support/search-house.ts';

const house = createSearchHouse();
const COUNT = 3_000;

const GIVEN =
  'Alan Alberta Alma Anna Anton Beate Boris Carla Carmen Daniel Edda Edgar Edward Emil Erik Felix Frida Greta Hans Hedda Ida Igor Jan Joan Johann Jonas Karin Lars Lena Marek Maria Marta Max Nina Olaf Oskar Paula Rolf Robert Theodore Tina Ulla Vera Will William Xenia'.split(
    ' ',
  );
const STEMS = 'Al Berg Bor Dal Ed Fal Gar Hol Jan Kal Lin Mar Nor Ol Pal Ros San Ted Tor Vin Wal Zan'.split(' ');
const ENDINGS = 'berg by dal esco feld gren holm i ini kamp lund man mark ov sen skog son stad ström vik'.split(' ');

const random = seededRandom(7);
const one = (of: readonly string[]) => of[Math.floor(random() * of.length)] ?? '';
const people = Array.from({ length: COUNT }, (_, n) => {
  const [givenName, surname] = [one(GIVEN), `${one(STEMS)}${one(ENDINGS)}`];
  return {
    id: `p${n}`,
    uid: `u${n}`,
    name: `${givenName} ${surname}`,
    givenName,
    surname,
    department: one(['Sales', 'Research']),
  };
});

beforeAll(async () => {
  await house.prepare();
  await Promise.all([
    ...people.map((person) => house.addPerson(person)),
    ...Array.from({ length: 150 }, (_, n) =>
      house.addPerson({ id: `smith${n}`, name: `${n % 3 === 0 ? 'Isla' : 'Carla'} Smith`, location: 'Leeds' }),
    ),
    house.addPerson({ id: 'will', name: 'Will Smith' }),
    house.addPerson({ id: 'peggy', name: 'Peggy Östlund', phones: [{ kind: 'work', number: '+46 8 5550 100 ext. 77123' }] }),
    house.addPerson({ id: 'chema', uid: 'jmf', name: 'José María Ferrer', givenName: 'José María', surname: 'Ferrer' }),
    house.addPerson({ id: 'dagny', name: 'Dagny Knowles' }),
    house.addPerson({ id: 'sergey', name: 'Сергей Чехов' }),
    house.addPerson({ id: 'berghe', name: 'Jan van den Berghe', employeeNumber: 'E-4711' }),
  ]);
});
afterAll(() => house.close());

const everybody = [...people.map(({ name }) => name), 'Peggy Östlund', 'Will Smith'];
const begins = (name: string, letters: string) =>
  fold(name)
    .split(/[^\p{L}]+/u)
    .some((word) => word.startsWith(letters));

describe('two or three letters, of thousands of names', () => {
  const typed = [
    'al',
    'an',
    'bo',
    'ed',
    'jo',
    'ma',
    'ro',
    'te',
    'wi',
    'alb',
    'bor',
    'edd',
    'joh',
    'mar',
    'ros',
    'ted',
    'wil',
    'öst',
  ];

  test.each(typed)('"%s": names that begin with them come before all others', async (letters) => {
    const { people: found } = await house.ask({ q: letters, type: 'people' });
    const first = found.items.slice(0, everybody.filter((name) => begins(name, fold(letters))).length);
    expect(first.length).toBeGreaterThan(0);
    for (const { name } of first) expect(begins(name, fold(letters)), name).toBe(true);
  });

  test.each(typed)('"%s": in the suggestions as well', async (letters) => {
    const { people: found } = await house.suggest(letters);
    const first = found.slice(0, everybody.filter((name) => begins(name, fold(letters))).length);
    expect(first.length).toBeGreaterThan(0);
    for (const { name } of first) expect(begins(name, fold(letters)), name).toBe(true);
  });

  test('a name of these letters comes before longer ones', async () => {
    const { people: found } = await house.ask({ q: 'will', type: 'people' });
    expect(found.items[0]?.name).toMatch(/^Will /);
  });
});

describe('among thousands somebody is first', () => {
  test.each([
    ['by a nickname’s full name', 'Margaret Östlund', 'peggy'],
    ['by another nickname', 'Maggie Ostlund', 'peggy'],
    ['by a pet name in another spelling', 'Peggie Oestlund', 'peggy'],
    ['by the extension', 'x77123', 'peggy'],
    ['by a short form of two given names', 'chema', 'chema'],
    ['by a surname in another spelling', 'Tschechow', 'sergey'],
    ['by a name in Latin letters', 'Sergei Tschechow', 'sergey'],
    ['by a name in Cyrillic', 'Чехов Сергей', 'sergey'],
    ['by a compound name as one word', 'vandenberghe', 'berghe'],
    ['by a part of it', 'jan berghe', 'berghe'],
    ['by a part of it with a slip', 'jan bergeh', 'berghe'],
    ['by its sound', 'Nowles', 'dagny'],
    ['by initial and surname', 'j. berghe', 'berghe'],
    ['by the employee number', 'e-4711', 'berghe'],
    ['by the employee number without its letter', '4711', 'berghe'],
    ['by the employee number with a zero', '04711', 'berghe'],
    ['though the given name is a common word and many have the surname', 'Will Smith', 'will'],
  ])('%s: %s', async (_how, query, id) => {
    const { people: found } = await house.ask({ q: query, type: 'people' });
    expect(found.items[0]?.id).toBe(id);
  });

  test('an initial that is a common word: everybody it stands for, before the others of the name', async () => {
    const { people: found } = await house.ask({ q: 'I. Smith', type: 'people', pageSize: 50 });
    expect(found.items.map(({ name }) => name)).toEqual(Array.from({ length: 50 }, () => 'Isla Smith'));
  });
});
