import type { InventedPerson } from '../relevance/invented/people.ts';
import { seededRandom } from '../support/random.ts';
import { anyWord, phraseOf, subjectOf } from './search-corpus.ts';

/** People do not ask for the commonest words. */
const COMMONEST_ASKED = 30;

export interface Questions {
  /** What is in the field after some of the letters, of names and of words. */
  typed: string[];
  /** One or two words. */
  short: string[];
  /** Three to eight words. */
  long: string[];
  /** Four words. */
  four: string[];
}

const LETTERS = [2, 3, 5];

export function inventQuestions(o: {
  people: readonly InventedPerson[];
  documents: number;
  of: number;
  seed: number;
}): Questions {
  const random = seededRandom(o.seed);
  const person = () => o.people[Math.floor(random() * o.people.length)];
  const word = () => anyWord(random, COMMONEST_ASKED);
  const subject = () => subjectOf(Math.floor(random() * o.documents));
  const words = (count: number, n: number) =>
    n % 2 === 0 ? phraseOf(subject(), count, random) : Array.from({ length: count }, word).join(' ');
  const wanted = (n: number) => (n % 2 === 0 ? (person()?.name ?? word()) : n % 4 === 1 ? word() : words(2, n + 1));
  const times = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));
  return {
    typed: times(Math.ceil(o.of / LETTERS.length), wanted).flatMap((line) => LETTERS.map((letters) => line.slice(0, letters))),
    short: times(o.of, (n) => (n % 3 === 0 ? (person()?.name ?? word()) : n % 3 === 1 ? word() : words(2, n))),
    long: times(o.of, (n) => words(3 + (n % 6), Math.floor(n / 6))),
    four: times(o.of, (n) => words(4, n)),
  };
}
