import type { Principal } from '../../types/access.ts';
import type { GroupContent } from '../../types/content.ts';
import { firstValueOf, valuesOf } from './attribute-schema.ts';
import type { LdapEntry } from './wire/incoming.ts';

export const GROUP_ATTRIBUTES = [
  'cn',
  'sAMAccountName',
  'description',
  'mail',
  'member',
  'uniqueMember',
  'memberUid',
  'gidNumber',
  'objectSid',
] as const;

/** The group an entry describes, or undefined when it has no name. `memberDns` are all of them, ranges included. */
export function toGroup(entry: LdapEntry, memberDns: string[], canonicalDn: (dn: string) => string): GroupContent | undefined {
  const name = firstValueOf(entry, 'cn') ?? firstValueOf(entry, 'sAMAccountName');
  if (name === undefined) return undefined;
  const description = firstValueOf(entry, 'description');
  const email = firstValueOf(entry, 'mail');
  return {
    kind: 'group',
    name,
    ...(description !== undefined && { description }),
    ...(email !== undefined && { email }),
    key: canonicalDn(entry.dn),
    memberKeys: [...new Set(memberDns.map(canonicalDn))],
    memberUids: [...new Set(valuesOf(entry, 'memberUid'))],
    principals: principalsOf(entry, name),
  };
}

function principalsOf(entry: LdapEntry, name: string): Principal[] {
  const accountNames = valuesOf(entry, 'sAMAccountName').filter((accountName) => accountName !== name);
  return [
    `group:${name}`,
    ...accountNames.map((accountName) => `group:${accountName}`),
    ...valuesOf(entry, 'gidNumber').map((number) => `gid:${number}`),
    ...valuesOf(entry, 'objectSid').map((sid) => `sid:${sid}`),
  ];
}
