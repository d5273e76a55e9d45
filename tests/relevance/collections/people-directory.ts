import type { Directory } from '../installation/sources.ts';
import { type DirectoryEntry, parentOf, readLdif } from './ldif.ts';

/** What the references get of a person; `id` is what the judgements call them. */
export interface PlainPerson {
  id: string;
  uid: string;
  fields: Record<string, string>;
}

export interface PeopleDirectory {
  directory: Directory;
  people: PlainPerson[];
}

/** What a product over the same directory would send to its search engine. */
const REFERENCE_FIELDS = [
  'cn',
  'displayname',
  'uid',
  'mail',
  'telephonenumber',
  'title',
  'departmentnumber',
  'l',
  'st',
  'employeenumber',
];

/**
 * People of an LDIF file whose first entry is the suffix. Judgements call them by employee number or by uid: `ids` are the names
 * that occur in them.
 */
export function readPeopleDirectory(ldif: string, ids: ReadonlySet<string>): PeopleDirectory {
  const entries = readLdif(ldif);
  const suffix = entries[0]?.dn;
  const people = entries.flatMap((entry) => plainPerson(entry, ids));
  const peopleBase = mostFrequent(entries.filter(({ attributes }) => attributes.has('uid')).map(({ dn }) => parentOf(dn)));
  if (suffix === undefined || peopleBase === undefined) throw new Error('The LDIF file has no people');
  return { directory: { ldif, suffix, peopleBase }, people };
}

function plainPerson({ attributes }: DirectoryEntry, ids: ReadonlySet<string>): PlainPerson[] {
  const uid = attributes.get('uid')?.[0];
  if (uid === undefined) return [];
  const employeeNumber = attributes.get('employeenumber')?.[0];
  const id = employeeNumber !== undefined && (ids.has(employeeNumber) || !ids.has(uid)) ? employeeNumber : uid;
  const fields = REFERENCE_FIELDS.map((name) => [name, attributes.get(name)?.join(' ')] as const);
  return [{ id, uid, fields: Object.fromEntries(fields.filter((field): field is [string, string] => field[1] !== undefined)) }];
}

function mostFrequent(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
