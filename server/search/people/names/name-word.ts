import { fold, foldExpanded } from '../../text/fold.ts';
import { wordsOf } from '../../text/words.ts';
import { type NicknameRelation, nicknameRelations } from './nicknames.ts';
import { romanise, romanisedParts } from './romanise.ts';
import { soundsOf } from './sound.ts';
import { spellingKey } from './spelling-key.ts';

/** One word of a name, with everything by which another word may be the same one. */
export interface NameWord {
  /** Lower case with its accents. */
  written: string;
  /** Without accents, see `fold`. */
  folded: string;
  /** Further ways to write the very same: umlauts written out, in Latin letters. */
  spellings: readonly string[];
  /** See `spellingKey`. */
  key: string;
  /** See `soundsOf`. */
  sounds: () => readonly string[];
  /** Short and full forms of the same given name, by their keys. */
  related: () => ReadonlyMap<string, NicknameRelation>;
}

/** The words of a name in their order; hyphens and dots part them, apostrophes do not. */
export function nameWords(text: string): NameWord[] {
  return wordsOf(text).map((word) => nameWord(text.slice(word.start, word.end)));
}

/** A name of one word without spaces (张伟) as family name and given name in Latin letters; undefined for other names. */
export function partedName(text: string): NameWord[] | undefined {
  return romanisedParts(text.trim())?.map(nameWord);
}

/** The same names come again and again: this many words are kept. */
const KEPT_WORDS = 50_000;
const kept = new Map<string, NameWord>();

export function nameWord(text: string): NameWord {
  const known = kept.get(text);
  if (known) return known;
  if (kept.size >= KEPT_WORDS) kept.clear();
  const word = createNameWord(text);
  kept.set(text, word);
  return word;
}

function createNameWord(text: string): NameWord {
  const plain = text.replace(/['’]/g, '');
  const folded = fold(plain);
  const latin = romanise(plain);
  const spellings = [foldExpanded(plain), latin, romanise(folded)].filter((spelling) => spelling !== undefined);
  const others = [...new Set(spellings)].filter((spelling) => spelling !== folded && spelling !== '');
  const key = spellingKey(latin);
  return {
    written: plain.normalize('NFC').toLowerCase(),
    folded,
    spellings: others,
    key,
    sounds: once(() => soundsOf(latin)),
    related: once(() => nicknameRelations([folded, ...others])),
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
