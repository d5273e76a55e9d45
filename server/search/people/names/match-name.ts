import { type Alignment, alignWords, type TypedName, withSimilar } from './align-words.ts';
import { MATCH_KINDS, type MatchKind, type WordMatch, worstKind } from './match-kind.ts';
import type { NameForms, NameLine } from './name-forms.ts';
import { nameWords, partedName } from './name-word.ts';

export { type NamedPerson, type NameForms, nameForms } from './name-forms.ts';

/** How a written name fits a person's name. */
export interface NameMatch {
  /** The worst kind among its words: `exact` when all are the same; `none` when one of them is not in the name at all. */
  kind: MatchKind;
  /** 0 to 1, comparable between names: 1 the whole name as it is, about .77 for one exact part of it. */
  score: number;
  /** Nothing of the name is left out: "Ada King" for Ada King, not for Ada Augusta King. */
  isWhole: boolean;
  /** One for each word that was written. */
  words: readonly WordMatch[];
}

/**
 * Whether `query` may name this person: the same or with typos, in another order, with initials ("J. R. Smith", "jsmith", "js"),
 * in parts or compounds (van der Berg, Mac Donald), in another spelling or script (Müller, Mueller; Мария, Maria), by a nickname
 * (the same name in another language, John for Giovanni, is one that is worth less: .84), or by its sound. A pure function, some
 * microseconds; make `person` with `nameForms({ name, givenName, surname, otherNames })` once and keep it.
 *
 * To tell that two names mean one person: `isWhole` with a kind of exact, spelling, nickname or initials; and as other people may
 * fit as well, only when nobody else of the directory has as good a kind.
 */
export function matchName(query: string, person: NameForms): NameMatch {
  return bestMatch(typedNames(query, { isTyping: false }), person);
}

/** The readings of what was typed: as it stands, and a name without spaces in its parts. */
export function typedNames(query: string, { isTyping }: { isTyping: boolean }): TypedName[] {
  const parted = partedName(query);
  return [{ words: nameWords(query), isTyping }, ...(parted ? [{ words: parted, isTyping }] : [])];
}

const NOTHING: NameMatch = { kind: 'none', score: 0, isWhole: false, words: [] };

function bestMatch(typed: readonly TypedName[], person: NameForms): NameMatch {
  const matches = typed.flatMap((reading) => person.lines.map((line) => matchLine(reading, line)));
  return matches.reduce((best, match) => (isBetter(match, best) ? match : best), NOTHING);
}

function isBetter(a: NameMatch, b: NameMatch): boolean {
  if ((a.kind === 'none') !== (b.kind === 'none')) return b.kind === 'none';
  return a.score > b.score || (a.score === b.score && MATCH_KINDS.indexOf(a.kind) < MATCH_KINDS.indexOf(b.kind));
}

function matchLine(typed: TypedName, line: NameLine): NameMatch {
  if (typed.words.length === 0) return NOTHING;
  const alignment = forgiveMiddleInitials(typed, withSimilar(typed, line, alignWords(typed, line)));
  const words = alignment.matches;
  const mean = words.reduce((sum, word) => sum + word.worth, 0) / words.length;
  const bonus = wholeNameBonus(alignment, line);
  const score = (mean + bonus * mean) / (1 + WHOLE_NAME);
  return { kind: worstKind(words.map((word) => word.kind)), score, isWhole: bonus > 0, words };
}

export const WHOLE_NAME = 0.3;
const WHOLE_NAME_SWAPPED = 0.2;
/** Little: whoever has the very words in a longer name comes before somebody whose whole name is only near. */
const WHOLE_NAME_NEAR = 0.03;
const VERY_WORDS: readonly MatchKind[] = ['exact', 'spelling'];

/** For answering all of the name, more in its order: parts of the score's mean. */
export function wholeNameBonus({ matches, places }: Alignment, line: NameLine): number {
  if (places.length < line.words.length || matches.some((match) => match.kind === 'none')) return 0;
  if (!matches.every((match) => VERY_WORDS.includes(match.kind))) return WHOLE_NAME_NEAR;
  return places.every((place, n) => n === 0 || place > (places[n - 1] ?? -1)) ? WHOLE_NAME : WHOLE_NAME_SWAPPED;
}

const FORGIVEN: WordMatch = { kind: 'initials', worth: 0.5 };

/** "Ada M. King" is Ada King, whose directory knows no second name. */
function forgiveMiddleInitials(typed: TypedName, alignment: Alignment): Alignment {
  const named = alignment.matches.filter((match) => match.worth > 0).length;
  if (named < 2) return alignment;
  const isMiddle = (n: number) => n > 0 && n < typed.words.length - 1 && typed.words[n]?.folded.length === 1;
  const matches = alignment.matches.map((match, n) => (match.kind === 'none' && isMiddle(n) ? FORGIVEN : match));
  return { ...alignment, matches };
}
