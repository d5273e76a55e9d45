import { createKnownPrincipals, type KnownPrincipals } from '#server/access/known-principals.ts';
import type { DirectoryStore } from '#server/store/state-store.ts';

/** Whom these directories know; `whole` are those that read all groups of their domain. */
export function knownIn(
  store: { directory: Pick<DirectoryStore, 'knows' | 'knowsDomain'> },
  o: { directories?: readonly string[]; whole?: readonly string[] } = {},
): KnownPrincipals {
  const { directories = ['staff'], whole = directories } = o;
  const configured = (id: string) => ({ holds: 'people', readsAllGroups: whole.includes(id) }) as const;
  return createKnownPrincipals(store.directory, new Map(directories.map((id) => [id, configured(id)])));
}
