import type { Company, Entry, File, Guard, Person, Trustee } from './company.ts';

/**
 * Who may read what, written from the specifications alone and sharing nothing with the product: the access check of Windows
 * (MS-DTYP 2.5.3.2: bits still wanted, entry by entry), the mode bits of POSIX (IEEE 1003.1, file access permissions), and
 * the right to pass every folder on the way.
 */
export interface Reference {
  mayRead(person: Person, file: File): boolean;
  /** Numbers of all groups at any depth. */
  groupsOf(person: Person): ReadonlySet<number>;
}

const FILE_READ_DATA = 0x1;
const FILE_TRAVERSE = 0x20;
const ACE_INHERIT_ONLY = 0x08;

interface Token {
  uidNumber: number;
  gidNumbers: Set<number>;
}

export function createReference({ people, groups }: Company): Reference {
  const tokens = new Map(people.map((person) => [person.uid, tokenOf(person)]));

  /** Every group the person is in: directly, by the primary group, or because one of their groups is a member. */
  function tokenOf(person: Person): Token {
    const gidNumbers = new Set([person.primaryGid]);
    for (const group of groups) if (group.people.includes(person)) gidNumbers.add(group.gidNumber);
    for (let before = -1; before !== gidNumbers.size; ) {
      before = gidNumbers.size;
      for (const group of groups)
        if (group.groups.some((member) => gidNumbers.has(member.gidNumber))) gidNumbers.add(group.gidNumber);
    }
    return { uidNumber: person.uidNumber, gidNumbers };
  }

  function knownToken({ uid }: Person): Token {
    const token = tokens.get(uid);
    if (token === undefined) throw new Error(`${uid} is nobody`);
    return token;
  }

  return {
    groupsOf: (person) => knownToken(person).gidNumbers,
    mayRead(person, file) {
      const token = knownToken(person);
      for (let folder: File['folder'] | undefined = file.folder; folder !== undefined; folder = folder.parent)
        if (!mayPass(token, folder.guard)) return false;
      return windowsGrants(token, file.guard, FILE_READ_DATA) && posixGrants(token, file.guard, 4);
    },
  };
}

function mayPass(token: Token, guard: Guard): boolean {
  return windowsGrants(token, guard, FILE_TRAVERSE) && posixGrants(token, guard, 1);
}

function windowsGrants(token: Token, { entries }: Guard, desired: number): boolean {
  if (entries === 'absent') return true;
  let remaining = desired;
  for (const entry of entries) {
    if ((entry.flags & ACE_INHERIT_ONLY) !== 0 || !names(entry.trustee, token)) continue;
    const mask = specificRights(entry);
    if (entry.effect === 'deny' && (mask & remaining) !== 0) return false;
    if (entry.effect === 'allow') remaining &= ~mask;
    if (remaining === 0) return true;
  }
  return false;
}

/** The generic mapping of files (MS-SMB2 / winnt.h FILE_GENERIC_*). */
function specificRights({ mask }: Entry): number {
  let rights = mask;
  if ((mask & 0x80000000) !== 0) rights |= 0x120089;
  if ((mask & 0x40000000) !== 0) rights |= 0x120116;
  if ((mask & 0x20000000) !== 0) rights |= 0x1200a0;
  if ((mask & 0x10000000) !== 0) rights |= 0x1f01ff;
  return rights;
}

function names(trustee: Trustee, token: Token): boolean {
  switch (trustee.kind) {
    case 'everyone':
    case 'authenticated':
      return true;
    case 'interactive':
    case 'orphan':
      return false;
    case 'user':
      return trustee.uidNumber === token.uidNumber;
    case 'group':
      return token.gidNumbers.has(trustee.gidNumber);
    default:
      return trustee satisfies never;
  }
}

function posixGrants(token: Token, { mode, uidNumber, gidNumber }: Guard, right: number): boolean {
  if (token.uidNumber === uidNumber) return ((mode >> 6) & right) !== 0;
  if (token.gidNumbers.has(gidNumber)) return ((mode >> 3) & right) !== 0;
  return (mode & right) !== 0;
}
