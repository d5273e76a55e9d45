import { NO_MATCH, type WordMatch } from './match-kind.ts';
import { matchWord, nicknameRelation, similarity } from './match-word.ts';
import { type JoinedWords, join, MOST_JOINED, type NameLine } from './name-forms.ts';
import type { NameWord } from './name-word.ts';

/** What was typed, word by word. */
export interface TypedName {
  words: readonly NameWord[];
  /** The last word may be the beginning of one. */
  isTyping: boolean;
}

/** The best way to answer each typed word by a word of the name of its own. */
export interface Alignment {
  /** One a typed word; `none` where the name does not answer it. */
  matches: readonly WordMatch[];
  /** Which words of the name answer, in the order of the typed ones; each word of the name once. */
  places: readonly number[];
}

/** More words than this are not a name; whatever comes after is not looked at. */
const MOST_WORDS = 8;
const MOST_WORDS_OF_NAME = 12;
/** Of the ways to answer one typed word, so many of the best are weighed against those of the others. */
const MOST_OPTIONS = 8;

interface Option {
  /** How many typed words it answers. */
  typed: number;
  /** The words of the name, as bits and in their order. */
  mask: number;
  places: readonly number[];
  match: WordMatch;
}

/** `others`: what else of the person answers each word (a title, a place), which then needs no word of the name. */
export function alignWords(typed: TypedName, line: NameLine, others: readonly WordMatch[] = []): Alignment {
  const options = typed.words.slice(0, MOST_WORDS).map((_, n) => bestOptions(optionsOf(typed, line, n)));
  const found = bestFrom({ options, others, known: new Map() }, 0, 0);
  const matches = typed.words.map((_, n) => found.matches[n] ?? others[n] ?? NO_MATCH);
  return { matches, places: found.places };
}

interface Found {
  sum: number;
  matches: WordMatch[];
  places: number[];
}

function bestOptions(options: Option[]): Option[] {
  return options.length <= MOST_OPTIONS ? options : options.sort((a, b) => b.match.worth - a.match.worth).slice(0, MOST_OPTIONS);
}

interface Weighing {
  options: Option[][];
  others: readonly WordMatch[];
  /** By what is left to answer: without it, the same letter typed eight times for eight names takes seconds. */
  known: Map<number, Found>;
}

function bestFrom(given: Weighing, n: number, taken: number): Found {
  const state = taken * (MOST_WORDS + 1) + n;
  const known = given.known.get(state);
  if (known) return known;
  const found = weigh(given, n, taken);
  given.known.set(state, found);
  return found;
}

function weigh(given: Weighing, n: number, taken: number): Found {
  const options = given.options[n];
  if (options === undefined) return { sum: 0, matches: [], places: [] };
  const other = given.others[n] ?? NO_MATCH;
  const rest = bestFrom(given, n + 1, taken);
  let best: Found = { sum: rest.sum + other.worth, matches: [other, ...rest.matches], places: rest.places };
  for (const { typed, mask, places, match } of options) {
    if ((taken & mask) !== 0 || n + typed > given.options.length) continue;
    const after = bestFrom(given, n + typed, taken | mask);
    const sum = after.sum + match.worth * typed;
    if (sum <= best.sum) continue;
    best = {
      sum,
      matches: [...Array.from({ length: typed }, () => match), ...after.matches],
      places: [...places, ...after.places],
    };
  }
  return best;
}

/** The ways to answer the n-th typed word, alone or written together with those after it. */
function optionsOf(typed: TypedName, line: NameLine, n: number): Option[] {
  const word = typed.words[n];
  if (word === undefined) return [];
  const isLast = n === typed.words.length - 1;
  const isTyping = typed.isTyping && isLast;
  const options: Option[] = [];
  const words = line.words.slice(0, MOST_WORDS_OF_NAME);
  for (const [place, name] of words.entries()) {
    const match = matchWord(word, name, { isTyping, isGiven: place < line.given });
    if (match.worth > 0) options.push({ typed: 1, mask: 1 << place, places: [place], match });
  }
  for (const joined of line.joined) {
    if (joined.first + joined.count > MOST_WORDS_OF_NAME) continue;
    const match = joinedMatch(word, joined, { isTyping, isGiven: joined.first + joined.count <= line.given });
    if (match.worth > 0) options.push({ typed: 1, mask: maskOf(joined), places: placesOf(joined), match });
  }
  if (!isLast) options.push(...togetherOptions(typed, line, n));
  const initials = initialsOption(word, line);
  return initials ? [...options, initials] : options;
}

