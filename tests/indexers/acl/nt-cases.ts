import type { Ace } from '#indexers/sources/nt-acl/security-descriptor.ts';

/** A table of access control lists as Windows sets them, for whoever wants to compare two opinions about them. */
export interface NtCase {
  name: string;
  /** A user; the administrator without. */
  owner?: NtUser;
  /** null: no list at all. */
  dacl: NtAce[] | null;
}

export type NtAce = Ace & { sid: string };

export const NT_USERS = {
  ada: { uid: 61001, gid: 62001 },
  bob: { uid: 61002, gid: 62002 },
  cyd: { uid: 61003, gid: 62009 },
  dan: { uid: 61004, gid: 62009 },
  eve: { uid: 61005, gid: 62001 },
} as const;
export type NtUser = keyof typeof NT_USERS;

/** `red` is known by its Unix number only, `blue` by a SID of a domain, `local` is the server's own BUILTIN\Users. */
export const NT_GROUPS = {
  red: { gid: 62001, members: ['cyd'] },
  blue: { gid: 62002, members: ['ada', 'eve'], sid: 'S-1-5-21-7-7-7-5001' },
  local: { gid: 62003, members: ['cyd', 'eve'], sid: 'S-1-5-32-545' },
  grey: { gid: 62009, members: [] },
};

export const EVERYONE = 'S-1-1-0';
export const READ = 0x1;
export const FULL = 0x1f01ff;
const GENERIC_ALL = 0x10000000;
const GENERIC_EXECUTE = 0x20000000;
const GENERIC_WRITE = 0x40000000;
const GENERIC_READ = 0x80000000;
const INHERITED = 0x10;
const INHERIT_ONLY = 0x0b;

type Make = (sid: string, mask?: number, flags?: number) => NtAce;
export const allow: Make = (sid, mask = READ, flags = 0) => ({ type: 0, flags, mask, sid });
export const deny: Make = (sid, mask = READ, flags = 0) => ({ type: 1, flags, mask, sid });
const ofType = (type: number, sid: string): NtAce => ({ type, flags: 0, mask: READ, sid });

