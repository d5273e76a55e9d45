import type { Principal } from '#indexers/types/access.ts';
import type { Claims } from './claims.ts';
import type { Viewer } from './viewer.ts';

/** Somebody of the directory, with the groups that the provider or proxy told beside those of the directory. */
export function withClaims(viewer: Viewer, { claims, admins }: { claims: Claims; admins: readonly string[] }): Viewer {
  const groups = new Set(groupsOf(claims));
  return {
    ...viewer,
    principals: new Set([...viewer.principals, ...groups]),
    isAdmin: viewer.isAdmin || isAdmin(groups, admins),
    groupsIncomplete: viewer.groupsIncomplete || claims.groupsIncomplete,
  };
}

/** Somebody of whom nothing is known but what the provider or proxy told: for installations without a directory. */
export function viewerOfClaims(claims: Claims, admins: readonly string[]): Viewer {
  const principals = new Set<Principal>(['everyone', 'authenticated', `user:${claims.uid}`, ...groupsOf(claims)]);
  return {
    uid: claims.uid,
    name: claims.name,
    personId: undefined,
    principals,
    isAdmin: isAdmin(principals, admins),
    groupsIncomplete: claims.groupsIncomplete,
  };
}

/** Always below `group:`, so that no name of a group can pass for a person, a number or everybody. */
function groupsOf(claims: Claims): Principal[] {
  return claims.groups.map((group) => `group:${group}`);
}

function isAdmin(principals: ReadonlySet<Principal>, admins: readonly string[]): boolean {
  return admins.some((admin) => principals.has(admin));
}
