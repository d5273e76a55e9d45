import type { KnownItem } from '../../../types/listing.ts';
import { firstValueOf, valuesOf } from '../attribute-schema.ts';
import type { DirectoryRun } from '../directory-run.ts';
import { ANY_ENTRY, type Filter } from '../wire/filter.ts';
import { LdapError } from '../wire/ldap-error.ts';
import { createBaseCheck, type Differences } from './id-scan.ts';

/** What names of entries change with although the entries do not. */
const CONTAINERS = new Set(['organizationalunit', 'container']);

/**
 * What has changed or was deleted in the whole of an Active Directory domain, compared with what is known: as good as a scan of
 * all ids, and only as long as the changes are. Undefined where it does not tell everything: to whoever may not see deleted
 * entries (by default all but administrators), and when a branch may have another name.
 */
export async function scanByUsn(
  run: DirectoryRun,
  o: { changed: Filter; contexts: readonly string[]; known: Iterable<KnownItem> },
): Promise<(Differences & { people: Set<string> }) | undefined> {
  for (const context of o.contexts) if (!(await showsDeleted(run, context))) return undefined;
  const known = new Map<string, KnownItem>();
  for (const item of o.known) known.set(item.id, item);
  const differences = compareByUsn(run, known);
  const attributes = [...run.plan.vendor.idAttributes, 'isDeleted', 'objectClass'];
  for (const base of o.contexts) {
    for await (const page of run.pages({ base, filter: o.changed, attributes, withDeleted: true })) {
      for (const entry of page) {
        const isDeleted = firstValueOf(entry, 'isDeleted')?.toUpperCase() === 'TRUE';
        if (!isDeleted && valuesOf(entry, 'objectClass').some((name) => CONTAINERS.has(name.toLowerCase()))) return undefined;
        differences.add(run.ids.of(entry), isDeleted ? undefined : run.canonicalDn(entry.dn));
      }
    }
  }
  return differences.found;
}

function compareByUsn(run: DirectoryRun, known: ReadonlyMap<string, KnownItem>) {
  const isWithin = createBaseCheck(run);
  const peopleBase = run.canonicalDn(run.plan.people.base);
  const found: Differences & { people: Set<string> } = {
    toRead: new Set(),
    gone: new Map(),
    outside: new Map(),
    included: new Set(),
    namesChanged: false,
    people: new Set(),
  };
  const keys = new Map<string, string>();
  for (const { id, path, isExcluded } of known.values()) {
    const key = run.canonicalDn(path);
    keys.set(id, key);
    if (!isExcluded) found.included.add(id);
    if (key.endsWith(`,${peopleBase}`)) found.people.add(key);
  }
  return {
    found,
    /** `key` is the canonical DN, undefined for what is deleted. */
    add(id: string, key: string | undefined): void {
      const item = known.get(id);
      const knownKey = keys.get(id);
      if (item === undefined || knownKey === undefined) return;
      if (key !== knownKey) found.namesChanged = true;
      // Whether it is gone or only changed is seen when it is read.
      if (isWithin(knownKey)) found.gone.set(id, item);
      else if (!item.isExcluded) found.outside.set(id, item);
    },
  };
}

/** Whether a deleted entry can be seen: to others the container of all of them looks empty. */
async function showsDeleted(run: DirectoryRun, context: string): Promise<boolean> {
  const base = `CN=Deleted Objects,${context}`;
  const page = { size: 1, cookie: undefined };
  try {
    const { entries } = await run.search({ base, scope: 'one', filter: ANY_ENTRY, attributes: ['1.1'], page, withDeleted: true });
    return entries.length > 0;
  } catch (error) {
    // Without a code it is the connection that failed, and with it the run.
    if (error instanceof LdapError && error.code !== undefined) return false;
    throw error;
  }
}
