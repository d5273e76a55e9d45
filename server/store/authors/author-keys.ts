import type { PersonContent } from '#indexers/types/content.ts';
import { type NameWord, nameWord } from '../../search/people/names/name-word.ts';
import { nicknameRelations } from '../../search/people/names/nicknames.ts';
import { fold } from '../../search/text/fold.ts';
import { wordsOf } from '../../search/text/words.ts';
import { isDegree, joinDegrees, withoutTitles } from './name-titles.ts';

/** Raised when a person gets other keys or a text other readings: what is in the store is then made anew. */
export const AUTHOR_KEYS_VERSION = 2;

type Person = Omit<PersonContent, 'photo'>;

/**
 * By what an author's text is looked up: addresses, the sign-in name, the names in full in every order and spelling; and, with a
 * tilde, the first and the last word of each. A lookup of keys, because nobody can be compared with 100,000 people for each file.
 */
export function keysOfPerson(person: Person): string[] {
  const names = namesOf(person).flatMap((name) => {
    const words = wordsIn(name);
    const bare = withoutInitials(withoutTitles(words));
    return [...spellings(words), ...spellings(withoutTitles(words)), ...spellings(bare), ...coreKeys(withoutTitles(words))];
  });
  return [...new Set([...names, ...person.emails.map(addressKey), accountKey(person.uid)])].filter((key) => key.length > 1);
}

/** One way to understand an author's text: whoever has one of the keys may be meant. */
export interface Reading {
  keys: string[];
  /** The name as understood, where a candidate's own name has to be compared with it: the keys say less than the text. */
  words?: string[];
}

/** Most telling first; the first reading that finds anybody decides. Never by what merely looks or sounds alike. */
export function readingsOf(author: string): Reading[] {
  const address = ADDRESS.exec(author)?.[0];
  const inNotes = /\bCN=(?<name>[^/,]+)/i.exec(author)?.groups?.name;
  const account = /^[\w.-]+\\(?<account>\S+)$/.exec(author.trim())?.groups?.account;
  const name = inNotes ?? account ?? (address === undefined ? author : author.replace(address, ''));
  const readings = [...(address === undefined ? [] : [{ keys: [addressKey(address)] }]), ...nameReadings(name)];
  return readings
    .map((reading) => ({ ...reading, keys: [...new Set(reading.keys)].filter((key) => key.length > 1) }))
    .filter(({ keys }) => keys.length > 0);
}

/** The keys of a full name as it stands in a sentence; none for a single word. */
export function nameKeys(name: string): string[] {
  const words = wordsIn(name);
  return words.length < 2 ? [] : spellings(words);
}

/** Whether a person's own name does not speak against the words: "Robert L. Read" is Robert Lee Read and not Robert Kay Read. */
export function mayBeCalled(person: Person, words: readonly string[]): boolean {
  return namesOf(person).some((name) => {
    const own = withoutTitles(wordsIn(name));
    return isSameWord(own.at(-1), words.at(-1)) && isSameGiven(own[0], words[0]) && agree(own.slice(1, -1), words.slice(1, -1));
  });
}

export function addressKey(address: string): string {
  return fold(address).trim();
}

function accountKey(uid: string): string {
  return fold(uid).trim();
}

