import { editsWithin } from '../text/edit-distance.ts';
import { fold } from '../text/fold.ts';
import { stemOf } from '../text/stem.ts';
import { wordsOf } from '../text/words.ts';
import type { WordMatch } from './names/match-kind.ts';
import type { PersonIndexHit } from './person-hit.ts';

/** What of a person besides the name answers a typed word. */
export interface FieldMatch extends Omit<WordMatch, 'kind'> {
  kind: 'handle' | 'field';
  field: string;
}

export interface FieldWord {
  folded: string;
  /** The last word, while it is still being typed. */
  isTyping: boolean;
}

/** The best of all fields; undefined when none answers. */
export function fieldMatch(typed: FieldWord, hit: PersonIndexHit): FieldMatch | undefined {
  let best: FieldMatch | undefined;
  for (const { field, kind, worth, values } of FIELDS) {
    if (best && best.worth >= worth) break;
    const found = worth * Math.max(0, ...values(hit).map((value) => valueMatch(typed, value, kind)));
    if (found > (best?.worth ?? 0)) best = { kind, field, worth: found };
  }
  return best;
}

interface Field {
  field: string;
  kind: FieldMatch['kind'];
  /** How much a word in it tells. */
  worth: number;
  values(hit: PersonIndexHit): readonly string[];
}

/** The most telling first: the text of a biography is read only for words that nothing else answers. */
const FIELDS: readonly Field[] = [
  { field: 'uid', kind: 'handle', worth: 0.9, values: ({ uid }) => [uid] },
  { field: 'email', kind: 'handle', worth: 0.88, values: ({ emailLocal }) => emailLocal },
  { field: 'title', kind: 'field', worth: 0.8, values: ({ title }) => valuesOf(title) },
  { field: 'skills', kind: 'field', worth: 0.79, values: ({ skills }) => skills },
  { field: 'location', kind: 'field', worth: 0.77, values: ({ location }) => valuesOf(location) },
  { field: 'department', kind: 'field', worth: 0.75, values: ({ department }) => valuesOf(department) },
  { field: 'languages', kind: 'field', worth: 0.7, values: ({ languages }) => languages },
  { field: 'room', kind: 'field', worth: 0.7, values: ({ room }) => valuesOf(room) },
  { field: 'employeeNumber', kind: 'field', worth: 0.7, values: ({ employeeNumber }) => valuesOf(employeeNumber) },
  { field: 'bio', kind: 'field', worth: 0.6, values: ({ bio }) => valuesOf(bio) },
  { field: 'email', kind: 'field', worth: 0.55, values: ({ email }) => email },
];

function valuesOf(value: string | null): readonly string[] {
  return value === null ? [] : [value];
}

function valueMatch(typed: FieldWord, value: string, kind: FieldMatch['kind']): number {
  let best = 0;
  for (const word of kind === 'handle' ? [fold(value), ...wordsIn(value)] : wordsIn(value)) {
    best = Math.max(best, kind === 'handle' ? handleWorth(typed, word) : wordWorth(typed, word));
    if (best === 1) break;
  }
  return best;
}

function handleWorth({ folded }: FieldWord, word: string): number {
  if (word === folded) return 1;
  if (folded.length >= 2 && word.startsWith(folded)) return 0.82 + 0.1 * (folded.length / word.length);
  return folded.length >= 5 && editsWithin(folded, word, 1) !== undefined ? 0.7 : 0;
}

function wordWorth({ folded, isTyping }: FieldWord, word: string): number {
  if (word === folded) return 1;
  if (word.startsWith(folded) && (isTyping || folded.length >= 4)) return 0.9;
  // Stems keep the beginning; most words need not be stemmed to see that they differ.
  const mayBeForm = word.startsWith(folded.slice(0, 2));
  if (mayBeForm && LANGUAGES.some((language) => stemOf(word, language) === stemOf(folded, language))) return 0.95;
  return folded.length >= 5 && editsWithin(folded, word, 1) !== undefined ? 0.7 : 0;
}

/** Titles and skills of most companies here. */
const LANGUAGES = ['en', 'de'];

/** The share of a field's words that were typed: an "Accountant" before a "Senior Accountant". */
export function answeredShare(words: readonly FieldWord[], value: string | null): number {
  if (value === null) return 0;
  const own = wordsIn(value);
  const answered = own.filter((word) => words.some((typed) => wordWorth(typed, word) >= 0.9));
  return own.length === 0 ? 0 : answered.length / own.length;
}

/** Whether the words are those of the field, no more and no less. */
export function isAll(words: readonly FieldWord[], value: string | null): boolean {
  if (value === null || words.length === 0) return false;
  const own = wordsIn(value);
  if (own.length !== words.length) return false;
  return words.every(({ folded }) => own.includes(folded)) && own.every((word) => words.some(({ folded }) => folded === word));
}

/** The same titles and places come again and again. */
const KEPT_VALUES = 20_000;
const LONGEST_KEPT = 80;
const kept = new Map<string, readonly string[]>();

function wordsIn(value: string): readonly string[] {
  const known = kept.get(value);
  if (known) return known;
  const words = wordsOf(value).map((word) => word.folded);
  if (value.length > LONGEST_KEPT) return words;
  if (kept.size >= KEPT_VALUES) kept.clear();
  kept.set(value, words);
  return words;
}
