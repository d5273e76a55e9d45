import type { MarkedText } from '../../contract/common.ts';
import type { PersonHit } from '../../contract/search.ts';
import type { DirectoryStore, StoredPerson } from '../../store/state-store.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import type { QueryMatcher } from '../rank/query-matcher.ts';
import { markAll, snippet } from '../text/mark.ts';
import { phoneDigits } from '../text/phone-digits.ts';
import { numberForms } from './number-match.ts';
import type { ScorePart } from './rank-people.ts';

/** People of a page as they leave the server; whoever the directory no longer has is left out. */
export function presentPeople(options: {
  ranked: readonly { id: string; score: number; parts?: readonly ScorePart[] }[];
  directory: DirectoryStore;
  parsed: ParsedQuery;
  matcher: QueryMatcher;
  /** With the parts of the score. */
  explain?: boolean;
}): PersonHit[] {
  const { ranked, directory, parsed, matcher, explain = false } = options;
  const stored = directory.people(ranked.map((person) => person.id));
  const managers = directory.managersOf([...stored.values()]);
  return ranked.flatMap(({ id, score, parts }) => {
    const person = stored.get(id);
    if (!person) return [];
    const hit = presentPerson({ person, manager: managers.get(id), score, matcher, parsed });
    return [explain && parts ? { ...hit, explanation: { parts: parts.map(presentPart) } } : hit];
  });
}

function presentPart({ name, value, note }: ScorePart): ScorePart {
  return { name, value: Math.round(value * 1000) / 1000, ...(note !== undefined && { note }) };
}

function presentPerson(options: {
  person: StoredPerson;
  manager: StoredPerson | undefined;
  score: number;
  matcher: QueryMatcher;
  parsed: ParsedQuery;
}): PersonHit {
  const { id, source, person, photoVersion } = options.person;
  const { manager } = options;
  return {
    id,
    source,
    uid: person.uid,
    name: person.name,
    title: person.title ?? null,
    department: person.department ?? null,
    location: person.location ?? null,
    email: person.emails[0] ?? null,
    phone: person.phones.find((phone) => phone.kind === 'work' || phone.kind === 'mobile')?.number ?? null,
    photoUrl: photoVersion === null ? null : `/api/v1/people/${id}/photo?v=${encodeURIComponent(photoVersion)}`,
    manager: manager ? { id: manager.id, name: manager.person.name } : null,
    matched: matchedFields(person, options.matcher, options.parsed),
    score: Math.round(options.score * 1000) / 1000,
  };
}

/** The fields that answer the query, in the order in which they tell most. */
function matchedFields(person: StoredPerson['person'], matcher: QueryMatcher, parsed: ParsedQuery): PersonHit['matched'] {
  const fields: [field: string, value: string | undefined][] = [
    ['name', person.name],
    ...person.otherNames.map((name): [string, string] => ['otherName', name]),
    ['uid', person.uid],
    ...person.emails.map((email): [string, string] => ['email', email]),
    ['title', person.title],
    ...person.skills.map((skill): [string, string] => ['skill', skill]),
    ['department', person.department],
    ['location', person.location],
    ['room', person.room],
    ['employeeNumber', person.employeeNumber],
    ...person.languages.map((language): [string, string] => ['language', language]),
  ];
  const found = fields.flatMap(([field, value]) => marked(field, value === undefined ? undefined : markAll(value, matcher)));
  const bio = marked('bio', person.bio === undefined ? undefined : snippet(person.bio, matcher));
  return [...matchedPhones(person, parsed), ...found, ...bio];
}

function marked(field: string, value: MarkedText | undefined): PersonHit['matched'] {
  return value?.some((piece) => piece.match) ? [{ field, value }] : [];
}

function matchedPhones(person: StoredPerson['person'], parsed: ParsedQuery): PersonHit['matched'] {
  const typed = numberForms(parsed);
  return person.phones
    .filter((phone) => phoneDigits(phone.number).some((known) => typed.some((digits) => known.startsWith(digits))))
    .map((phone) => ({ field: 'phone', value: [{ text: phone.number, match: true }] }));
}
