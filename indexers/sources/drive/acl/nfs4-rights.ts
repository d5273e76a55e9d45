import type { AccessLayer, Principal } from '../../../types/access.ts';
import { shortenEntries } from '../../shorten-entries.ts';
import type { AccessSubject, ReadRights } from './access.ts';
import type { GetXattr } from './get-xattr.ts';
import { type Nfs4Ace, parseNfs4Acl } from './nfs4.ts';

const NAME = 'system.nfs4_acl';
/** ACE4_READ_DATA and ACE4_EXECUTE. */
const BITS = { read: 0x01, traverse: 0x20 };
const [ALLOW, AUDIT, ALARM] = [0, 2, 3];
const INHERIT_ONLY = 0x08;
const IDENTIFIER_GROUP = 0x40;
/** Nobody comes to a file server by these ways who has signed in over the network (RFC 7530 §6.2.1.5). */
const HELD_BY_NOBODY = new Set(['INTERACTIVE@', 'DIALUP@', 'BATCH@', 'ANONYMOUS@', 'SERVICE@']);

/** ACLs of an NFSv4 mount, decided in stored order by the first entry that names somebody (RFC 7530 §6.2.1). */
export function nfs4Rights({ getXattr, domain }: { getXattr: GetXattr; domain: string | undefined }): ReadRights {
  return (subject, right) => {
    const value = getXattr(subject.rawPath, NAME);
    if (value === null) throw new Error(`it has no ${NAME}`);
    return [shortenEntries(parseNfs4Acl(value).flatMap((ace) => toEntries(ace, { subject, right, domain })))];
  };
}

function toEntries(
  { type, flags, mask, who }: Nfs4Ace,
  { subject, right, domain }: { subject: AccessSubject; right: keyof typeof BITS; domain: string | undefined },
): AccessLayer['entries'] {
  if ((flags & INHERIT_ONLY) !== 0 || (mask & BITS[right]) === 0) return [];
  if (type === AUDIT || type === ALARM || HELD_BY_NOBODY.has(who)) return [];
  const principal = toPrincipal(who, { isGroup: (flags & IDENTIFIER_GROUP) !== 0, subject, domain });
  // A type that is not known may be a denial, and of more than it names.
  if (type === ALLOW) return [{ effect: 'allow', principal }];
  return [{ effect: 'deny', principal: type === 1 ? principal : 'everyone' }];
}

/** Names of another domain than ours are for nobody: `nfs4:<who>` is held by no one. */
function toPrincipal(who: string, o: { isGroup: boolean; subject: AccessSubject; domain: string | undefined }): Principal {
  switch (who) {
    case 'OWNER@':
      return `uid:${o.subject.stat.uid}`;
    case 'GROUP@':
      return `gid:${o.subject.stat.gid}`;
    case 'EVERYONE@':
      return 'everyone';
    case 'AUTHENTICATED@':
    case 'NETWORK@':
      return 'authenticated';
    default:
      return named(who, o.isGroup, o.domain);
  }
}

function named(who: string, isGroup: boolean, domain: string | undefined): Principal {
  const [, name, of] = /^(.+?)(?:@([^@]+))?$/s.exec(who) ?? [];
  const isOurs = of === undefined || (domain !== undefined && of.toLowerCase() === domain.toLowerCase());
  if (name === undefined || !isOurs) return `nfs4:${who}`;
  if (/^\d{1,10}$/.test(name)) return `${isGroup ? 'gid' : 'uid'}:${Number(name)}`;
  return of === undefined ? `nfs4:${who}` : `${isGroup ? 'group' : 'user'}:${name}`;
}
