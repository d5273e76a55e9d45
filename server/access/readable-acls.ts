import type { AccessControlList, AccessRef, Principal } from '#indexers/types/access.ts';
import type { AclStore } from '../store/state-store.ts';
import { type CompiledAcls, createAclCompiler } from './compiled-acls.ts';
import type { KnownPrincipals } from './known-principals.ts';
import { slotOf } from './slot-nodes.ts';
import { createDenyRule } from './unknown-principals.ts';
import type { Viewer } from './viewer.ts';

/** What a viewer may read, as slots of access lists. Administrators are viewers like all others. */
export interface ReadableAcls {
  readable(viewer: Viewer): ReadableSet;
  /** False for an id that is unknown: nobody may read what we know nothing of. */
  mayRead(viewer: Viewer, aclId: string): boolean;
  /** The same of an access that was read just now. */
  grants(viewer: Viewer, access: AccessRef): boolean;
  /** Whether there is nothing that the viewer may not read. */
  readsAll(viewer: Viewer): boolean;
  /** Documents that the index still has under a slot that is too wide, and whose right one the viewer may not read. */
  leftOut(viewer: Viewer): string[];
}

export interface ReadableSet {
  /** Under these the index may show documents; ascending. */
  slots: Uint32Array;
  /** The highest slot there was when it was evaluated: a younger one is readable by nobody yet. */
  highest: number;
  /** Whether what stands in the slot lets the viewer read; of a document's right slot, this is the last word. */
  has(aclId: string): boolean;
}

/** Viewers whose sets are kept, and the numbers in all of them: 4 bytes each. */
const KEPT_VIEWERS = 500;
const KEPT_SLOTS = 4_000_000;

/** Evaluates every stored list once per set of principals, and again when a list, a membership or a token has changed. */
export function createReadableAcls(options: {
  acls: Pick<AclStore, 'hashes' | 'accesses' | 'generation' | 'openChanges'>;
  known: KnownPrincipals;
}): ReadableAcls {
  const { acls } = options;
  const compile = createAclCompiler(options);
  const kept = new Map<string, ReadableSet>();
  let keptSlots = 0;
  let compiled: { generation: number; basis: string; lists: CompiledAcls } | undefined;

  function current(): CompiledAcls {
    const generation = acls.generation();
    const basis = options.known.basis();
    if (compiled?.generation === generation && compiled.basis === basis) return compiled.lists;
    kept.clear();
    keptSlots = 0;
    const lists = compile();
    compiled = { generation, basis, lists };
    return lists;
  }

  function readable(viewer: Viewer): ReadableSet {
    const lists = current();
    const key = keyOf(viewer.principals);
    const known = kept.get(key);
    const found = known ?? evaluate(lists, viewer.principals);
    // Put at the end again: the first key is the one that was not used for longest.
    kept.delete(key);
    kept.set(key, found);
    if (known === undefined) keptSlots += found.slots.length;
    for (const [oldest, set] of kept) {
      if (kept.size === 1 || (kept.size <= KEPT_VIEWERS && keptSlots <= KEPT_SLOTS)) break;
      kept.delete(oldest);
      keptSlots -= set.slots.length;
    }
    return found;
  }

  return {
    readable,
    mayRead: (viewer, aclId) => readable(viewer).has(aclId),
    readsAll: (viewer) => readable(viewer).slots.length === current().size,
    grants: (viewer, access) => grantsRead(access, viewer.principals, createDenyRule(options.known)(viewer.principals)),
    leftOut(viewer) {
      const open = acls.openChanges();
      if (open.length === 0) return [];
      const { has } = readable(viewer);
      return open.filter(({ aclId }) => !has(aclId)).map(({ recordId }) => recordId);
    },
  };
}

function evaluate(lists: CompiledAcls, principals: ReadonlySet<Principal>): ReadableSet {
  const { readable, shown } = lists.evaluate(principals);
  const has = (aclId: string) => {
    const slot = slotOf(aclId);
    return slot !== undefined && holds(readable, slot);
  };
  return { slots: shown, highest: lists.highest, has };
}

/** Among ascending numbers, by halving. */
function holds(numbers: Uint32Array, wanted: number): boolean {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return numbers[low] === wanted;
}

/**
 * Whether somebody with these principals may read what has this access. `isDenied` tells which denies count for them although
 * they do not name them.
 */
export function grantsRead(
  access: AccessRef,
  principals: ReadonlySet<Principal>,
  isDenied: (principal: Principal) => boolean,
): boolean {
  switch (access.state) {
    case 'unknown':
      return false;
    case 'known':
      return access.acl.layers.every((layer) => saysYes(layer, principals, isDenied));
    default:
      return access satisfies never;
  }
}

/** The first entry that names one of the principals decides; none means no. */
function saysYes(
  { entries }: AccessControlList['layers'][number],
  principals: ReadonlySet<Principal>,
  isDenied: (principal: Principal) => boolean,
): boolean {
  const decision = entries.find(
    ({ effect, principal }) => principals.has(principal) || (effect === 'deny' && isDenied(principal)),
  );
  return decision?.effect === 'allow';
}

const keys = new WeakMap<ReadonlySet<Principal>, string>();

/** As JSON, so that no principal, whatever it holds, can make two different sets look alike. */
function keyOf(principals: ReadonlySet<Principal>): string {
  const key = keys.get(principals) ?? JSON.stringify([...principals].sort());
  keys.set(principals, key);
  return key;
}
