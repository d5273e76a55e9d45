import { z } from 'zod';
import type { PersonRecord } from '#indexers/types/records.ts';
import { nicknamesOf, soundsOfName, spellingsOf } from '../people/names/index-forms.ts';
import { fold } from '../text/fold.ts';
import { employeeNumberForms, extensionOf, phoneDigits } from '../text/phone-digits.ts';
import { wordsOf } from '../text/words.ts';

/** Raised when the fields below change their meaning: documents of an older one are written anew from their `person`. */
export const PEOPLE_SCHEMA = 3;

/** A person as Meilisearch keeps it: the record itself, and fields made for finding it. */
export interface PersonDocument {
  id: string;
  schema: number;
  source: string;
  person: PersonRecord['person'];
  name: string;
  givenName: string | null;
  surname: string | null;
  otherNames: string[];
  /** Other spellings of the name, see `spellingsOf`. */
  nameFold: string[];
  /** Short and full forms of the given names, and pet names. */
  nick: string[];
  /** How its words sound, in codes that nobody types. */
  sounds: string[];
  uid: string;
  email: string[];
  /** What is before the @, in pieces: `anna.berg` → `anna berg`. */
  emailLocal: string[];
  /** `ab`, `a berg`, `aberg`, `annab`, `annaberg`. */
  initials: string[];
  title: string | null;
  department: string | null;
  location: string | null;
  room: string | null;
  skills: string[];
  languages: string[];
  bio: string | null;
  phoneDigits: string[];
  /** What is dialled after the numbers. */
  extensions: string[];
  employeeNumber: string | null;
  /** The same as people type it: also without its letters and leading zeros. */
  employeeNumberForms: string[];
  /** For browsing from A to Z: surname first. */
  sortName: string;
}

export function personDocument(record: PersonRecord): PersonDocument {
  const { person } = record;
  return {
    id: record.id,
    schema: PEOPLE_SCHEMA,
    source: record.source,
    person,
    name: person.name,
    givenName: person.givenName ?? null,
    surname: person.surname ?? null,
    otherNames: person.otherNames,
    nameFold: spellingsOf(person),
    nick: nicknamesOf(person),
    sounds: soundsOfName(person),
    uid: person.uid,
    email: person.emails,
    emailLocal: person.emails.map((email) => localPart(email).replace(/[._\-+]+/g, ' ')),
    initials: initialsOf(person),
    title: person.title ?? null,
    department: person.department ?? null,
    location: person.location ?? null,
    room: person.room ?? null,
    skills: person.skills,
    languages: person.languages,
    bio: person.bio ?? null,
    phoneDigits: [...new Set(person.phones.flatMap((phone) => phoneDigits(phone.number)))],
    extensions: [...new Set(person.phones.flatMap((phone) => extensionOf(phone.number) ?? []))],
    employeeNumber: person.employeeNumber ?? null,
    employeeNumberForms: employeeNumberForms(person.employeeNumber ?? ''),
    sortName: fold([person.surname ?? surnameOf(person.name), person.givenName ?? '', person.name].join(' ')),
  };
}

const Stored = z.looseObject({ id: z.string(), source: z.string(), person: z.custom<PersonRecord['person']>(isPerson) });

/** Writes a document of an older schema anew, from the record it carries. */
export function upgradePerson(document: unknown): PersonDocument {
  const { id, source, person } = Stored.parse(document);
  return personDocument({ kind: 'person', id, source, person });
}

/** We wrote it ourselves: enough to tell it from something that is not ours. */
function isPerson(value: unknown): boolean {
  return z.looseObject({ uid: z.string(), name: z.string(), emails: z.array(z.string()) }).safeParse(value).success;
}

function initialsOf(person: PersonRecord['person']): string[] {
  const words = wordsOf(person.name).map((word) => word.folded);
  const [first = ''] = words;
  const last = words.at(-1) ?? '';
  if (words.length < 2) return [];
  return [
    words.map((word) => word.charAt(0)).join(''),
    `${first.charAt(0)} ${last}`,
    `${first.charAt(0)}${last}`,
    `${first}${last.charAt(0)}`,
    `${first}${last}`,
  ];
}

function surnameOf(name: string): string {
  return name.trim().split(/\s+/).at(-1) ?? name;
}

function localPart(email: string): string {
  return email.slice(0, email.lastIndexOf('@') === -1 ? undefined : email.lastIndexOf('@'));
}
