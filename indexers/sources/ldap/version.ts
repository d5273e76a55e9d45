import { hash } from 'node:crypto';
import type { GroupContent, PersonContent } from '../../types/content.ts';

/**
 * Equal when nothing of a person changed. The order of LDAP values means nothing and differs between replicas; only the
 * first address is more than the others. Nearly always there is nothing to put in order, and then nothing is copied.
 */
export function personVersion(person: PersonContent, photoVersion: string): string {
  const { otherNames, skills, languages, phones } = person;
  const numbers = phones.map(({ kind, number }) => `${PHONE_ORDER[kind]} ${number}`);
  const isInOrder = [otherNames, skills, languages, numbers].every(isSorted);
  return digest(JSON.stringify(isInOrder ? person : inOrder(person)) + photoVersion);
}

/** As `to-person.ts` lists them. */
const PHONE_ORDER: Record<PersonContent['phones'][number]['kind'], number> = { work: 0, mobile: 1, home: 2, fax: 3, pager: 4 };

function isSorted(values: string[]): boolean {
  return values.every((value, position) => position === 0 || (values[position - 1] ?? '') <= value);
}

function inOrder(person: PersonContent): PersonContent {
  return {
    ...person,
    otherNames: person.otherNames.toSorted(),
    skills: person.skills.toSorted(),
    languages: person.languages.toSorted(),
    phones: person.phones.toSorted(
      (one, other) => PHONE_ORDER[one.kind] - PHONE_ORDER[other.kind] || compare(one.number, other.number),
    ),
  };
}

/** Equal when nothing of a group changed. */
export function groupVersion(group: GroupContent): string {
  const { memberKeys, memberUids, principals } = group;
  const sorted = { memberKeys: memberKeys.toSorted(), memberUids: memberUids.toSorted(), principals: principals.toSorted() };
  return digest(JSON.stringify({ ...group, ...sorted }));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** 132 bits: two versions of the same item never meet by chance. */
function digest(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22);
}