const ADDRESS = /[^\s<>"'(),;]+@[^\s<>"'(),;]+/;

/** What programs write where they know no author. */
const NOBODY = new Set(
  'unknown anonymous author user owner admin administrator root office microsoft unbekannt benutzer autor verfasser'.split(' '),
);

function nameReadings(text: string): Reading[] {
  const written = joinDegrees(text.replace(/[<>"]/g, ' ').replace(/[([][^)\]]*[)\]]/g, ' ')).trim();
  const plain = wordsIn(written);
  if (plain.length === 0 || plain.every((word) => NOBODY.has(word))) return [];
  if (plain.length === 1) return [{ keys: [...spellings(plain), accountKey(written)] }];
  const ordered = inOrder(written);
  const bare = withoutTitles(ordered);
  const short = withoutInitials(bare);
  const [first = '', ...others] = bare;
  return [
    { keys: [...spellings(plain), ...spellings(ordered), accountKey(written)] },
    { keys: spellings(bare) },
    { keys: spellings(short), words: bare },
    // "Lovelace Ada"
    ...(written.includes(',') ? [] : [{ keys: spellings([...others, first]) }]),
    { keys: coreKeys(bare), words: bare },
    { keys: nicknameKeys(bare), words: bare },
  ];
}

/** "Lovelace, Ada" and "Read, Robert L., PhD" begin with the surname; "Robert Read, PhD" does not. */
function inOrder(text: string): string[] {
  const [first = '', ...others] = text.split(',');
  const [surname, ...given] = [
    first,
    ...others.filter((part, n) => !isDegree(part, { isSure: n > 0 || /\S\s+\S/.test(first.trim()) })),
  ];
  return [...given, surname].flatMap(wordsIn);
}

function coreKeys(words: readonly string[]): string[] {
  const [first, last] = [words[0], words.at(-1)];
  return first === undefined || last === undefined || words.length < 2 || first.length < 2
    ? []
    : spellings([first, last]).map((key) => `~${key}`);
}

function nicknameKeys([first = '', ...others]: readonly string[]): string[] {
  return [...callNames(spellingsOf(first))].flatMap((given) => coreKeys([given, ...others]));
}

/** What somebody of that name is called; the same name in another language is most often another person. */
function callNames(spellings: readonly string[]): Set<string> {
  const related = [...nicknameRelations(spellings)].filter(([, relation]) => relation !== 'translation');
  return new Set(related.map(([name]) => name));
}

function namesOf({ name, givenName, surname, otherNames }: Person): string[] {
  const names = [name, ...otherNames];
  if (givenName !== undefined && surname !== undefined) names.push(`${givenName} ${surname}`, `${surname} ${givenName}`);
  return [
    ...new Set(names.map((written) => (written.includes(',') ? inOrder(joinDegrees(written)).join(' ') : joinDegrees(written)))),
  ];
}

/** Accents stay, because umlauts are written out in one spelling and left out in another. */
function wordsIn(text: string): string[] {
  return wordsOf(text).map(({ start, end }) => text.slice(start, end).replace(/['’]/g, '').normalize('NFC').toLowerCase());
}

function withoutInitials(words: readonly string[]): string[] {
  const long = words.filter((word) => word.length > 1);
  return long.length >= 2 ? long : [...words];
}

const MOST_SPELLINGS = 16;

/** The whole name in every spelling of its words: "jorg muller", "joerg muller", "jorg mueller", "joerg mueller". */
function spellings(words: readonly string[]): string[] {
  return words.reduce<string[]>(
    (begun, word) =>
      begun
        .flatMap((name) => spellingsOf(word).map((spelled) => (name === '' ? spelled : `${name} ${spelled}`)))
        .slice(0, MOST_SPELLINGS),
    [''],
  );
}

function spellingsOf(word: string): string[] {
  const { folded, spellings: others }: NameWord = nameWord(word);
  return [folded, ...others];
}

function isSameWord(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const known = new Set(spellingsOf(a));
  return spellingsOf(b).some((spelled) => known.has(spelled));
}

function isSameGiven(a: string | undefined, b: string | undefined): boolean {
  if (isSameWord(a, b)) return true;
  const related = callNames(spellingsOf(a ?? ''));
  return spellingsOf(b ?? '').some((spelled) => related.has(spelled));
}

/** Nothing of the shorter list contradicts the longer one, in its order; an initial stands for a name. */
function agree(a: readonly string[], b: readonly string[]): boolean {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  let next = 0;
  return few.every((word) => {
    const place = many.findIndex((other, n) => n >= next && isSameOrInitial(word, other));
    next = place + 1;
    return place >= 0;
  });
}

function isSameOrInitial(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.length === 1 ? long.startsWith(short) : isSameWord(a, b);
}
