import type { Principal } from '#indexers/types/access.ts';
import type { ConfiguredSource } from '../configured-source.ts';
import type { DirectoryStore } from '../store/state-store.ts';

/** Whom the directories of the configuration know, which is what tells whom a refusal means. */
export interface KnownPrincipals {
  /** Whether somebody, or a group with its members, is known by this token. */
  knows(principal: Principal): boolean;
  /** Whether all accounts and groups of this Windows domain are known, `S-1-5-21-1-2-3`: any other SID of it has ended. */
  knowsDomain(domain: string): boolean;
  /** Another text once other directories count: what was found out before is to be found out again. */
  basis(): string;
}

/** What a directory left behind that is not configured any more counts for nothing: nobody holds it. */
export function createKnownPrincipals(
  directory: Pick<DirectoryStore, 'knows' | 'knowsDomain'>,
  sources: ReadonlyMap<string, Pick<ConfiguredSource, 'holds' | 'readsAllGroups'>>,
): KnownPrincipals {
  // Asked each time: sources come and go.
  const directories = () => [...sources].filter(([, { holds }]) => holds === 'people');
  const all = () => directories().map(([id]) => id);
  const whole = () => directories().flatMap(([id, { readsAllGroups }]) => (readsAllGroups ? [id] : []));
  return {
    knows: (principal) => directory.knows(principal, all()),
    knowsDomain: (domain) => directory.knowsDomain(domain, whole()),
    basis: () => JSON.stringify([all(), whole()]),
  };
}
