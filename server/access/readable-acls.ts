import type { AccessControlList, AccessRef, Principal } from '#indexers/types.ts';
import type { AclStore } from '../store/state-store.ts';
import type { Viewer } from './viewer.ts';

/** What a viewer may read, as ids of access control lists. Administrators are viewers like all others. */
export interface ReadableAcls {
  readable(viewer: Viewer): ReadableSet;
  /** False for an id that is unknown: nobody may read what we know nothing of. */
  mayRead(viewer: Viewer, aclId: string): boolean;
}

export interface ReadableSet {
  /** In the store's order. */
  aclIds: readonly string[];
  has(aclId: string): boolean;
}

/** Viewers whose sets are kept: one needs about 100 bytes per readable list. */
const KEPT_VIEWERS = 500;

/** Evaluates every stored list once per set of principals, and again when a list or a membership has changed. */
export function createReadableAcls(options: { acls: AclStore }): ReadableAcls {
  const { acls } = options;
  const kept = new Map<string, ReadableSet>();
  let generation = -1;

  function readable(viewer: Viewer): ReadableSet {
    const current = acls.generation();
    if (current !== generation) {
      kept.clear();
      generation = current;
    }
    const key = keyOf(viewer.principals);
    const found = kept.get(key) ?? evaluate(acls, viewer.principals);
    // Put at the end again: the first key is the one that was not used for longest.
    kept.delete(key);
    kept.set(key, found);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_VIEWERS) break;
      kept.delete(oldest);
    }
    return found;
  }

  return { readable, mayRead: (viewer, aclId) => readable(viewer).has(aclId) };
}

function evaluate(acls: AclStore, principals: ReadonlySet<Principal>): ReadableSet {
  const aclIds = acls.all().flatMap(({ aclId, access }) => (grantsRead(access, principals) ? [aclId] : []));
  const set = new Set(aclIds);
  return { aclIds, has: (aclId) => set.has(aclId) };
}

/** Whether somebody with these principals may read what has this access. */
export function grantsRead(access: AccessRef, principals: ReadonlySet<Principal>): boolean {
  switch (access.state) {
    case 'unknown':
      return false;
    case 'known':
      return access.acl.layers.every((layer) => saysYes(layer, principals));
    default:
      return access satisfies never;
  }
}

/** The first entry that names one of the principals decides; none means no. */
function saysYes(layer: AccessControlList['layers'][number], principals: ReadonlySet<Principal>): boolean {
  return layer.entries.find((entry) => principals.has(entry.principal))?.effect === 'allow';
}

/** As JSON, so that no principal, whatever it holds, can make two different sets look alike. */
function keyOf(principals: ReadonlySet<Principal>): string {
  return JSON.stringify([...principals].sort());
}
