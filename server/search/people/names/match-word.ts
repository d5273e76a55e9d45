import { editsWithin } from '../../text/edit-distance.ts';
import { NO_MATCH, type WordMatch } from './match-kind.ts';
import type { NameWord } from './name-word.ts';
import type { NicknameRelation } from './nicknames.ts';

const EXACT: WordMatch = { kind: 'exact', worth: 1 };
/** The accents differ: behind the one who is written as typed. */
const FOLDED: WordMatch = { kind: 'exact', worth: 0.995 };
const WRITTEN_OUT: WordMatch = { kind: 'spelling', worth: 0.98 };
const SAME_KEY: WordMatch = { kind: 'spelling', worth: 0.93 };
const INITIAL: WordMatch = { kind: 'initials', worth: 0.8 };
const ONLY_INITIAL_KNOWN: WordMatch = { kind: 'initials', worth: 0.7 };
const PHONETIC: WordMatch = { kind: 'phonetic', worth: 0.55 };

/**
 * How well a typed word fits a word of a name. Every kind is worth less than those before it, so that two or three letters put the
 * names that begin with them before those that only look alike.
 */
export function matchWord(
  typed: NameWord,
  name: NameWord,
  options: {
    /** More letters may follow; then a name that begins with them is likelier than a nickname. */
    isTyping: boolean;
    /** Only given names have nicknames. */
    isGiven: boolean;
  },
): WordMatch {
  const { isTyping, isGiven } = options;
  if (typed.folded === name.folded) return typed.written === name.written ? EXACT : FOLDED;
  if (sameSpelling(typed, name)) return WRITTEN_OUT;
  if (typed.folded.length === 1) return startsWith(name, typed) ? INITIAL : NO_MATCH;
  if (name.folded.length === 1) return typed.folded.startsWith(name.folded) ? ONLY_INITIAL_KNOWN : NO_MATCH;
  if (typed.key.length >= 3 && typed.key === name.key) return SAME_KEY;
  const nickname = isGiven ? nicknameMatch(typed, name, isTyping) : undefined;
  const prefix = prefixMatch(typed, name, isTyping);
  if (nickname || prefix) return better(nickname ?? NO_MATCH, prefix ?? NO_MATCH);
  const typo = typoMatch(typed.folded, name.folded) ?? spelledTypo(typed, name);
  if (typo && typo.worth > PHONETIC.worth) return typo;
  if (soundsAlike(typed, name)) return PHONETIC;
  return typo ?? (isTyping ? typoInPrefix(typed, name) : NO_MATCH);
}

function better(a: WordMatch, b: WordMatch): WordMatch {
  return b.worth > a.worth ? b : a;
}

function sameSpelling(typed: NameWord, name: NameWord): boolean {
  if (typed.spellings.length === 0 && name.spellings.length === 0) return false;
  return (
    typed.spellings.includes(name.folded) ||
    name.spellings.includes(typed.folded) ||
    typed.spellings.some((spelling) => name.spellings.includes(spelling))
  );
}

function startsWith(name: NameWord, typed: NameWord): boolean {
  if (name.folded.startsWith(typed.folded)) return true;
  if (name.spellings.some((spelling) => spelling.startsWith(typed.folded))) return true;
  return typed.spellings.some((typedSpelling) =>
    [name.folded, ...name.spellings].some((spelling) => spelling.startsWith(typedSpelling)),
  );
}

const KEY_PREFIX: WordMatch = { kind: 'prefix', worth: 0.79 };

/** The key of a beginning says less than that of a whole word: only while somebody types. */
function prefixMatch(typed: NameWord, name: NameWord, isTyping: boolean): WordMatch | undefined {
  if (startsWith(name, typed)) return { kind: 'prefix', worth: 0.83 + 0.08 * (typed.folded.length / name.folded.length) };
  return isTyping && typed.key.length >= 4 && name.key.startsWith(typed.key) ? KEY_PREFIX : undefined;
}

/** While somebody types, less than a name that begins with it. */
const NICKNAMES: Record<NicknameRelation, { typing: number; typed: number }> = {
  short: { typing: 0.81, typed: 0.92 },
  variant: { typing: 0.8, typed: 0.9 },
  sibling: { typing: 0.8, typed: 0.88 },
  translation: { typing: 0.79, typed: 0.84 },
};
const DIMINUTIVE = 0.79;

