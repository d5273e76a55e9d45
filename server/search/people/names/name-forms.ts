import { type NameWord, nameWord, nameWords, partedName } from './name-word.ts';

/** A person's names, ready to be compared; see `nameForms`. */
export interface NameForms {
  lines: readonly NameLine[];
}

/** One way to write the whole name. */
export interface NameLine {
  words: readonly NameWord[];
  /** How many of its words, from the first, are given names; undefined when nobody knows. */
  given: number;
  /** Words next to each other written as one: Mac Donald, Anne-Marie, van der Berg. */
  joined: readonly JoinedWords[];
  /** First letters: `js`. */
  initials: string;
}

export interface JoinedWords {
  first: number;
  count: number;
  word: NameWord;
}

export interface NamedPerson {
  name: string;
  givenName?: string | undefined;
  surname?: string | undefined;
  /** Further names: display name, maiden name, the name in another script. */
  otherNames?: readonly string[] | undefined;
}

/** Costs some microseconds a name; keep it where the same people come again and again. */
export function nameForms(person: NamedPerson): NameForms {
  const { name, givenName = '', surname = '', otherNames = [] } = person;
  const given = nameWords(givenName).length;
  const inParts = [givenName, surname].filter((part) => part !== '').join(' ');
  const texts = [...new Set([name, ...otherNames, inParts])].filter((text) => text.trim() !== '');
  const lines = texts.flatMap((text) => {
    const parted = partedName(text);
    return [lineOf(nameWords(text), givenIn(text, givenName, given)), ...(parted ? [lineOf(parted, 0)] : [])];
  });
  return { lines: lines.filter((line) => line.words.length > 0) };
}

/** Given names stand first, but for "King, Ada"; whoever does not say which they are has one surname. */
function givenIn(text: string, givenName: string, given: number): number {
  if (givenName !== '' && text.startsWith(givenName)) return given;
  return Math.max(1, nameWords(text).length - 1);
}

function lineOf(words: readonly NameWord[], given: number): NameLine {
  const joined: JoinedWords[] = [];
  for (let first = 0; first < words.length; first++)
    for (let count = 2; count <= MOST_JOINED && first + count <= words.length; count++)
      joined.push({ first, count, word: join(words.slice(first, first + count)) });
  return { words, given, joined, initials: words.map((word) => word.folded.charAt(0)).join('') };
}

/** "van der Berg" is three words. */
export const MOST_JOINED = 4;

export function join(words: readonly NameWord[]): NameWord {
  return nameWord(words.map((word) => word.written).join(''));
}
