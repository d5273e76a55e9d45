import type { RankedDocument } from '../documents/ranked-document.ts';
import type { PersonMatchKind, RankedPerson } from '../people/rank-people.ts';
import type { ParsedQuery } from '../query/parse-query.ts';

/** What speaks for a person or for a document; each from 0 to about 1, however much the company holds. */
export type Evidence = ReturnType<typeof evidenceOf>;
export type EvidenceName = keyof Evidence;

interface Found {
  parsed: ParsedQuery;
  people: readonly RankedPerson[];
  documents: readonly RankedDocument[];
}

/**
 * From the two answers, best first. Nothing that this viewer may not read is counted, so the order of an answer cannot tell of it.
 */
export function evidenceOf(found: Found) {
  return { ...ofPeople(found), ...ofDocuments(found), ...ofQuery(found.parsed) };
}

/** More make no difference: a search while somebody types looks at no more. */
const COUNTED = 20;
const FIRST = 5;

function ofPeople({ parsed, people }: Found) {
  const [best] = people;
  const is = (...kinds: PersonMatchKind[]) => Number(best !== undefined && kinds.includes(best.kind));
  const nameCoverage = best?.nameCoverage ?? 0;
  const asGood = best === undefined ? 0 : people.filter(({ score }) => score >= best.score - 0.02).length;
  const several = parsed.words.length > 1;
  return {
    wholeName: is('exact'),
    wholeNameOfSeveralWords: several ? is('exact') : 0,
    partOfName: is('part'),
    partOfNameOfSeveralWords: several ? is('part') : 0,
    formOfName: is('spelling', 'nickname', 'initials'),
    beginningOfName: is('prefix'),
    nearName: is('typo', 'phonetic'),
    nearNameOfSeveralWords: several ? is('typo', 'phonetic') : 0,
    handle: is('handle'),
    number: is('number'),
    fields: is('field', 'set'),
    nameAndFields: is('mixed'),
    relation: is('report'),
    someWords: is('some'),
    nameCoverage,
    wordsBesideName: Math.min(1, ((1 - nameCoverage) * parsed.words.length) / 5),
    personCoverage: best?.coverage ?? 0,
    personScore: best?.score ?? 0,
    asGoodPeople: share(asGood),
  };
}

function ofDocuments({ parsed, people, documents }: Found) {
  const [best] = documents;
  const first = documents.slice(0, FIRST);
  const part = (holds: (document: RankedDocument) => boolean) =>
    first.length === 0 ? 0 : first.filter(holds).length / first.length;
  const found = new Set(people.slice(0, FIRST).map(({ id }) => id));
  const isTheirs = ({ best: { authorsShown } }: RankedDocument) =>
    authorsShown.some(({ personId }) => personId !== null && found.has(personId));
  const allWords = documents.filter(({ hasAllWords }) => hasAllWords).length;
  return {
    exactTitle: Number(best?.isExact ?? false),
    allWords: Number(best?.hasAllWords ?? false),
    allWordsOfSeveral: Number(parsed.words.length > 1 && (best?.hasAllWords ?? false)),
    together: Number(best?.isTogether ?? false),
    line: part(({ parts }) => parts.line > 0),
    heading: part(({ parts }) => parts.heading > 0),
    wholeTitle: Number((best?.parts.wholeTitle ?? 0) > 0),
    wholeTitles: part(({ parts }) => parts.wholeTitle > 0),
    nearness: part(({ parts }) => parts.nearness > 0.1),
    documentsWithAllWords: share(allWords),
    byThem: part(isTheirs),
  };
}

function ofQuery({ text, words, ignored, phrases, phone, email }: ParsedQuery) {
  const typed = words.length + ignored.length;
  const last = words.at(-1);
  return {
    length: Math.min(1, Math.log2(Math.max(typed, 1)) / 4),
    oneWord: Number(typed === 1),
    long: Number(typed >= 5),
    commonWords: Number(ignored.length > 0),
    quoted: Number(phrases.length > 0),
    shortBeginning: Number(last?.isPrefix === true && last.folded.length <= 3),
    digits: Number(/\d/.test(text)),
    phone: Number(phone !== undefined),
    email: Number(email !== undefined),
  };
}

function share(count: number): number {
  return Math.log2(1 + Math.min(count, COUNTED)) / Math.log2(1 + COUNTED);
}
