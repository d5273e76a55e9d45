import type { AccessRef, SourceChange } from '../../types.ts';
import type { DirectoryRun } from './directory-run.ts';
import { createExclusion } from './exclusion-rules.ts';
import type { ReadingPlan } from './plan.ts';
import { readMembers } from './range-members.ts';
import { toGroup } from './to-group.ts';
import { groupVersion } from './version.ts';
import type { LdapEntry } from './wire/incoming.ts';

/** A group may list a hundred thousand members, and a page is held in memory as a whole. */
const GROUPS_PER_PAGE = 25;

/**
 * Every group once. Memberships come from the groups and never from `memberOf`, which servers change without touching
 * the person's entry.
 */
export async function* readGroups(run: DirectoryRun, query: NonNullable<ReadingPlan['groups']>): AsyncGenerator<SourceChange[]> {
  const ruleFor = createExclusion(run.plan.vendor.groupRules);
  const pageSize = Math.min(GROUPS_PER_PAGE, run.config.pageSize);
  for await (const page of run.pages({ ...query, pageSize })) {
    for (const entry of page) {
      const id = run.ids.of(entry);
      if (run.isFirst(id, entry)) yield [await readGroup(run, { entry, id, rule: ruleFor(entry) })];
    }
  }
}

async function readGroup(
  run: DirectoryRun,
  o: { entry: LdapEntry; id: string; rule: string | undefined },
): Promise<SourceChange> {
  const { entry, id, rule } = o;
  const path = entry.dn;
  if (rule !== undefined) return { type: 'excluded', id, path, rule, subtree: false };
  const group = toGroup(entry, await readMembers(entry, run.side, run.signal), run.canonicalDn);
  if (group === undefined) return { type: 'excluded', id, path, rule: 'group without a name (cn)', subtree: false };
  const access = { state: 'known', acl: { layers: [] } } satisfies AccessRef;
  return { type: 'upsert', item: { id, path, version: groupVersion(group), access, content: group } };
}
