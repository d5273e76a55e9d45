import type { AccessRef } from '../../types/access.ts';
import type { SourceChange } from '../../types.ts';
import type { DirectoryRun } from './directory-run.ts';
import { createExclusion } from './exclusion-rules.ts';
import { createGroupsElsewhere } from './groups-elsewhere.ts';
import type { ReadingPlan } from './plan.ts';
import { MembersUnreadable, readMembers } from './range-members.ts';
import { toGroup } from './to-group.ts';
import { groupVersion } from './version.ts';
import type { LdapEntry } from './wire/incoming.ts';

/** A group may list a hundred thousand members, and a page is held in memory as a whole. */
const GROUPS_PER_PAGE = 25;

/**
 * Every group once, and every group outside the base that is a member of one of these. Memberships come from the groups and
 * never from `memberOf`, which servers change without touching the person's entry.
 */
export async function* readGroups(run: DirectoryRun, query: NonNullable<ReadingPlan['groups']>): AsyncGenerator<SourceChange[]> {
  const ruleFor = createExclusion(run.plan.vendor.groupRules);
  const elsewhere = createGroupsElsewhere(run, query);
  const pageSize = Math.min(GROUPS_PER_PAGE, run.config.pageSize);
  const readOne = async (entry: LdapEntry): Promise<SourceChange[]> => {
    const id = run.ids.of(entry);
    if (!run.isFirst(id, entry)) return [];
    const change = await readGroup(run, { entry, id, rule: ruleFor(entry), note: elsewhere.note });
    return [change];
  };
  for await (const page of run.pages({ ...query, pageSize })) for (const entry of page) yield await readOne(entry);
  for await (const entry of elsewhere.read()) yield await readOne(entry);
}

async function readGroup(
  run: DirectoryRun,
  o: { entry: LdapEntry; id: string; rule: string | undefined; note(memberDns: readonly string[]): void },
): Promise<SourceChange> {
  const { entry, id, rule } = o;
  const path = entry.dn;
  if (rule !== undefined) return { type: 'excluded', id, path, rule, subtree: false };
  try {
    const memberDns = await readMembers(entry, run.side, run.signal);
    const group = toGroup(entry, memberDns, run.canonicalDn);
    if (group === undefined) return { type: 'excluded', id, path, rule: 'group without a name (cn)', subtree: false };
    o.note(memberDns);
    const access = { state: 'known', acl: { layers: [] } } satisfies AccessRef;
    return { type: 'upsert', item: { id, path, version: groupVersion(group), access, content: group } };
  } catch (error) {
    if (!(error instanceof MembersUnreadable)) throw error;
    // The group keeps the members it had; the run is partial, and people are told that groups may be missing.
    run.log('warn', error.message, { group: path });
    return { type: 'unreadable', id, path, subtree: false, error: error.message };
  }
}
