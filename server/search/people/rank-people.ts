import type { ParsedQuery } from '../query/parse-query.ts';
import { fold } from '../text/fold.ts';
import { isStopWord } from '../text/stop-words.ts';
import { answeredShare, type FieldMatch, type FieldWord, fieldMatch, isAll } from './field-match.ts';
import { type Alignment, alignWords, type TypedName, withSimilar } from './names/align-words.ts';
import { type MatchKind, NO_MATCH, type WordMatch, worstKind } from './names/match-kind.ts';
import { typedNames, WHOLE_NAME, wholeNameBonus } from './names/match-name.ts';
import { type NameForms, type NameLine, nameForms } from './names/name-forms.ts';
import { numberMatch } from './number-match.ts';
import type { PersonIndexHit } from './person-hit.ts';

/**
 * By what a person was found, the weakest word deciding: the name (`exact` all of it, `part` some of it), an address or sign-in
 * name, a number, other fields, several of them, name and fields together, the org chart, or only some of the words.
 */
export type PersonMatchKind =
  | Exclude<MatchKind, 'similar'>
  | 'part'
  | 'handle'
  | 'number'
  | 'field'
  | 'set'
  | 'mixed'
  | 'report'
  | 'some';

/** A part of a score; the parts of a person add up to it. */
export interface ScorePart {
  name: string;
  value: number;
  note?: string;
}

export interface RankedPerson {
  id: string;
  /** 0 to 1, comparable between queries. */
  score: number;
  kind: PersonMatchKind;
  parts: readonly ScorePart[];
  /** The name, an address or a number is what was typed, from beginning to end. */
  isExact: boolean;
  /** How many of the query's words the person answers, 0 to 1. */
  coverage: number;
  /** How many of them the name, the address or a number answers. */
  nameCoverage: number;
  sortName: string;
}

/** By aligning each word of the query with the best word of the person, see `alignWords`. */
export function rankPeople(parsed: ParsedQuery, hits: readonly PersonIndexHit[]): RankedPerson[] {
  const query = typedQuery(parsed);
  const unique = [...new Map(hits.map((hit) => [hit.id, hit])).values()];
  return unique.map((hit) => rankPerson(query, hit)).sort(byRank);
}

/** Those who fit as well as each other from A to Z, so that the order is the same each time. */
export function byRank(a: RankedPerson, b: RankedPerson): number {
  return (
    Number(b.isExact) - Number(a.isExact) ||
    b.score - a.score ||
    (a.sortName === b.sortName ? (a.id < b.id ? -1 : 1) : a.sortName < b.sortName ? -1 : 1)
  );
}

interface TypedQuery {
  parsed: ParsedQuery;
  line: string;
  readings: { name: TypedName; fields: FieldWord[] }[];
}

/** Common words count in a name (De Jong, An) and nowhere else; what is to be left out counts nowhere. */
function typedQuery(parsed: ParsedQuery): TypedQuery {
  const text = parsed.excluded.reduce((rest, word) => rest.replace(`-${word}`, ' '), parsed.text);
  const isTyping = parsed.words.at(-1)?.isPrefix ?? false;
  const readings = typedNames(text, { isTyping }).map((name) => ({
    name,
    fields: name.words.map(({ folded }, n) => ({ folded, isTyping: isTyping && n === name.words.length - 1 })),
  }));
  return { parsed, line: parsed.text.toLowerCase(), readings };
}

function rankPerson(query: TypedQuery, hit: PersonIndexHit): RankedPerson {
  const base = { id: hit.id, sortName: hit.sortName };
  const certain = { ...base, isExact: true, coverage: 1, nameCoverage: 1 };
  if (isHandle(query.line, hit)) return { ...certain, kind: 'handle', score: 1, parts: [{ name: 'handle', value: 1 }] };
  const number = numberMatch(query.parsed, hit);
  if (number > 0) {
    const isExact = number >= 0.99 || (number >= 0.95 && (query.parsed.phone?.length ?? 0) >= 7);
    return { ...certain, isExact, kind: 'number', score: number, parts: [{ name: 'number', value: number }] };
  }
  const lines = formsOf(hit).lines;
  const standings = query.readings.flatMap((reading) => lineStandings(reading, lines, hit));
  return standings.reduce((best, standing) => (byRank(standing, best) < 0 ? standing : best), { ...base, ...NOTHING });
}

const NOTHING = {
  kind: 'none',
  score: 0,
  parts: [],
  isExact: false,
  coverage: 0,
  nameCoverage: 0,
} satisfies Partial<RankedPerson>;

function lineStandings(
  { name, fields }: TypedQuery['readings'][number],
  lines: readonly NameLine[],
  hit: PersonIndexHit,
): RankedPerson[] {
  // Common words are not common as the name of a department: "IT".
  const isCommon = isAll(fields, hit.department) ? () => false : isStopWord;
  const others = fields.map((word) => (isCommon(word.folded) ? undefined : fieldMatch(word, hit)));
  const otherWorths = others.map((other): WordMatch => (other ? { kind: 'exact', worth: other.worth } : NO_MATCH));
  return lines.map((line) => {
    const alignment = withSimilar(name, line, alignWords(name, line, otherWorths));
    return standing({ hit, line, alignment, others, otherWorths, fields });
  });
}

interface Answer {
  word: string;
  match: WordMatch;
  /** Undefined for a word of the name. */
  other: FieldMatch | undefined;
}

