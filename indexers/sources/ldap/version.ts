import { hash } from 'node:crypto';
import type { GroupContent, PersonContent } from '../../types.ts';

/**
 * Equal when nothing of a person changed. The order of LDAP values means nothing and differs between replicas; only the
 * first address is more than the others.
 */
export function personVersion(person: PersonContent, photoVersion: string): string {
  const { otherNames, phones, skills, languages, principals, ...rest } = person;
  const numbers = phones.map(({ kind, number }) => `${kind} ${number}`);
  return digest([rest, sorted([otherNames, numbers, skills, languages, principals]), photoVersion]);
}

/** Equal when nothing of a group changed. */
export function groupVersion(group: GroupContent): string {
  const { memberKeys, memberUids, principals, ...rest } = group;
  return digest([rest, sorted([memberKeys, memberUids, principals])]);
}

function sorted(lists: string[][]): string[][] {
  return lists.map((values) => (values.length < 2 ? values : values.toSorted()));
}

/** 132 bits: two versions of the same item never meet by chance. */
function digest(value: unknown): string {
  return hash('sha256', JSON.stringify(value), 'base64url').slice(0, 22);
}
