import { fold, foldExpanded } from '../../text/fold.ts';
import { wordsOf } from '../../text/words.ts';
import { join, type NamedPerson } from './name-forms.ts';
import { type NameWord, nameWords, partedName } from './name-word.ts';

/**
 * What is written to the index so that a plain prefix search finds a name however it is spelled: folded, umlauts written out, in
 * Latin letters, by its spelling key, with compound names joined.
 */
export function spellingsOf(person: NamedPerson): string[] {
  const names = namesOf(person);
  const spellings = names.flatMap((name) => {
    const words = [...nameWords(name), ...(partedName(name) ?? [])];
    return [fold(name), foldExpanded(name) ?? '', ...formsOf(words)];
  });
  return unique([...spellings, ...joinedNames(person)]);
}

function formsOf(words: readonly NameWord[]): string[] {
  const keys = words.map((word) => word.key).join(' ');
  const others = words.flatMap((word) => word.spellings).join(' ');
  return [keys, others];
}

/** Two or more words as one: Anne-Marie, Mac Donald, van der Berg. */
function joinedNames({ name, givenName, surname }: NamedPerson): string[] {
  const parts = [
    givenName ?? '',
    surname ??
      (wordsOf(name).length > 2
        ? wordsOf(name)
            .slice(1)
            .map((word) => word.folded)
            .join(' ')
        : ''),
  ];
  return parts.flatMap((part) => {
    const words = wordsOf(part).map((word) => word.folded);
    // "van der Berg" is written VandenBerg, van denBerg and so on: every run of neighbours.
    return words.flatMap((_, from) => words.slice(from + 1).map((__, n) => words.slice(from, from + n + 2).join('')));
  });
}

/** Keys of the short, full and pet forms of the given names. */
export function nicknamesOf(person: NamedPerson): string[] {
  const given = givenNames(person);
  // Two given names may have one short form: Juanjo, Hape.
  const pairs = given.slice(1).map((word, n) => join([...given.slice(n, n + 1), word]));
  return unique([...given, ...pairs].flatMap((word) => [...word.related().keys()]));
}

/** Whoever gives no given name has all but the last word as such. */
function givenNames({ name, givenName }: NamedPerson): NameWord[] {
  if (givenName !== undefined && givenName !== '') return nameWords(givenName);
  return nameWords(name).slice(0, -1);
}

/** Longer than any word, so that no prefix of something typed meets one. */
const CODE = 'zq';

/** The codes of all words of the name, see `soundsOf`. */
export function soundsOfName(person: NamedPerson): string[] {
  const words = namesOf(person).flatMap((name) => [...nameWords(name), ...(partedName(name) ?? [])]);
  return unique(words.flatMap(soundCodes));
}

/** As a query for `soundsOfName`; undefined when the words have no codes. */
export function soundQuery(text: string): string | undefined {
  const codes = nameWords(text).flatMap((word) => soundCodes(word).slice(0, 1));
  // The space ends the last code: the beginning of one means nothing.
  return codes.length === 0 ? undefined : `${codes.join(' ')} `;
}

function soundCodes(word: NameWord): string[] {
  return word.sounds().map((sound) => `${CODE}${sound.toLowerCase()}`);
}

/** The words of a query by their keys; undefined when they are the same as typed. */
export function keyQuery(text: string): string | undefined {
  const words = nameWords(text);
  const keys = words.map((word) => word.key || word.folded);
  return keys.every((key, n) => key === words[n]?.folded) ? undefined : keys.join(' ');
}

function namesOf({ name, givenName = '', surname = '', otherNames = [] }: NamedPerson): string[] {
  return unique([name, ...otherNames, [givenName, surname].filter((part) => part !== '').join(' ')]);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text.trim() !== '');
}