/** "macdonald" for Mac Donald, "juanjo" for Juan José; one slip in it is forgiven as in any word. */
function joinedMatch(word: NameWord, joined: JoinedWords, options: { isTyping: boolean; isGiven: boolean }): WordMatch {
  const { isTyping, isGiven } = options;
  if (isGiven && nicknameRelation(word, joined.word) !== undefined) return matchWord(word, joined.word, options);
  const shortest = joined.word.folded.length - 2;
  if (!isTyping && word.folded.length < shortest) return NO_MATCH;
  if (word.folded.charCodeAt(0) !== joined.word.folded.charCodeAt(0) || word.folded.length < 4) return NO_MATCH;
  const match = matchWord(word, joined.word, { isTyping, isGiven: false });
  // The beginning of the first of the words is a match with that word, not with all of them.
  return match.kind === 'phonetic' || (match.kind === 'prefix' && word.folded.length < shortest) ? NO_MATCH : match;
}

/** "mac donald" for MacDonald, "o connor" for O’Connor. */
function togetherOptions(typed: TypedName, line: NameLine, n: number): Option[] {
  const options: Option[] = [];
  for (let count = 2; count <= MOST_JOINED && n + count <= typed.words.length; count++) {
    const parts = typed.words.slice(n, n + count);
    const [first] = parts;
    const length = parts.reduce((sum, part) => sum + part.folded.length, 0);
    // An initial and a name are not one word with a slip in it.
    const least = parts.some((part) => part.folded.length < 2) ? 0.98 : length >= 8 ? 0.7 : 0.9;
    for (const [place, name] of line.words.slice(0, MOST_WORDS_OF_NAME).entries()) {
      if (first === undefined || !name.folded.startsWith(first.folded) || Math.abs(name.folded.length - length) > 1) continue;
      const match = matchWord(join(parts), name, { isTyping: false, isGiven: false });
      if (match.worth >= least) options.push({ typed: count, mask: 1 << place, places: [place], match });
    }
  }
  return options;
}

const ALL_INITIALS: WordMatch = { kind: 'initials', worth: 0.55 };
const INITIAL_AND_NAME: WordMatch = { kind: 'initials', worth: 0.8 };

/** "js", "jsmith", "smithj" and "johns" for John Smith. */
function initialsOption(word: NameWord, line: NameLine): Option | undefined {
  const { folded } = word;
  const { words } = line;
  if (words.length < 2 || words.length > MOST_WORDS_OF_NAME || folded.length < 2) return undefined;
  const places = words.map((_, place) => place);
  const all = { typed: 1, mask: 2 ** words.length - 1, places };
  if (folded === line.initials) return { ...all, match: ALL_INITIALS };
  const first = words[0]?.folded ?? '';
  const last = words.at(-1)?.folded ?? '';
  const tail = words.slice(1).map((name) => name.folded);
  const names = [first.charAt(0) + last, first.charAt(0) + tail.join(''), last + first.charAt(0), first + last.charAt(0)];
  return names.includes(folded) ? { ...all, match: INITIAL_AND_NAME } : undefined;
}

function maskOf({ first, count }: JoinedWords): number {
  return (2 ** count - 1) << first;
}

function placesOf({ first, count }: JoinedWords): number[] {
  return Array.from({ length: count }, (_, n) => first + n);
}

/** Fills the one gap of an alignment that is right otherwise, see `similarity`. */
export function withSimilar(typed: TypedName, line: NameLine, alignment: Alignment): Alignment {
  const gaps = alignment.matches.flatMap((match, n) => (match.kind === 'none' ? [n] : []));
  const [gap] = gaps;
  const word = gap === undefined ? undefined : typed.words[gap];
  if (gaps.length !== 1 || gap === undefined || word === undefined || typed.words.length < 2) return alignment;
  const free = line.words.flatMap((name, place) =>
    alignment.places.includes(place) ? [] : [{ place, match: similarity(word, name) }],
  );
  const best = free.reduce((a, b) => (b.match.worth > a.match.worth ? b : a), { place: -1, match: NO_MATCH });
  if (best.match.worth === 0) return alignment;
  return { matches: alignment.matches.with(gap, best.match), places: [...alignment.places, best.place] };
}
