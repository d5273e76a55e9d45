import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonContent } from '#indexers/types/content.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';

const store = createSqliteStore({ path: ':memory:' });
afterAll(() => store.close());

function put(uid: string, name: string, o: Partial<PersonContent> = {}): void {
  store.directory.putPerson('staff', `p-${uid}`, `item-${uid}`, {
    kind: 'person',
    uid,
    name,
    otherNames: [],
    emails: [`${uid}@example.com`],
    phones: [],
    skills: [],
    languages: [],
    key: `uid=${uid}`,
    principals: [],
    ...o,
  });
}

beforeAll(() => {
  put('rread', 'Robert L. Read, PhD');
  put('jmueller', 'Jörg Müller', { givenName: 'Jörg', surname: 'Müller', otherNames: ['Jörg Schmidt'] });
  put('oshev', 'Oksana Shevchenko');
  put('hbrandt', 'Dr. Helena Brandt');
  put('thijs', 'Thijs van der Meer', { givenName: 'Thijs', surname: 'van der Meer' });
  put('jlk', 'Jane Lee King');
  put('jbd', 'Jean-Baptiste Désir');
  put('alexander', 'Alexander Novak');
  put('wulan', 'Wulandari');
  put('dons', 'Don Sato');
  put('ann1', 'Ann Bell');
  put('ann2', 'Ann Bell');
  put('sam1', 'Samuel Hill');
  put('sam2', 'Samantha Hill');
  put('admin', 'Administrator');
  put('grossi', 'Giovanni Rossi');
});

const whoIs = (author: string) => store.directory.resolveAuthor(author)?.id?.slice(2);

describe('an author is found', () => {
  test.each([
    ['Robert Read', 'rread'],
    ['Robert L. Read, Ph.D.', 'rread'],
    ['Read, Robert L.', 'rread'],
    ['READ, ROBERT', 'rread'],
    ['Robert Lee Read', 'rread'],
    ['Dr. Robert L Read', 'rread'],
    ['Prof. Dr. Joerg Mueller', 'jmueller'],
    ['Jorg Mueller', 'jmueller'],
    ['Müller Jörg', 'jmueller'],
    ['Schmidt, Jörg', 'jmueller'],
    ['Оксана Шевченко', 'oshev'],
    ['Helena Brandt', 'hbrandt'],
    ['Brandt, Helena, MBA', 'hbrandt'],
    ['Thijs van der Meer', 'thijs'],
    ['van der Meer, Thijs', 'thijs'],
    ['Thijs J. van der Meer (Contractor)', 'thijs'],
    ['Jane King', 'jlk'],
    ['Jane L. King', 'jlk'],
    ['Jean Baptiste Desir', 'jbd'],
    ['Wulandari', 'wulan'],
    ['Don Sato', 'dons'],
    ['FENNMARK\\rread', 'rread'],
    ['rread', 'rread'],
    ['"Somebody" <RREAD@example.com>', 'rread'],
    ['CN=Helena Brandt/OU=Delft/O=Fennmark', 'hbrandt'],
    ['Samuel Hill', 'sam1'],
  ])('by "%s"', (author, uid) => {
    expect(whoIs(author)).toBe(uid);
  });

  test('not by the same name in another language, which is most often another person', () => {
    expect(whoIs('John Rossi')).toBeUndefined();
    expect(whoIs('Gianni Rossi')).toBe('grossi');
  });

  test('by a short form of the given name, where the table of names knows it', () => {
    expect(whoIs('Alex Novak')).toBe('alexander');
  });
});

describe('an author stays a text', () => {
  test.each([
    ['two of one name', 'Ann Bell'],
    ['two of one name, in another order', 'Bell, Ann'],
    ['a short form of two names', 'Sam Hill'],
    ['another middle name', 'Jane Marie King'],
    ['another middle initial', 'Robert K. Read'],
    ['a surname alone', 'Read'],
    ['a title and a surname', 'Dr. Brandt'],
    ['an initial for the given name', 'R. Read'],
    ['a slip', 'Robert Raed'],
    ['a like sound', 'Robert Reed'],
    ['what programs write', 'Administrator'],
    ['nothing', ' '],
  ])('%s', (_what, author) => {
    expect(whoIs(author)).toBeUndefined();
  });
});
