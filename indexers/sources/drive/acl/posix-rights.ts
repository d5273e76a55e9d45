import type { AccessSubject, ReadRights } from './access.ts';
import type { GetXattr } from './get-xattr.ts';
import { namesOnlyOwnerGroupEveryone } from './nfs4.ts';
import { posixEntries } from './posix.ts';

const BITS = { read: 4, traverse: 1 } as const;

/**
 * Owner, group, mode and ACL. An NFSv4 server shows its ACLs in another attribute and only a sum of them in the mode, so there an
 * ACL that names anybody makes the access unknown.
 */
export function posixRights({ getXattr, nfs }: { getXattr: GetXattr; nfs: boolean }): ReadRights {
  return (subject, right) => {
    if (nfs) requireNoOtherAcl(subject, getXattr);
    const { uid, gid, mode } = subject.stat;
    const acl = getXattr(subject.rawPath, 'system.posix_acl_access');
    return [posixEntries({ owner: Number(uid), group: Number(gid), mode: Number(mode), acl }, BITS[right])];
  };
}

function requireNoOtherAcl({ rawPath }: AccessSubject, getXattr: GetXattr): void {
  if (!namesOnlyOwnerGroupEveryone(getXattr(rawPath, 'system.nfs4_acl')))
    throw new Error('it has an NFSv4 ACL, which "permissions: posix" does not cover; set "permissions: nfs4"');
}