function nicknameMatch(typed: NameWord, name: NameWord, isTyping: boolean): WordMatch | undefined {
  const relation = nicknameRelation(typed, name);
  if (relation) return { kind: 'nickname', worth: NICKNAMES[relation][isTyping ? 'typing' : 'typed'] };
  const isDiminutive = endingOf(typed, name) || endingOf(name, typed);
  return isDiminutive ? { kind: 'nickname', worth: DIMINUTIVE } : undefined;
}

export function nicknameRelation(typed: NameWord, name: NameWord): NicknameRelation | undefined {
  return [name.folded, ...name.spellings].map((spelling) => typed.related().get(spelling)).find((relation) => relation);
}

/** Endings that make a pet name of the beginning of a name: Annie, Marty, Gretchen, Carlitos, Janek, Anka, Katinka. Not those that make a woman's name of a man's. */
const DIMINUTIVE_ENDINGS =
  /^(.{3,}?)(?:ie|y|ey|i|ee|chen|lein|ito|ita|itos|inho|inha|ek|ik|cik|ka|ko|inka|uska|ushka|enka|je|tje)$/;

function endingOf(pet: NameWord, full: NameWord): boolean {
  const [, beginning] = DIMINUTIVE_ENDINGS.exec(pet.folded) ?? [];
  if (beginning === undefined || full.folded.length < beginning.length) return false;
  if (full.folded.startsWith(beginning)) return true;
  // Emmy: the last letter doubled.
  return /(.)\1$/.test(beginning) && beginning.length > 3 && full.folded.startsWith(beginning.slice(0, -1));
}

function spelledTypo(typed: NameWord, name: NameWord): WordMatch | undefined {
  for (const spelling of name.spellings) {
    const typo = typoMatch(typed.folded, spelling);
    if (typo) return typo;
  }
  for (const spelling of typed.spellings) {
    const typo = typoMatch(spelling, name.folded);
    if (typo) return typo;
  }
  return undefined;
}

/** One slip from three letters on, two from seven. People seldom miss the first letter. */
function typoMatch(typed: string, name: string): WordMatch | undefined {
  if (typed.length < 3 || name.length < 3) return undefined;
  const edits = editsWithin(typed, name, typed.length < 7 ? 1 : 2);
  if (edits === undefined) return undefined;
  const first = typed.charCodeAt(0) === name.charCodeAt(0) ? 0 : 0.04;
  const short = typed.length === 3 ? 0.06 : 0;
  return { kind: 'typo', worth: (edits === 1 ? 0.78 : 0.62) - first - short };
}

const SLIP_WHILE_TYPING: WordMatch = { kind: 'typo', worth: 0.52 };

function typoInPrefix(typed: NameWord, name: NameWord): WordMatch {
  const { folded } = typed;
  if (folded.length < 4 || name.folded.length <= folded.length) return NO_MATCH;
  return editsWithin(folded, name.folded.slice(0, folded.length), 1) === undefined ? NO_MATCH : SLIP_WHILE_TYPING;
}

/** The codes leave vowels out, so the words must look somewhat alike too. */
function soundsAlike(typed: NameWord, name: NameWord): boolean {
  const known = name.sounds();
  if (!typed.sounds().some((sound) => known.includes(sound))) return false;
  const longer = Math.max(typed.folded.length, name.folded.length);
  return editsWithin(typed.folded, name.folded, Math.ceil(longer / 2)) !== undefined;
}

/**
 * For the one word of several that nothing else explains, when the rest is right: a part of the name or the same beginning. Says
 * which of many Pereyras is likelier, never that somebody is found.
 */
export function similarity(typed: NameWord, name: NameWord): WordMatch {
  const [a, b] = [typed.folded, name.folded];
  if (a.length >= 3 && b.length >= 3 && (b.includes(a) || a.includes(b))) return { kind: 'similar', worth: 0.45 };
  let same = 0;
  while (same < Math.min(a.length, b.length) && a[same] === b[same]) same++;
  if (same >= 2) return { kind: 'similar', worth: Math.min(0.4, 0.2 + 0.05 * same) };
  return NO_MATCH;
}
