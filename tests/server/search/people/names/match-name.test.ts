import { describe, expect, test } from 'vitest';
import { matchName, type NamedPerson, nameForms } from '#server/search/people/names/match-name.ts';

const match = (query: string, person: NamedPerson | string) =>
  matchName(query, nameForms(typeof person === 'string' ? { name: person } : person));

describe('a written name is the person’s', () => {
  test.each([
    ['as it is', 'Ada King', 'Ada King', 'exact'],
    ['in other letters', 'ADA KING', 'Ada King', 'exact'],
    ['surname first', 'King, Ada', 'Ada King', 'exact'],
    ['without accents', 'Jose Nunez', 'José Núñez', 'exact'],
    ['with accents that the directory leaves out', 'José Núñez', 'Jose Nunez', 'exact'],
    ['with umlauts written out', 'Juergen Mueller', 'Jürgen Müller', 'spelling'],
    ['without the umlauts that the directory writes out', 'Jürgen Müller', 'Juergen Mueller', 'spelling'],
    ['with ø and å spelled plainly', 'Soren Kjaergaard', 'Søren Kjærgård', 'spelling'],
    ['with ł spelled plainly', 'Lukasz Zolty', 'Łukasz Żółty', 'exact'],
    ['in Latin letters for Cyrillic', 'Sergey Ivanov', 'Сергей Иванов', 'spelling'],
    ['in the German spelling of a Russian name', 'Tschechow', 'Chekhov', 'spelling'],
    ['in another romanisation', 'Sergei Chekhov', 'Sergej Tchekhov', 'spelling'],
    ['in Cyrillic for Latin', 'Мария Иванова', 'Mariya Ivanova', 'spelling'],
    ['in Latin letters for Greek', 'Giorgos Papadopoulos', 'Γιώργος Παπαδόπουλος', 'spelling'],
    ['in Latin letters for Greek that begins with two for one', 'Bampis Bakas', 'Μπάμπης Μπάκας', 'spelling'],
    ['in Latin letters for Chinese', 'Wei Zhang', '张伟', 'exact'],
    ['in Chinese for Latin', '张伟', 'Wei Zhang', 'exact'],
    ['as one word', 'macdonald', 'Mac Donald', 'exact'],
    ['in more words', 'Anne Marie Mac Donald', 'Annemarie MacDonald', 'exact'],
    ['with a hyphen less', 'Anne Marie Berg', 'Anne-Marie Berg', 'exact'],
    ['without the apostrophe', 'Sean OConnor', 'Seán O’Connor', 'exact'],
    ['with a space for the apostrophe', 'sean o connor', 'Seán O’Connor', 'exact'],
    ['with a nickname', 'Bob Smith', 'Robert Smith', 'nickname'],
    ['with the full name for a nickname', 'Robert Smith', 'Bob Smith', 'nickname'],
    ['with another nickname of the same name', 'Betty Cole', 'Liz Cole', 'nickname'],
    ['with a pet name in its other spelling', 'Debbi Cole', 'Deborah Cole', 'nickname'],
    ['with a nickname in Cyrillic', 'Саша Орлов', 'Александр Орлов', 'nickname'],
    ['with the short form of two given names', 'Juanjo Ramos', { name: 'Juan José Ramos', givenName: 'Juan José' }, 'nickname'],
    ['in another language', 'John Rossi', 'Giovanni Rossi', 'nickname'],
    ['with an initial', 'A. King', 'Ada King', 'initials'],
    ['with the initial last', 'King A', 'Ada King', 'initials'],
    ['by an initial the directory has', 'Ada King', 'A. King', 'initials'],
    ['with a middle initial the directory does not know', 'Ada M. King', 'Ada King', 'initials'],
    ['initial and surname together', 'aking', 'Ada King', 'initials'],
    ['given name and initial together', 'adak', 'Ada King', 'initials'],
    ['initials alone', 'ak', 'Ada King', 'initials'],
    ['with a letter missing', 'Jonthan Reed', 'Jonathan Reed', 'typo'],
    ['with a letter twice', 'Annna Reed', 'Anna Reed', 'spelling'],
    ['with a letter too many', 'Jonathran Reed', 'Jonathan Reed', 'typo'],
    ['with a wrong letter', 'Jonathen Reed', 'Jonathan Reed', 'typo'],
    ['with two letters swapped', 'Jonahtan Reed', 'Jonathan Reed', 'typo'],
    ['with two slips in a long word', 'Papadopulous', 'Papadopoulos', 'typo'],
    ['by its sound', 'Reilly Cane', 'Riley Kane', 'phonetic'],
  ] as const)('%s: %s for %o', (_how, query, person, kind) => {
    const found = match(query, person);
    expect(found.kind).toBe(kind);
    expect(found.isWhole).toBe(true);
  });

  test('by parts of a compound name, but not all of it', () => {
    for (const [query, name] of [
      ['Berg', 'Jan van den Berg'],
      ['Jan Berg', 'Jan van den Berg'],
      ['Ada King', 'Ada Augusta King'],
      ['García', 'Ana García Márquez'],
      ['vandenberg', 'Jan van den Berg'],
    ] as const)
      expect(match(query, name), query).toMatchObject({ kind: 'exact', isWhole: false });
    expect(match('Jan vandenberg', 'Jan van den Berg')).toMatchObject({ kind: 'exact', isWhole: true });
  });

  test('by the beginnings of its words', () => {
    expect(match('Jonath Ree', 'Jonathan Reed')).toMatchObject({ kind: 'prefix' });
  });

  test('by a maiden name or a name in another script', () => {
    expect(match('Ada Byron', { name: 'Ada King', otherNames: ['Ada Byron'] })).toMatchObject({ kind: 'exact', isWhole: true });
  });
});

