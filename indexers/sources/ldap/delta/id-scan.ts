import type { KnownItem } from '../../../types/listing.ts';
import type { DirectoryRun } from '../directory-run.ts';
import { modifiedAt } from './change-marks.ts';

/** Every entry by its id and its name, and nothing else of it. */
export interface IdScan {
  /** Canonical DNs by id. */
  people: ReadonlyMap<string, string>;
  groups: ReadonlyMap<string, string>;
  /** The latest `modifyTimestamp`, milliseconds since 1970; undefined when one of them cannot be read. */
  newest: number | undefined;
}

/** A pass over ids and names: a tenth of the time that everything takes. */
export async function scanIds(run: DirectoryRun): Promise<IdScan> {
  const people = new Map<string, string>();
  const groups = new Map<string, string>();
  let newest = Number.NEGATIVE_INFINITY;
  const { plan } = run;
  const attributes = [...plan.vendor.idAttributes, 'modifyTimestamp'];
  for (const [query, found] of [[plan.people, people] as const, [plan.groups, groups] as const]) {
    if (query === undefined) continue;
    for await (const page of run.pages({ base: query.base, filter: query.filter, attributes })) {
      for (const entry of page) {
        found.set(run.ids.of(entry), run.canonicalDn(entry.dn));
        newest = Math.max(newest, modifiedAt(entry) ?? Number.NaN);
      }
    }
  }
  return { people, groups, newest: Number.isFinite(newest) ? newest : undefined };
}

/** In what way a scan differs from what is known, by id. */
export interface Differences {
  /** New, or renamed with their whole branch, which no time stamp of their own tells. */
  toRead: Set<string>;
  /** Known below the bases and not seen there: no proof of anything. */
  gone: Map<string, KnownItem>;
  /** Groups outside the bases, known because groups within have them as members. */
  outside: Map<string, KnownItem>;
  /** Known, and not left out by a rule. */
  included: Set<string>;
  /** Somebody or something has another name, or is gone: servers change the members of groups without a sign of it. */
  namesChanged: boolean;
}

export function compareWithKnown(run: DirectoryRun, scan: IdScan, known: Iterable<KnownItem>): Differences {
  const differences: Differences = {
    toRead: new Set(),
    gone: new Map(),
    outside: new Map(),
    included: new Set(),
    namesChanged: false,
  };
  const { toRead, gone, outside } = differences;
  const isWithin = createBaseCheck(run);
  const seen = new Set<string>();
  for (const item of known) {
    seen.add(item.id);
    if (!item.isExcluded) differences.included.add(item.id);
    const key = scan.people.get(item.id) ?? scan.groups.get(item.id);
    const knownKey = run.canonicalDn(item.path);
    if (key === undefined && isWithin(knownKey)) gone.set(item.id, item);
    else if (key === undefined && !item.isExcluded) outside.set(item.id, item);
    else if (key !== undefined && key !== knownKey) {
      toRead.add(item.id);
      differences.namesChanged = true;
    }
  }
  for (const ids of [scan.people.keys(), scan.groups.keys()]) for (const id of ids) if (!seen.has(id)) toRead.add(id);
  if (gone.size > 0) differences.namesChanged = true;
  return differences;
}

/** Whether a canonical DN is one of the bases or below it. */
export function createBaseCheck({ plan, canonicalDn }: DirectoryRun): (key: string) => boolean {
  const bases = [plan.people, plan.groups].flatMap((query) => (query === undefined ? [] : [canonicalDn(query.base)]));
  return (key) => bases.some((base) => key === base || key.endsWith(`,${base}`));
}