/** `sidOf` gives the SID of a user of this server, `machine` the one of its accounts. */
export function ntCases({ sidOf, machine }: { sidOf(user: string): string; machine: string }): NtCase[] {
  const [ada, bob] = [sidOf('ada'), sidOf('bob')];
  const [red, blue, local] = [`S-1-22-2-${NT_GROUPS.red.gid}`, NT_GROUPS.blue.sid, NT_GROUPS.local.sid];
  const stranger = 'S-1-5-21-9-9-9-1234';
  const lists: Record<string, NtAce[] | null> = {
    'no list': null,
    'empty list': [],
    'everyone reads': [allow(EVERYONE)],
    'everyone does all': [allow(EVERYONE, FULL)],
    'generic read': [allow(EVERYONE, GENERIC_READ)],
    'generic all': [allow(EVERYONE, GENERIC_ALL)],
    'generic write': [allow(EVERYONE, GENERIC_WRITE)],
    'generic execute': [allow(EVERYONE, GENERIC_EXECUTE)],
    'maximum allowed': [allow(EVERYONE, 0x02000000)],
    'all but reading': [allow(EVERYONE, FULL & ~READ)],
    'only executing': [allow(EVERYONE, 0x20)],
    'only reading attributes': [allow(EVERYONE, 0x120088)],
    'a user': [allow(ada)],
    'two users': [allow(ada), allow(bob)],
    'a group by its number': [allow(red)],
    'a group by its SID': [allow(blue)],
    'a group of the server': [allow(local)],
    'a user by their number': [allow(`S-1-22-1-${NT_USERS.bob.uid}`)],
    'a primary group by its number': [allow(`S-1-22-2-${NT_GROUPS.grey.gid}`)],
    'a group with a SID by its number': [allow(`S-1-22-2-${NT_GROUPS.blue.gid}`)],
    'the domain users of the server': [allow(`${machine}-513`)],
    'somebody of another domain': [allow(stranger)],
    'a denial before': [deny(ada), allow(EVERYONE)],
    'a denial after': [allow(EVERYONE), deny(ada)],
    'a denied group before a granted one': [deny(red), allow(blue)],
    'a granted group before a denied one': [allow(blue), deny(red)],
    'a denied group before a granted member': [deny(red), allow(ada)],
    'a granted member before a denied group': [allow(ada), deny(red), allow(EVERYONE)],
    'a denied group of the server': [deny(local), allow(red)],
    'a denied user by their number': [deny(`S-1-22-1-${NT_USERS.bob.uid}`), allow(EVERYONE)],
    'a denied group by its number': [deny(red), allow(EVERYONE)],
    'a denied primary group': [deny(`S-1-22-2-${NT_GROUPS.grey.gid}`), allow(EVERYONE)],
    'a denial of generic read': [deny(ada, GENERIC_READ), allow(EVERYONE)],
    'a denial of generic all': [deny(red, GENERIC_ALL), allow(EVERYONE)],
    'a denial of generic write': [deny(red, GENERIC_WRITE), allow(EVERYONE, FULL)],
    'a denial of deleting': [deny(EVERYONE, 0x10000), allow(EVERYONE)],
    'a denial of writing': [deny(EVERYONE, 0x6), allow(EVERYONE, FULL)],
    'a denial of everything': [deny(red, FULL), allow(EVERYONE, FULL)],
    'everyone denied before a user': [deny(EVERYONE), allow(ada)],
    'everyone denied after a user': [allow(ada), deny(EVERYONE)],
    'granted, then denied': [allow(ada), deny(ada)],
    'denied, then granted': [deny(ada), allow(ada)],
    'reading in a second entry': [allow(ada, 0x120088), deny(bob, 0x2), allow(ada), allow(bob)],
    'inherited by everyone': [allow(EVERYONE, READ, INHERITED)],
    'an explicit yes before an inherited no': [allow(ada), deny(red, READ, INHERITED), allow(EVERYONE, READ, INHERITED)],
    'an inherited no before an explicit yes': [deny(red, READ, INHERITED), allow(ada)],
    'only for what is below': [allow(EVERYONE, READ, INHERIT_ONLY)],
    'a denial only for what is below': [deny(ada, READ, INHERIT_ONLY), allow(EVERYONE)],
    'for this and what is below': [allow(red, READ, 0x3)],
    'the creator': [allow('S-1-3-0'), allow(bob)],
    "the creator's group": [allow('S-1-3-1')],
    'the creator denied': [deny('S-1-3-0'), deny('S-1-3-1'), allow(EVERYONE)],
    'authenticated users': [allow('S-1-5-11')],
    'authenticated users denied': [deny('S-1-5-11'), allow(EVERYONE)],
    'users of the network': [allow('S-1-5-2')],
    'users of the network denied': [deny('S-1-5-2'), allow(EVERYONE)],
    'interactive users': [allow('S-1-5-4')],
    'interactive users denied': [deny('S-1-5-4'), allow(EVERYONE)],
    anonymous: [allow('S-1-5-7')],
    'anonymous denied': [deny('S-1-5-7'), allow(EVERYONE)],
    'the system and administrators': [allow('S-1-5-18', FULL), allow('S-1-5-32-544', FULL), allow(blue)],
    'the system denied': [deny('S-1-5-18'), allow(EVERYONE)],
    'dial-up, batch and services': [allow('S-1-5-1'), allow('S-1-5-3'), allow('S-1-5-6'), allow('S-1-2-0')],
    'a permission with a condition': [ofType(9, EVERYONE), allow(blue)],
    'a permission for an object': [ofType(5, EVERYONE), allow(blue)],
    'a denial for an object': [ofType(6, ada), allow(EVERYONE)],
    'an audit': [ofType(2, ada), allow(EVERYONE)],
    'a long list': [...Array.from({ length: 40 }, (_, rid) => allow(`S-1-5-21-9-9-9-${2000 + rid}`)), deny(bob), allow(blue)],
  };
  const owned: Record<string, NtAce[]> = {
    'an owner without entries': [],
    'an owner who is not named': [allow(bob)],
    'an owner who is denied': [deny(ada), allow(EVERYONE)],
    'owner rights': [allow('S-1-3-4')],
    'owner rights denied': [deny('S-1-3-4'), allow(EVERYONE)],
    'owner rights without reading': [allow('S-1-3-4', 0x20000), allow(blue)],
    'owner rights behind a denial': [deny(red), allow('S-1-3-4')],
  };
  return [
    ...Object.entries(lists).map(([name, dacl]): NtCase => ({ name, dacl })),
    ...Object.entries(owned).map(([name, dacl]): NtCase => ({ name, owner: 'ada', dacl })),
  ];
}

/** For folders, over a file that everyone may read. */
export function ntFolderCases({ sidOf }: { sidOf(user: string): string }): NtCase[] {
  const [ada, bob] = [sidOf('ada'), sidOf('bob')];
  const red = `S-1-22-2-${NT_GROUPS.red.gid}`;
  const [LIST, PASS] = [0x1200a9 & ~0x20, 0x1200a0];
  return [
    { name: 'folder for everyone', dacl: [allow(EVERYONE, FULL)] },
    { name: 'folder without a list', dacl: null },
    { name: 'folder for nobody', dacl: [] },
    { name: 'folder for a group', dacl: [allow(red, FULL)] },
    { name: 'folder to pass only', dacl: [allow(EVERYONE, PASS)] },
    { name: 'folder to list only', dacl: [allow(EVERYONE, LIST)] },
    { name: 'folder to execute', dacl: [allow(EVERYONE, GENERIC_EXECUTE)] },
    { name: 'folder with a denied user', dacl: [deny(ada, FULL), allow(EVERYONE, FULL)] },
    { name: 'folder with a user who may not pass', dacl: [deny(bob, 0x20), allow(EVERYONE, FULL)] },
    { name: 'folder with a denied group', dacl: [deny(red, FULL), allow(EVERYONE, FULL)] },
    { name: 'folder with entries for what is below', dacl: [allow(EVERYONE, FULL, INHERIT_ONLY), allow(red, FULL)] },
    { name: 'folder of an owner', owner: 'bob', dacl: [allow('S-1-3-4', FULL)] },
  ];
}
