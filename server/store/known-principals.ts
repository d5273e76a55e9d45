import type { Database } from './database.ts';
import type { DirectoryStore } from './state-store.ts';

/**
 * Whether a directory holds somebody, or a group, by a token. A person's primary group counts only when it is an entry of its
 * own: otherwise its other members are not known.
 */
export function createKnownPrincipals({ sql }: Database): Pick<DirectoryStore, 'knows' | 'knowsDomain'> {
  const knows = sql.prepare(`
    SELECT 1 FROM person_principals JOIN people ON seq = person_principals.person
      WHERE principal = ?1 AND source IN (SELECT value FROM json_each(?2))
    UNION ALL
    SELECT 1 FROM group_principals JOIN groups ON seq = "group"
      WHERE principal = ?1 AND members_told = 1 AND source IN (SELECT value FROM json_each(?2))
    LIMIT 1`);
  // A dash is the last character of the prefix and a dot comes right after it: everything that begins with the domain.
  const ofDomain = sql.prepare(`
    SELECT 1 FROM person_principals JOIN people ON seq = person_principals.person
      WHERE principal >= 'sid:' || ?1 || '-' AND principal < 'sid:' || ?1 || '.' AND groups_told = 1
        AND source IN (SELECT value FROM json_each(?2)) LIMIT 1`);
  return {
    knows: (principal, sources) => knows.get(principal, JSON.stringify(sources)) !== undefined,
    knowsDomain: (domain, sources) => sources.length > 0 && ofDomain.get(domain, JSON.stringify(sources)) !== undefined,
  };
}
