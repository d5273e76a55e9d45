import type { AccessLayer } from '../../../types/access.ts';
import { shortenEntries } from '../../shorten-entries.ts';

/** What decides over a file or folder on a POSIX file system. */
export interface PosixPermissions {
  owner: number;
  group: number;
  /** `st_mode`; only the lowest nine bits count. */
  mode: number;
  /** Value of `system.posix_acl_access`; null where there is none. */
  acl: Buffer | null;
}

/** Reading a file takes `r` (4), passing through a folder `x` (1). */
export type Right = 4 | 1;

type Entries = AccessLayer['entries'];
interface AclEntry {
  tag: number;
  permissions: number;
  id: number;
}

const VERSION = 2;
const USER = 0x02;
const GROUP_OWNER = 0x04;
const GROUP = 0x08;
const MASK = 0x10;

/**
 * The kernel's answer for one right as an ordered list, so that the first entry that names somebody decides
 * (`acl_permission_check` in fs/namei.c, `posix_acl_permission` in fs/posix_acl.c): the owner by the owner bits alone, then
 * named users, then any group that grants, then the groups that do not, then the others. Redundant entries are left out, so
 * that equal rights give equal lists. Throws for an ACL it does not understand.
 */
export function posixEntries(permissions: PosixPermissions, right: Right): Entries {
  const grants = (bits: number): 'allow' | 'deny' => ((bits & right) !== 0 ? 'allow' : 'deny');
  const groupBits = (permissions.mode >> 3) & 7;
  const entries: Entries = [{ effect: grants((permissions.mode >> 6) & 7), principal: `uid:${permissions.owner}` }];
  // With an ACL the mode's group bits are its mask, and the kernel looks at the ACL only when one of them is set.
  const named = permissions.acl !== null && groupBits !== 0 ? parsePosixAcl(permissions.acl) : [];
  const mask = named.find((entry) => entry.tag === MASK)?.permissions ?? 7;
  const owningGroup = named.find((entry) => entry.tag === GROUP_OWNER)?.permissions ?? groupBits;

  for (const { tag, id, permissions: bits } of named)
    if (tag === USER) entries.push({ effect: grants(bits & mask), principal: `uid:${id}` });
  const groups = [{ id: permissions.group, permissions: owningGroup }, ...named.filter((entry) => entry.tag === GROUP)].map(
    (entry) => ({ effect: grants(entry.permissions & mask), principal: `gid:${entry.id}` }),
  );
  entries.push(...groups.filter((entry) => entry.effect === 'allow'), ...groups.filter((entry) => entry.effect === 'deny'));
  entries.push({ effect: grants(permissions.mode & 7), principal: 'everyone' });
  return shortenEntries(entries);
}

/** `struct posix_acl_xattr_entry`, little-endian: u32 version, then {u16 tag, u16 permissions, u32 id} for each entry. */
export function parsePosixAcl(value: Buffer): AclEntry[] {
  if (value.length < 4 || (value.length - 4) % 8 !== 0) throw new Error(`a POSIX ACL of ${value.length} bytes`);
  if (value.readUInt32LE(0) !== VERSION) throw new Error(`a POSIX ACL of version ${value.readUInt32LE(0)}`);
  const entries: AclEntry[] = [];
  for (let at = 4; at < value.length; at += 8)
    entries.push({ tag: value.readUInt16LE(at), permissions: value.readUInt16LE(at + 2), id: value.readUInt32LE(at + 4) });
  return entries;
}
