import type { Principal } from '#indexers/types/access.ts';
import type { SearchTools } from '../search-tools.ts';

/**
 * Who is not to be told as an expert, by the configuration: people, and members of groups at any depth, so that a group of the
 * directory lets everybody decide for themselves. They are found as people, and their documents as documents.
 */
export function createOptOut(options: {
  optOut: readonly Principal[];
  directory: SearchTools['directory'];
  sources: readonly string[];
}): (personId: string) => boolean {
  const { directory, sources } = options;
  const wanted = new Set(options.optOut.map((principal) => principal.toLowerCase()));
  if (wanted.size === 0) return () => false;
  return (personId) => {
    const person = directory.person(personId);
    if (person === undefined) return false;
    return directory
      .entriesOf(person, sources)
      .some((entry) => directory.principalsOf(entry).some((token) => wanted.has(token.toLowerCase())));
  };
}
