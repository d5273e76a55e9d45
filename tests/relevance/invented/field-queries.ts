import { phoneOf } from './directory.ts';
import { type NameBook, plain } from './name-book.ts';
import type { QuestionMaker } from './name-queries.ts';
import type { InventedPerson } from './people.ts';

/** Questions by numbers, addresses, work and place. */
export const FIELD_QUESTIONS: Readonly<Record<string, QuestionMaker>> = {
  email: (person, dice) => ({ text: dice([person.email, person.uid, person.email.toUpperCase()]), wanted: [person] }),
  phone(person, dice, book) {
    if (person.extension !== undefined) return undefined;
    const international = phoneOf(person);
    const { trunk } = person.city;
    const text = dice([
      international,
      international.replaceAll(/\D/g, ''),
      international.replace('+', '00').replaceAll(' ', '-'),
      `${trunk} ${person.line}`,
      `(${trunk}) ${person.line.replace(' ', '.')}`,
    ]);
    return { text, wanted: withLine(person, book) };
  },
  'phone-ending'(person, dice, book) {
    if (person.extension !== undefined) return undefined;
    const digits = digitsOf(person).slice(-dice([5, 6, 7]));
    const ends = (other: InventedPerson) => [digitsOf(other), other.employeeNumber].some((number) => number.endsWith(digits));
    return { text: digits, wanted: book.people.filter(ends) };
  },
  extension: (person, dice, book) =>
    person.extension === undefined
      ? undefined
      : {
          text: dice([`x${person.extension}`, `ext ${person.extension}`, person.extension, `ext. ${person.extension}`]),
          wanted: book.people.filter(({ extension }) => extension === person.extension),
        },
  'employee-number': (person, dice) => ({
    text: dice([person.employeeNumber, person.employeeNumber.toLowerCase()]),
    wanted: [person],
  }),
  title_location(person, dice, book) {
    const { title, city } = person;
    const wanted = book.people.filter((other) => other.city.city === city.city && hasWords(other.title, title));
    return {
      text: dice([`${title} ${city.city}`.toLowerCase(), `${city.city} ${title}`, `${title} in ${plain(city.city)}`]),
      wanted,
    };
  },
  department_location(person, dice, book) {
    const { department, city } = person;
    const wanted = book.people.filter((other) => other.city.city === city.city && other.department === department);
    return { text: dice([`${department} ${city.city}`.toLowerCase(), `${city.city} ${department}`]), wanted };
  },
  reports(person, dice, book) {
    const wanted = book.people.filter(({ managerUid }) => managerUid === person.uid);
    if (wanted.length === 0 || !isOnly(person, book)) return undefined;
    return { text: dice([`reports of ${person.name}`, `${person.name}'s reports`, `who reports to ${person.name}`]), wanted };
  },
  manager(person, dice, book) {
    const wanted = book.people.filter(({ uid }) => uid === person.managerUid);
    if (wanted.length === 0 || !isOnly(person, book)) return undefined;
    return { text: dice([`manager of ${person.name}`, `${person.name}'s manager`]), wanted };
  },
};

function isOnly(person: InventedPerson, book: NameBook): boolean {
  return book.named(person.name).length === 1;
}

function withLine(person: InventedPerson, book: NameBook): InventedPerson[] {
  return book.people.filter((other) => phoneOf(other) === phoneOf(person));
}

function digitsOf(person: InventedPerson): string {
  return phoneOf(person).replaceAll(/\D/g, '');
}

function hasWords(title: string, wanted: string): boolean {
  const words = plain(title).split(' ');
  return plain(wanted)
    .split(' ')
    .every((word) => words.includes(word));
}