function standing(o: {
  hit: PersonIndexHit;
  line: NameLine;
  alignment: Alignment;
  others: readonly (FieldMatch | undefined)[];
  otherWorths: readonly WordMatch[];
  fields: readonly FieldWord[];
}): RankedPerson {
  const answers = thoseThatCount(
    o.fields.map((field, n): Answer => {
      const match = o.alignment.matches[n] ?? NO_MATCH;
      return { word: field.folded, match, other: match === o.otherWorths[n] ? o.others[n] : undefined };
    }),
  );
  const count = Math.max(answers.length, 1);
  const isFound = ({ match }: Answer) => match.worth > 0 && match.kind !== 'similar';
  const isNamed = (answer: Answer) => isFound(answer) && answer.other?.kind !== 'field';
  const mean = answers.reduce((sum, { match }) => sum + match.worth, 0) / count;
  const bonus = answers.every(isNamed) ? wholeNameBonus(o.alignment, o.line) * mean : 0;
  const onlyFields = answers.length > 0 && answers.every(({ other }) => other?.kind === 'field');
  const tidy = onlyFields ? fieldBonus(o.fields, o.hit) : 0;
  const isExact = bonus > 0 && answers.every(({ match }) => match.worth >= SAME);
  return {
    id: o.hit.id,
    sortName: o.hit.sortName,
    kind: kindOf(answers, isExact),
    score: (mean + bonus + tidy) / (1 + WHOLE_NAME),
    parts: partsOf(answers, { bonus, tidy }),
    isExact,
    coverage: answers.filter(isFound).length / count,
    nameCoverage: answers.filter(isNamed).length / count,
  };
}

/**
 * Common words count beside a name that was found: De Jong, and "I. Robinson" is no Barbara. Beside a title and a place they do not:
 * "designer in Berlin" means no Ingrid.
 */
function thoseThatCount(answers: readonly Answer[]): Answer[] {
  const telling = answers.filter(({ word }) => !isStopWord(word));
  if (telling.length === 0) return [...answers];
  const isNamed = telling.some(({ match, other }) => other === undefined && match.worth > 0 && match.kind !== 'similar');
  return answers.filter(({ word, match }) => !isStopWord(word) || (isNamed && (match.worth > 0 || word.length === 1)));
}

/** Accents and umlauts written out make no other name. */
const SAME = 0.98;
const WHOLE_FIELDS = 0.04;
/** More than what a title is worth beyond a department, and than a name that is only near. */
const WHOLE_DEPARTMENT = 0.1;

/** Who is in the department that was asked for by its name comes first, then whose title and place are no more than what was. */
function fieldBonus(words: readonly FieldWord[], hit: PersonIndexHit): number {
  const department = isAll(words, hit.department) ? WHOLE_DEPARTMENT : 0;
  return department + (WHOLE_FIELDS * (answeredShare(words, hit.title) + answeredShare(words, hit.location))) / 2;
}

function kindOf(answers: readonly Answer[], isExact: boolean): PersonMatchKind {
  if (answers.length === 0 || answers.every(({ match }) => match.worth === 0)) return 'none';
  if (isExact) return 'exact';
  const kinds = answers.map(({ match, other }) => other?.kind ?? match.kind);
  if (kinds.some((kind) => kind === 'none' || kind === 'similar')) return 'some';
  if (kinds.every((kind) => kind === 'field')) return kinds.length > 1 ? 'set' : 'field';
  if (kinds.includes('field')) return 'mixed';
  if (kinds.includes('handle')) return 'handle';
  const worst = worstKind(answers.map(({ match }) => match.kind));
  return worst === 'exact' || worst === 'similar' ? 'part' : worst;
}

function partsOf(answers: readonly Answer[], { bonus, tidy }: { bonus: number; tidy: number }): ScorePart[] {
  const whole = 1 + WHOLE_NAME;
  const words = answers.map(({ word, match, other }) => ({
    name: other?.field ?? (match.worth > 0 ? 'name' : 'nothing'),
    value: match.worth / answers.length / whole,
    note: `"${word}": ${other?.kind ?? match.kind}`,
  }));
  return [
    ...words,
    ...(bonus > 0 ? [{ name: 'whole name', value: bonus / whole }] : []),
    ...(tidy > 0 ? [{ name: 'whole title and place, or department', value: tidy / whole }] : []),
  ];
}

/** By the letter: the sign-in name, an address with or without what follows the @, the employee number. */
function isHandle(line: string, hit: PersonIndexHit): boolean {
  const handles = [hit.uid, ...hit.email, ...hit.email.map((email) => email.replace(/@[^@]*$/, '')), hit.employeeNumber ?? ''];
  return line !== '' && handles.some((handle) => handle.toLowerCase() === line || fold(handle) === line);
}

/** Hits come again with every letter that is typed. */
const KEPT_FORMS = 5_000;
const kept = new Map<string, NameForms>();

function formsOf({ name, givenName, surname, otherNames }: PersonIndexHit): NameForms {
  const key = [name, givenName, surname, ...otherNames].join('\n');
  const known = kept.get(key);
  if (known) return known;
  if (kept.size >= KEPT_FORMS) kept.clear();
  const forms = nameForms({ name, givenName: givenName ?? '', surname: surname ?? '', otherNames });
  kept.set(key, forms);
  return forms;
}
