import type { AccessLayer, Principal } from '../../types/access.ts';
import { shortenEntries } from '../shorten-entries.ts';
import { type LocalGroups, sidOfLocalGroup } from './local-groups.ts';
import type { Ace, SecurityDescriptor } from './security-descriptor.ts';

export interface NtEntriesOptions {
  /** Id of the source: tells the groups of one file server from those of another. */
  source?: string;
  localGroups?: LocalGroups;
}

type Entries = AccessLayer['entries'];
type Effect = Entries[number]['effect'];

const INHERIT_ONLY = 0x08;
const GENERIC_ALL = 0x10000000;
/** The bit of the right itself, and the generic right that stands for it (MS-DTYP 2.4.3, MS-SMB2 2.2.13.1). */
const RIGHTS = {
  read: 0x00000001 | 0x80000000 | GENERIC_ALL,
  traverse: 0x00000020 | 0x20000000 | GENERIC_ALL,
};

/** ACCESS_ALLOWED. */
const ALLOW = 0x00;
/** The same with conditions or for parts of an object, and compound: who gets what cannot be said, so nobody gets anything. */
const UNSURE_ALLOW = new Set([0x04, 0x05, 0x09, 0x0b]);
/** Audits, alarms, labels and claims say nothing about who may read. */
const SILENT = new Set([0x02, 0x03, 0x07, 0x08, 0x0d, 0x0e, 0x0f, 0x10, 0x11, 0x12, 0x13, 0x14]);

/**
 * Names that no person has who comes over the network and has signed in: creator (only a template for inheritance), dial-up,
 * batch, interactive, service, anonymous, proxy, domain controllers, self, restricted, terminal server, the system and its
 * services, local and console log-on, nobody; services and sandboxed programs.
 */
const HELD_BY_NOBODY = /^S-1-(0-0|2-[01]|3-[0123]|5-([1346789]|1[023478]|19|20)|5-80-[-\d]+|15-[-\d]+)$/;
const OWNER_RIGHTS = 'S-1-3-4';
const EVERYONE: Principal = 'everyone';

/**
 * Who has the right, in stored order: for one right the first entry that names somebody decides (MS-DTYP 2.5.3.2). The owner may
 * read the descriptor, which is not the file. Redundant entries are left out, so that equal rights give equal lists.
 */
export function ntEntries(descriptor: SecurityDescriptor, right: 'read' | 'traverse', options: NtEntriesOptions = {}): Entries {
  if (descriptor.dacl === 'absent') return [{ effect: 'allow', principal: EVERYONE }];
  const toPrincipals = principalMap(descriptor, options);
  const entries = descriptor.dacl.flatMap((ace): Entries => {
    const effect = effectOf(ace, right);
    if (effect === undefined) return [];
    // A denial of we do not know whom may be of anybody; a permission for we do not know whom is for nobody.
    const principals = ace.sid === undefined ? undefined : toPrincipals(ace.sid);
    if (principals === undefined) return effect === 'deny' ? [{ effect, principal: EVERYONE }] : [];
    return principals.map((principal) => ({ effect, principal }));
  });
  return shortenEntries(entries);
}

function effectOf({ type, flags, mask }: Ace, right: keyof typeof RIGHTS): Effect | undefined {
  if ((flags & INHERIT_ONLY) !== 0 || (mask & RIGHTS[right]) === 0) return undefined;
  if (type === ALLOW) return 'allow';
  if (SILENT.has(type) || UNSURE_ALLOW.has(type)) return undefined;
  // Denied, with or without a condition: at the most it denies all that it names. So does a type that we do not know.
  return 'deny';
}

/** Undefined for "cannot be told", an empty list for "nobody". */
function principalMap(
  { owner }: SecurityDescriptor,
  { source = 'server', localGroups = {} }: NtEntriesOptions,
): (sid: string) => Principal[] | undefined {
  const members = new Map(Object.entries(localGroups).map(([name, principals]) => [sidOfLocalGroup(name) ?? name, principals]));

  function ofSid(sid: string): Principal[] | undefined {
    const local = members.get(sid);
    if (local !== undefined) return local;
    if (sid === OWNER_RIGHTS) return owner === undefined || owner === OWNER_RIGHTS ? undefined : ofSid(owner);
    if (HELD_BY_NOBODY.test(sid)) return [];
    return [principalOfSid(sid, source)];
  }

  return ofSid;
}

/** Groups of the file server itself (S-1-5-32) are not those of the same name and number elsewhere. */
export function principalOfSid(sid: string, source: string): Principal {
  if (sid === 'S-1-1-0') return EVERYONE;
  // Authenticated users; whoever comes over the network has signed in, because guests and anonymous ones are not served.
  if (sid === 'S-1-5-11' || sid === 'S-1-5-2') return 'authenticated';
  const unix = /^S-1-22-([12])-(\d+)$/.exec(sid);
  if (unix) return `${unix[1] === '1' ? 'uid' : 'gid'}:${unix[2]}`;
  return sid.startsWith('S-1-5-32-') ? `sid:${sid}@${source}` : `sid:${sid}`;
}
