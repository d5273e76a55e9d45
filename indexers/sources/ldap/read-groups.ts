import type { SourceChange } from '../../types.ts';
import type { DirectoryRun } from './directory-run.ts';
import { createExclusion } from './exclusion-rules.ts';
import type { ReadingPlan } from './plan.ts';
import { readMembers } from './range-members.ts';
import { toGroup } from './to-group.ts';
import { groupVersion } from './version.ts';

/**
 * Every group once. Memberships come from the groups and never from `memberOf`, which servers change without touching
 * the person's entry.
 */
export async function* readGroups(run: DirectoryRun, query: NonNullable<ReadingPlan['groups']>): AsyncGenerator<SourceChange> {
  const { plan, signal } = run;
  const ruleFor = createExclusion(plan.vendor.groupRules);
  for await (const page of run.pages(query)) {
    for (const entry of page) {
      signal.throwIfAborted();
      const id = run.ids.of(entry);
      if (!run.isFirst(id, entry)) continue;
      const rule = ruleFor(entry);
      const members = rule === undefined ? await readMembers(entry, run.side, signal) : [];
      const group = toGroup(entry, members, run.canonicalDn);
      if (rule !== undefined || group === undefined) {
        yield { type: 'excluded', id, path: entry.dn, rule: rule ?? 'group without a name (cn)', subtree: false };
        continue;
      }
      yield {
        type: 'upsert',
        item: {
          id,
          path: entry.dn,
          version: groupVersion(group),
          access: { state: 'known', acl: { layers: [] } },
          content: group,
        },
      };
    }
  }
}
