import { formalNames, type NameBook, plain } from './name-book.ts';
import { NICKNAMES } from './nicknames.ts';
import type { Dice, InventedPerson } from './people.ts';
import { expanded, withoutAccents } from './romanise.ts';

/** What is typed and who is wanted; undefined when this person gives no such question. */
export type QuestionMaker = (
  person: InventedPerson,
  dice: Dice,
  book: NameBook,
) => { text: string; wanted: readonly InventedPerson[] } | undefined;

const KEYS = [...'abcdefghijklmnoprstuvz'];

/** Questions by name, each kind from a person. */
export const NAME_QUESTIONS: Readonly<Record<string, QuestionMaker>> = {
  exact: (person, dice, book) => asked(dice([person.name, person.name.toLowerCase()]), book),
  swapped(person, dice, book) {
    const { given, surname, name } = person;
    return { text: dice([`${surname}, ${given}`, `${surname} ${given}`.toLowerCase()]), wanted: book.named(name) };
  },
  diacritics: (person, _dice, book) => (isLatin(person) && hasAccents(person.name) ? asked(plain(person.name), book) : undefined),
  'diacritics-exp': (person, _dice, book) =>
    expanded(person.name) !== withoutAccents(person.name) && isLatin(person) ? asked(expanded(person.name), book) : undefined,
  'diacritics-add'(person, _dice, book) {
    const accented = person.given.replace('o', 'ö').replace('a', 'á').replace('e', 'é');
    const isPlain = isLatin(person) && !hasAccents(person.name) && accented !== person.given;
    return isPlain ? { text: `${accented} ${person.surname}`, wanted: book.named(person.name) } : undefined;
  },
  prefix(person, dice, book) {
    const length = dice([3, 4, 5]);
    if (!isLatin(person) || person.surname.length < length + 2 || person.surname.includes(' ')) return undefined;
    const begin = plain(person.surname.slice(0, length));
    const wanted = book.people.filter(
      ({ given, surname }) =>
        plain(given) === plain(person.given) &&
        plain(surname)
          .split(/[ -]/)
          .some((part) => part.startsWith(begin)),
    );
    return { text: `${plain(person.given)} ${begin}`, wanted };
  },
  'short-prefix'(person, dice, book) {
    if (!isLatin(person)) return undefined;
    const text = plain(dice([person.given, person.surname])).slice(0, dice([2, 3]));
    if (!/^[a-z]+$/.test(text)) return undefined;
    const begins = ({ name, romanised }: InventedPerson) =>
      plain(`${name} ${romanised ?? ''}`)
        .split(/[ -]/)
        .concat(expanded(name).toLowerCase().split(/[ -]/))
        .some((word) => word.startsWith(text));
    return { text, wanted: book.people.filter(begins) };
  },
  initials(person, dice, book) {
    if (!isLatin(person) || person.surname.includes(' ')) return undefined;
    const letter = plain(person.given).slice(0, 1);
    const wanted = book.withSurname(person.surname, (given) => given.startsWith(letter));
    return { text: dice([`${letter.toUpperCase()}. ${person.surname}`, `${letter} ${person.surname.toLowerCase()}`]), wanted };
  },
  partial(person, dice, book) {
    const parts = person.surname.split(/[ -]/);
    const part = dice(parts);
    if (parts.length < 2 || part.length < 4) return undefined;
    const given = plain(person.given);
    return { text: `${person.given} ${part}`, wanted: book.withSurname(part, (other) => other === given) };
  },
  'partial-given'(person, dice, book) {
    const parts = person.given.split(/[ -]/);
    if (parts.length < 2) return undefined;
    const part = dice(parts);
    return {
      text: `${part} ${person.surname}`,
      wanted: book.withSurname(person.surname, (given) => given.split(/[ -]/).includes(plain(part))),
    };
  },
  typo(person, dice, book) {
    const typed = slip(plain(person.name), dice, (word, at) =>
      dice([
        `${word.slice(0, at)}${word.slice(at + 1)}`,
        `${word.slice(0, at)}${dice(KEYS)}${word.slice(at + 1)}`,
        `${word.slice(0, at)}${dice(KEYS)}${word.slice(at)}`,
        `${word.slice(0, at)}${word.slice(at, at + 1)}${word.slice(at)}`,
      ]),
    );
    return typedInstead(typed, person, book);
  },
  transposition(person, dice, book) {
    const swap = (word: string, at: number) =>
      `${word.slice(0, at)}${word.slice(at + 1, at + 2)}${word.slice(at, at + 1)}${word.slice(at + 2)}`;
    return typedInstead(slip(plain(person.name), dice, swap), person, book);
  },
  nickname(person, dice, book) {
    const short = NICKNAMES.filter(([, formal]) => formal === person.given).map(([nickname]) => nickname);
    if (short.length === 0) return undefined;
    const nickname = dice(short);
    const meant = new Set([plain(nickname), ...formalNames(nickname)]);
    return { text: `${nickname} ${person.surname}`, wanted: book.withSurname(person.surname, (given) => meant.has(given)) };
  },
  'nickname-rev'(person, dice, book) {
    const formal = formalNames(person.given);
    if (formal.length === 0) return undefined;
    const given = dice(formal);
    const meant = new Set([
      given,
      ...NICKNAMES.filter(([, other]) => plain(other) === given).map(([nickname]) => plain(nickname)),
    ]);
    const text = `${given.slice(0, 1).toUpperCase()}${given.slice(1)} ${person.surname}`;
    return { text, wanted: book.withSurname(person.surname, (other) => meant.has(other)) };
  },
  'native-script': (person, _dice, book) => (isLatin(person) ? undefined : asked(person.name, book)),
  transliteration: (person, _dice, book) => (person.romanised === undefined ? undefined : asked(person.romanised, book)),
};

function asked(text: string, book: NameBook) {
  return { text, wanted: book.named(text) };
}

function isLatin({ romanised }: InventedPerson): boolean {
  return romanised === undefined;
}

function hasAccents(name: string): boolean {
  return withoutAccents(name) !== name;
}

/** A slip in one of the longer words, not at its first letter. */
function slip(name: string, dice: Dice, change: (word: string, at: number) => string): string {
  const words = name.split(' ');
  const long = [...words.keys()].filter((position) => (words[position] ?? '').length >= 4);
  if (long.length === 0) return name;
  const chosen = dice(long);
  const word = words[chosen] ?? '';
  words[chosen] = change(word, 1 + dice([...Array(word.length - 2).keys()]));
  return words.join(' ');
}

function typedInstead(typed: string, person: InventedPerson, book: NameBook) {
  const isOther = isLatin(person) && typed !== plain(person.name) && !book.isNearAnother(typed, person);
  return isOther ? { text: typed, wanted: book.named(person.name) } : undefined;
}
