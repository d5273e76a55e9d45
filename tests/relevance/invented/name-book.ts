import { editDistance } from './edit-distance.ts';
import { NICKNAMES } from './nicknames.ts';
import type { InventedPerson } from './people.ts';
import { expanded, withoutAccents } from './romanise.ts';

/** Who is meant by what somebody types, by rules of our own: the measure of a matcher must not be that matcher. */
export interface NameBook {
  people: readonly InventedPerson[];
  /** Whose name reads like this, accents and umlauts written in any way. */
  named(text: string): InventedPerson[];
  /** With this surname, or with it as one part of theirs, and a given name that fits. */
  withSurname(surname: string, fits: (given: string) => boolean): InventedPerson[];
  /** Whether somebody with another name is as near to what is typed as a slip of the finger. */
  isNearAnother(typed: string, person: InventedPerson): boolean;
}

export function createNameBook(people: readonly InventedPerson[]): NameBook {
  const byForm = indexed(people, (person) => formsOf(person.name).concat(formsOf(person.romanised ?? '')));
  const bySurname = indexed(people, ({ surname }) => [surname, ...surname.split(/[ -]/)].flatMap(formsOf));
  const byWord = indexed(people, ({ name }) => name.split(' ').flatMap(formsOf));
  return {
    people,
    named: (text) => [...new Set(formsOf(text).flatMap((form) => byForm.get(form) ?? []))],
    withSurname: (surname, fits) => {
      const found = new Set(formsOf(surname).flatMap((form) => bySurname.get(form) ?? []));
      return [...found].filter(({ given }) => fits(plain(given)));
    },
    isNearAnother(typed, person) {
      const text = plain(typed);
      const own = plain(person.name);
      // A slip leaves one of the names as it was.
      const nearby = text.split(' ').flatMap((word) => byWord.get(word) ?? []);
      return nearby.some(({ name }) => plain(name) !== own && editDistance(plain(name), text) <= 2);
    },
  };
}

/** Lower case without accents. */
export function plain(text: string): string {
  return withoutAccents(text).toLowerCase();
}

/** Given names that a nickname stands for. */
export function formalNames(nickname: string): string[] {
  return NICKNAMES.filter(([short]) => plain(short) === plain(nickname)).map(([, formal]) => plain(formal));
}

function formsOf(text: string): string[] {
  return text === '' ? [] : [plain(text), expanded(text).toLowerCase()];
}

function indexed(people: readonly InventedPerson[], keysOf: (person: InventedPerson) => string[]): Map<string, InventedPerson[]> {
  const index = new Map<string, InventedPerson[]>();
  for (const person of people)
    for (const key of new Set(keysOf(person))) {
      const own = index.get(key) ?? [];
      own.push(person);
      index.set(key, own);
    }
  return index;
}
