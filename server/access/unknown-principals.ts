import type { Principal } from '#indexers/types/access.ts';
import type { KnownPrincipals } from './known-principals.ts';

/**
 * Whom a deny means that names nobody we know: everybody, because one of the unknown may be the viewer. A deny that is passed
 * over shows a document to the one person it was made against. `somebody` means viewers of whom we have no Unix number: all
 * others know their own, and it is another. `nobody` is for what can be told without a directory.
 */
function meantByDeny(principal: Principal, known: KnownPrincipals): 'everybody' | 'somebody' | 'nobody' {
  if (WITHOUT_VIEWERS.has(principal) || known.knows(principal)) return 'nobody';
  const domain = /^sid:(S-1-5-21-\d+-\d+-\d+)-\d+$/.exec(principal)?.[1];
  // All of that domain is read: what is not among it has ended. What is newer than the last run counts from the next one on, as
  // every membership does.
  if (domain !== undefined && known.knowsDomain(domain)) return 'nobody';
  return principal.startsWith('uid:') ? 'somebody' : 'everybody';
}

/**
 * Tells for each viewer which denies count although they do not name them. Remembers what it has looked up: keep it briefly.
 *
 * Whoever is not `authenticated` may be anybody, also one of those that a deny names: a visitor, or a person whose groups no run
 * has told yet. For them every deny counts.
 */
export function createDenyRule(known: KnownPrincipals) {
  const looked = new Map<Principal, ReturnType<typeof meantByDeny>>();
  const meantBy = (principal: Principal) => {
    const meant = looked.get(principal) ?? meantByDeny(principal, known);
    looked.set(principal, meant);
    return meant;
  };
  return (principals: ReadonlySet<Principal>): ((principal: Principal) => boolean) => {
    if (!principals.has('authenticated')) return (principal) => !NEVER_ASKING.has(principal);
    const hasUnixNumber = [...principals].some((principal) => principal.startsWith('uid:'));
    return (principal) => meantBy(principal) === 'everybody' || (meantBy(principal) === 'somebody' && !hasUnixNumber);
  };
}

/**
 * Root, the anonymous logon (S-1-5-7) and whoever sits at the server's own console (S-1-5-4) never ask Atrium: MS-DTYP 2.4.2.4.
 */
const NEVER_ASKING: ReadonlySet<Principal> = new Set(['uid:0', 'gid:0', 'sid:S-1-5-7', 'sid:S-1-5-4']);

/** Viewers hold the other two themselves. */
export const WITHOUT_VIEWERS: ReadonlySet<Principal> = new Set(['everyone', 'authenticated', ...NEVER_ASKING]);