describe('a written name is not the person’s', () => {
  test.each([
    ['of somebody else', 'Ada King', 'Grace Hopper'],
    ['with another given name', 'Ada King', 'Ben King'],
    ['with the initial of another', 'B. King', 'Ada King'],
    ['with one word for two', 'Ada Ada', 'Ada King'],
    ['by a nickname of the surname', 'Ada Bob', 'Ada Robert'],
    ['by a woman’s name for a man’s of the same short form', 'Alexandra Cole', 'Alexander Smith'],
    ['that is empty', '', 'Ada King'],
    ['without letters', '?!', 'Ada King'],
  ])('%s: %s, %s', (_why, query, name) => {
    const { kind, isWhole } = match(query, name);
    expect(['none', 'similar']).toContain(kind);
    expect(isWhole && kind !== 'similar').toBe(false);
  });

  test('whatever is typed, and however long it is', () => {
    const long = Array.from({ length: 200 }, (_, n) => `name${n}`).join(' ');
    expect(match(long, 'Ada King').kind).toBe('none');
    expect(match('Ada King', long).kind).toBe('none');
  });
});

test('the same letter again and again, for a name of many such words, is answered at once', () => {
  const person = nameForms({ name: Array.from('abcdefghijklmnop', (letter) => `ab${letter}o`).join(' ') });
  const started = performance.now();
  for (const typed of ['a', 'ab', 'abo']) matchName(Array.from({ length: 8 }, () => typed).join(' '), person);
  expect(performance.now() - started).toBeLessThan(2_000);
});

test('the better somebody fits, the more it is worth', () => {
  const inOrder = [
    match('Robert Smith', 'Robert Smith'),
    match('Smith Robert', 'Robert Smith'),
    match('Robert Smith', 'Robert James Smith'),
    match('Robert Smith', 'Bob Smith'),
    match('Robert Smith', 'Roberts Smith'),
    match('Robert Smith', 'Rupert Smith'),
    match('Robert Smith', 'R. Smith'),
    match('Robert Smith', 'Ada Smith'),
    match('Robert Smith', 'Ada King'),
  ].map(({ score }) => score);
  expect(inOrder).toEqual(inOrder.toSorted((a, b) => b - a));
  expect(new Set(inOrder).size).toBeGreaterThanOrEqual(inOrder.length - 1);
  expect(inOrder[0]).toBe(1);
});

test('umlauts written out are worth more than what is only alike', () => {
  expect(match('Juergen Mueller', 'Jürgen Müller').score).toBeGreaterThan(match('Jürgen Miller', 'Jürgen Müller').score);
  expect(match('Juergen Mueller', 'Jürgen Müller').words).toEqual([
    { kind: 'spelling', worth: 0.98 },
    { kind: 'spelling', worth: 0.98 },
  ]);
});

test('two people whose names differ by an accent are told apart by who is written as typed', () => {
  expect(match('Jose Cole', 'Jose Cole').score).toBeGreaterThan(match('Jose Cole', 'José Cole').score);
  expect(match('José Cole', 'José Cole').score).toBeGreaterThan(match('José Cole', 'Jose Cole').score);
});
