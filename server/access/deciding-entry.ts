import type { AccessLayer, Principal } from '#indexers/types/access.ts';

export interface DecidingEntry {
  /** In the layer, from 0. */
  position: number;
  effect: 'allow' | 'deny';
  principal: Principal;
  because: 'names-them' | 'nobody-knows-whom';
}

/** Which entry of a layer decides over somebody, by the rules of `grantsRead`; undefined when none does, which means no. */
export function decidingEntry(
  { entries }: AccessLayer,
  who: { principals: ReadonlySet<Principal>; isDenied(principal: Principal): boolean },
): DecidingEntry | undefined {
  for (const [position, { effect, principal }] of entries.entries()) {
    if (who.principals.has(principal)) return { position, effect, principal, because: 'names-them' };
    if (effect === 'deny' && who.isDenied(principal)) return { position, effect, principal, because: 'nobody-knows-whom' };
  }
  return undefined;
}
