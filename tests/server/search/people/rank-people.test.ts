import { describe, expect, test } from 'vitest';
import { personDocument } from '#server/search/index/people-index.ts';
import { personHits } from '#server/search/people/person-hit.ts';
import { rankPeople } from '#server/search/people/rank-people.ts';
import { parseQuery } from '#server/search/query/parse-query.ts';
import { personRecord } from '../../../support/records.ts';

type Fields = Parameters<typeof personRecord>[0] & { id: string };

/** `query` with a space behind it is typed to its end. */
function rank(query: string, people: readonly Fields[]) {
  return rankPeople(parseQuery(query), personHits(people.map((fields) => personDocument(personRecord(fields)))));
}

const ids = (query: string, people: readonly Fields[]) => rank(query, people).map(({ id }) => id);

const berlin = { title: 'Designer', location: 'Berlin' };

describe('a set', () => {
  const people: Fields[] = [
    { id: 'senior', name: 'Ada Stone', title: 'Senior Product Designer', location: 'Berlin' },
    { id: 'bea', name: 'Bea Young', ...berlin },
    { id: 'cole', name: 'Cole Adams', ...berlin },
    { id: 'paris', name: 'Dora Lane', title: 'Designer', location: 'Paris' },
    { id: 'cook', name: 'Ingrid Inman', title: 'Cook', location: 'Berlin' },
    { id: 'ingrid', name: 'Ingrid Zorn', ...berlin },
  ];

  test.each(['designer berlin ', 'berlin designer ', 'designer in Berlin ', 'Designers Berlin '])(
    '"%s" has everybody with both words first, whose title it is before longer ones, from A to Z',
    (query) => {
      const ranked = rank(query, people);
      expect(ranked.map(({ id }) => id).slice(0, 4)).toEqual(['cole', 'bea', 'ingrid', 'senior']);
      expect(ranked.slice(0, 4).map(({ kind, coverage }) => ({ kind, coverage }))).toEqual(
        Array.from({ length: 4 }, () => ({ kind: 'set', coverage: 1 })),
      );
      expect(ranked.slice(4).every(({ coverage }) => coverage < 1)).toBe(true);
    },
  );

  test('has the same order whatever order it came in', () => {
    expect(ids('designer berlin ', people.toReversed())).toEqual(ids('designer berlin ', people));
  });

  test('and a name: whoever has all three comes first', () => {
    const ranked = rank('ingrid designer berlin ', people);
    expect(ranked[0]).toMatchObject({ id: 'ingrid', kind: 'mixed', coverage: 1 });
  });
});

describe('a department that is asked for by its name', () => {
  const people: Fields[] = [
    { id: 'counsel', name: 'Ada Stone', title: 'Legal Counsel', department: 'Board' },
    { id: 'segal', name: 'Bea Segal', title: 'Cook', department: 'Kitchen' },
    { id: 'lawyer', name: 'Cole Adams', title: 'Lawyer', department: 'Legal' },
    { id: 'both', name: 'Dora Lane', title: 'Legal Counsel', department: 'Legal' },
    { id: 'affairs', name: 'Eve Moss', title: 'Clerk', department: 'Legal Affairs' },
  ];

  test.each(['legal', 'Legal '])('has its people before titles with its word and names that are nearly it: "%s"', (query) => {
    expect(ids(query, people).slice(0, 2)).toEqual(['both', 'lawyer']);
    expect(ids(query, people).indexOf('affairs')).toBeGreaterThan(2);
  });

  test('yields to a name that is it', () => {
    expect(ids('legal', [...people, { id: 'named', name: 'Lou Legal' }])[0]).toBe('named');
  });

  test('may be called like a common word', () => {
    const [first] = rank('it', [{ id: 'ada', name: 'Ada Stone', department: 'IT' }]);
    expect(first).toMatchObject({ kind: 'field', coverage: 1 });
  });
});

describe('common words', () => {
  test('count in a name: an initial that is one tells people apart', () => {
    const people = [
      { id: 'barbara', name: 'Barbara Robinson' },
      { id: 'isla', name: 'Isla Robinson' },
      { id: 'second', name: 'Carla Isabel Robinson' },
    ];
    expect(ids('I. Robinson', people)).toEqual(['isla', 'second', 'barbara']);
  });

  test('count when the name has them', () => {
    const people = [
      { id: 'bea', name: 'Bea Smith' },
      { id: 'will', name: 'Will Smith' },
    ];
    expect(rank('will smith ', people)[0]).toMatchObject({ id: 'will', kind: 'exact', isExact: true });
  });

  test('alone are a name', () => {
    expect(rank('an do', [{ id: 'an', name: 'An Do' }])[0]).toMatchObject({ kind: 'exact' });
  });
});

