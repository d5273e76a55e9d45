import type { SourceChange } from '../../../types.ts';
import type { DirectoryRun } from '../directory-run.ts';
import { idEquals } from '../entry-id.ts';
import type { ReadingPlan } from '../plan.ts';
import { readGroups } from '../read-groups.ts';
import { readPeople } from '../read-people.ts';
import { and, equal, type Filter, or } from '../wire/filter.ts';
import { changedSince } from './change-marks.ts';
import type { DeltaCursor } from './cursor.ts';
import type { Differences, IdScan } from './id-scan.ts';
import { fatesOf } from './proof-of-absence.ts';

/** Entries in one question. */
const AT_ONCE = 50;
/** Expiry dates are looked at from so long before the last reading, milliseconds: our clock may have been set. */
const CLOCK_MARGIN = 3_600_000;

const LEFT =
  'no longer among what is read: moved out of peopleBase and groupsBase, or does not fit peopleFilter and groupsFilter any more';

/** What is known of the changes before they are read. */
export interface Delta {
  cursor: DeltaCursor;
  /** Canonical DNs of all people. */
  people: ReadonlySet<string>;
  /** Absent where what is gone is known by itself. */
  scan: IdScan | undefined;
  differences: Differences;
  /** The whole trees that the bases are in. */
  contexts: readonly string[];
}

/**
 * What is new, changed, renamed, or proven to be gone since the cursor. Returns whether all of it could be told; otherwise the
 * next reading has to be one of everything.
 */
export async function* readChanges(run: DirectoryRun, delta: Delta): AsyncGenerator<SourceChange[], boolean> {
  const { cursor, scan, differences } = delta;
  const { toRead, gone, outside, namesChanged, included } = differences;
  const told = new Set<string>();
  let isWhole = true;
  const part: DirectoryRun = {
    ...run,
    people: new Set(delta.people),
    isFirst: (id) => !told.has(id) && Boolean(told.add(id)),
    // A name that cannot be read any more may be a right that was lost, which only a reading of everybody can tell.
    keepsNameless(id) {
      if (included.has(id)) isWhole = false;
      return included.has(id);
    },
  };
  const changed = changedSince(cursor.mark);
  const renamed: string[] = [];
  const read = (plan: ReadingPlan) => notingNames(run, readPeople({ ...part, plan }), { differences, renamed });
  yield* read(narrow(run.plan, or(changed, ...cameTrue(run.plan, cursor.readAt))));
  const { groups } = run.plan;
  if (groups) yield* readGroups(part, namesChanged ? groups : { ...groups, filter: and(groups.filter, changed) });

  for (const filter of inBatches([...toRead, ...gone.keys()], told, cursor.idAttribute)) {
    const plan = narrow(run.plan, filter);
    yield* read(plan);
    if (plan.groups) yield* readGroups(part, plan.groups);
  }
  for (const filter of inBatches([...outside.keys()], told, cursor.idAttribute)) {
    if (groups === undefined) break;
    for (const base of delta.contexts) yield* readGroups(part, { ...groups, base, filter: and(groups.filter, filter) });
  }

  for (const filter of reportsOf(run.plan, renamed)) yield* read(narrow(run.plan, filter));

  const missing = [...gone.keys(), ...outside.keys()].filter((id) => !told.has(id));
  const fates = await fatesOf(run, missing, { contexts: delta.contexts, idAttribute: cursor.idAttribute, scan });
  for (const [id, fate] of fates) {
    const path = gone.get(id)?.path;
    if (fate === 'deleted') yield [{ type: 'remove', id }];
    else if (fate === 'unproven') isWhole = false;
    else if (path !== undefined) yield [{ type: 'excluded', id, path, rule: LEFT, subtree: false }];
  }
  return isWhole;
}

/** Puts the names of people who had another one into `renamed`. */
async function* notingNames(
  { canonicalDn }: DirectoryRun,
  read: AsyncIterable<SourceChange[]>,
  { differences, renamed }: { differences: Differences; renamed: string[] },
): AsyncGenerator<SourceChange[]> {
  const { toRead, included, gone } = differences;
  for await (const changes of read) {
    for (const change of changes) {
      if (change.type !== 'upsert') continue;
      const { id, path } = change.item;
      const before = gone.get(id)?.path;
      const isElsewhere = before !== undefined && canonicalDn(before) !== canonicalDn(path);
      if (isElsewhere || (toRead.has(id) && included.has(id))) renamed.push(path);
    }
    yield changes;
  }
}

/** Whose manager has another name now: servers write it into their entries, and leave no sign of that. */
function* reportsOf({ mapping }: ReadingPlan, managers: readonly string[]): Generator<Filter> {
  const isManagedBy = (dn: string) => mapping.manager.map((attribute) => equal(attribute, dn));
  for (let start = 0; start < managers.length; start += AT_ONCE)
    yield or(...managers.slice(start, start + AT_ONCE).flatMap(isManagedBy));
}

/** The same plan for fewer entries. */
function narrow(plan: ReadingPlan, filter: Filter): ReadingPlan {
  const { people, groups, withPhoto, serviceAccounts } = plan;
  return {
    ...plan,
    people: { ...people, filter: and(people.filter, filter) },
    groups: groups && { ...groups, filter: and(groups.filter, filter) },
    withPhoto: withPhoto && and(withPhoto, filter),
    serviceAccounts: serviceAccounts && and(serviceAccounts, filter),
  };
}

/** Whom a rule excludes since then although nothing was written. */
function cameTrue({ vendor }: ReadingPlan, readAt: number): Filter[] {
  const between = { from: readAt - CLOCK_MARGIN, to: Date.now() };
  return vendor.rules.flatMap((rule) => rule.cameTrue?.(between) ?? []);
}

/** Filters for the ids that have not been told; asked for one after the other, so that each sees what came before. */
function* inBatches(ids: string[], told: ReadonlySet<string>, idAttribute: string): Generator<Filter> {
  const untold = ids.filter((id) => !told.has(id));
  for (let start = 0; start < untold.length; start += AT_ONCE)
    yield or(...untold.slice(start, start + AT_ONCE).map((id) => idEquals(idAttribute, id)));
}
