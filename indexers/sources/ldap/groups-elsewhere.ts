import type { DirectoryRun } from './directory-run.ts';
import type { ReadingPlan } from './plan.ts';
import type { LdapEntry } from './wire/incoming.ts';
import { LdapError } from './wire/ldap-error.ts';

/** Look-ups under way at the same time. */
const AT_ONCE = 16;
/** Members outside that are looked at in one run. More are people of another branch, which is for an administrator to say. */
const MOST = 5_000;

/**
 * Groups that lie outside `groupsBase` and are members of groups within: whoever is in one of them is in the outer group, too.
 * Members that are people of this run are not looked at, the others are asked whether they are groups.
 */
export interface GroupsElsewhere {
  /** Members of a group that was read. */
  note(memberDns: readonly string[]): void;
  /** The groups among all members noted, and among theirs while these are noted. */
  read(): AsyncGenerator<LdapEntry>;
}

export function createGroupsElsewhere(run: DirectoryRun, query: NonNullable<ReadingPlan['groups']>): GroupsElsewhere {
  const base = run.canonicalDn(query.base);
  const noted = new Set<string>();
  const waiting: string[] = [];

  async function lookAt(dn: string): Promise<LdapEntry | undefined> {
    const request = { base: dn, scope: 'base', filter: query.filter, attributes: query.attributes } as const;
    try {
      const { entries } = await run.side.use((connection) => connection.search(request, run.signal), run.signal);
      return entries[0];
    } catch (error) {
      // Not there any more, or on another server: nothing that this directory tells. Without a code the connection failed.
      if (error instanceof LdapError && error.code !== undefined) return undefined;
      throw error;
    }
  }

  return {
    note(memberDns) {
      for (const dn of memberDns) {
        const key = run.canonicalDn(dn);
        if (key === base || key.endsWith(`,${base}`) || run.people.has(key) || noted.has(key)) continue;
        noted.add(key);
        if (noted.size <= MOST) waiting.push(dn);
      }
    },
    async *read() {
      while (waiting.length > 0) {
        const found = await Promise.all(waiting.splice(0, AT_ONCE).map(lookAt));
        yield* found.filter((entry) => entry !== undefined);
      }
      if (noted.size > MOST)
        run.log(
          'warn',
          `${noted.size} members of groups are outside groupsBase and peopleBase; ${MOST} of them were looked at. If there are groups among them, widen groupsBase (${query.base})`,
        );
    },
  };
}