describe('a number', () => {
  const people: Fields[] = [
    { id: 'whole', name: 'Ada Stone', phones: [{ kind: 'work', number: '+46 40 5550 7650' }] },
    { id: 'tail', name: 'Bea Young', phones: [{ kind: 'work', number: '+33 40 5550 7650' }] },
    { id: 'extension', name: 'Cole Zander', phones: [{ kind: 'work', number: '+49 30 5550 100 ext. 7650' }] },
    { id: 'number', name: 'Dora Lane', employeeNumber: '0007650' },
  ];

  test('with its country code is its owner’s before one that only ends like it', () => {
    expect(ids('0046-40-5550-7650', people).slice(0, 2)).toEqual(['whole', 'tail']);
    expect(ids('+33 40 5550 7650', people).slice(0, 2)).toEqual(['tail', 'whole']);
  });

  test('as it is dialled in its country is its owner’s before the end of a longer one', () => {
    const owners: Fields[] = [
      { id: 'longer', name: 'Ada Stone', phones: [{ kind: 'work', number: '+90 212 5550 1362' }] },
      { id: 'owner', name: 'Bea Young', phones: [{ kind: 'work', number: '+48 12 5550 1362' }] },
      { id: 'zero', name: 'Abe Young', phones: [{ kind: 'work', number: '+84 20 12 5550 1362' }] },
    ];
    expect(ids('(12) 5550.1362', owners)[0]).toBe('owner');
    expect(ids('012 5550 1362', owners)[0]).toBe('owner');
  });

  test('of few digits is an employee number, an extension, the end of a number', () => {
    expect(ids('7650', people)).toEqual(['number', 'extension', 'whole', 'tail']);
    expect(ids('0007650', people)[0]).toBe('number');
  });

  test('is never nearly right', () => {
    expect(rank('7651', people).every(({ score }) => score === 0)).toBe(true);
  });
});

describe('a sign-in name or an address', () => {
  const people: Fields[] = [
    { id: 'king', name: 'Berta King', uid: 'x4711', emails: ['ada@example.com'] },
    { id: 'ada', name: 'Ada King', uid: 'aking2', emails: ['ada.king@example.com'] },
  ];

  test.each(['x4711', 'X4711', 'ada@example.com', 'ADA@EXAMPLE.COM'])('"%s" is certain', (query) => {
    expect(rank(query, people)[0]).toMatchObject({ id: 'king', kind: 'handle', isExact: true, score: 1 });
  });

  test('may be the part before the @, or its beginning', () => {
    expect(ids('ada.king', people)[0]).toBe('ada');
    expect(ids('aking', people)[0]).toBe('ada');
  });
});

describe('two or three letters', () => {
  test.each([
    ['jo', ['joan', 'bo']],
    ['ann', ['anna', 'nan']],
    ['ted', ['tedesco', 'theodore']],
    ['mar', ['marek', 'amar']],
  ])('"%s" are the beginning of a name before a nickname or a slip', (query, [first = '', second = '']) => {
    const people = [
      { id: second, name: `${second} Stone` },
      { id: first, name: `${first} Stone` },
    ];
    expect(ids(query, people)[0]).toBe(first);
  });

  test('typed to their end are a nickname before the beginning of a name', () => {
    const people = [
      { id: 'tedesco', name: 'Ada Tedesco' },
      { id: 'theodore', name: 'Theodore Stone', givenName: 'Theodore', surname: 'Stone' },
    ];
    expect(ids('ted ', people)[0]).toBe('theodore');
  });
});

test.each(['ada king', 'King, Ada', 'bob kign', 'designer berlin', 'ada designer', '4711', 'aking', 'zzz'])(
  'the parts of every score add up to it: "%s"',
  (query) => {
    const people: Fields[] = [
      { id: 'ada', name: 'Ada King', ...berlin, phones: [{ kind: 'work', number: '+49 30 1234711' }] },
      { id: 'bob', name: 'Robert King', ...berlin, title: 'Designer of Berlin' },
    ];
    for (const { parts, score } of rank(query, people))
      expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(score, 10);
  },
);
