import type { Principal } from '#indexers/types.ts';
import type { DirectoryStore } from '../store/state-store.ts';

export type KnownPrincipals = Pick<DirectoryStore, 'knows' | 'knowsDomain'>;

/**
 * Whom a deny means that names nobody we know: everybody, because one of the unknown may be the viewer. A deny that is passed
 * over shows a document to the one person it was made against. `somebody` means viewers of whom we have no Unix number: all
 * others know their own, and it is another. `nobody` is for what can be told without a directory.
 */
function meantByDeny(principal: Principal, directory: KnownPrincipals): 'everybody' | 'somebody' | 'nobody' {
  if (WITHOUT_VIEWERS.has(principal) || directory.knows(principal)) return 'nobody';
  const domain = /^sid:(S-1-5-21-\d+-\d+-\d+)-\d+$/.exec(principal)?.[1];
  // We hold the accounts of that domain, and groups are read whole: what is not among them has ended.
  if (domain !== undefined && directory.knowsDomain(domain)) return 'nobody';
  return principal.startsWith('uid:') ? 'somebody' : 'everybody';
}

/** Tells for each viewer which denies count although they do not name them. Remembers what it has looked up: keep it briefly. */
export function createDenyRule(directory: KnownPrincipals) {
  const looked = new Map<Principal, ReturnType<typeof meantByDeny>>();
  const meantBy = (principal: Principal) => {
    const meant = looked.get(principal) ?? meantByDeny(principal, directory);
    looked.set(principal, meant);
    return meant;
  };
  return (principals: ReadonlySet<Principal>): ((principal: Principal) => boolean) => {
    const hasUnixNumber = [...principals].some((principal) => principal.startsWith('uid:'));
    return (principal) => meantBy(principal) === 'everybody' || (meantBy(principal) === 'somebody' && !hasUnixNumber);
  };
}

/**
 * Viewers hold the first two themselves. Root, the anonymous logon (S-1-5-7) and whoever sits at the server's own console
 * (S-1-5-4) never ask Atrium: MS-DTYP 2.4.2.4.
 */
export const WITHOUT_VIEWERS: ReadonlySet<Principal> = new Set([
  'everyone',
  'authenticated',
  'uid:0',
  'gid:0',
  'sid:S-1-5-7',
  'sid:S-1-5-4',
]);
