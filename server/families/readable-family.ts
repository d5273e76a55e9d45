import type { Viewer } from '../access/viewer.ts';
import type { LastCheck } from '../search/last-check.ts';
import type { FamilyReader } from './family-reader.ts';

export interface FamilyTools {
  families: Pick<FamilyReader, 'linksOf' | 'compared'>;
  lastCheck: Pick<LastCheck, 'documents'>;
}

/** Members looked up besides those asked for: whoever has five hundred copies does not need them counted to the last. */
const MOST = 500;

/**
 * The families of these documents, all of which the viewer may read, as this viewer sees them: only documents that may be read are
 * gone through, so that two which belong together only by a third are strangers to who may not read that one. Nothing of what a
 * viewer sees depends on what is hidden. A family has two members at least; a document without one is not in the map.
 */
export function readableFamilies(
  recordIds: readonly string[],
  viewer: Viewer,
  { families, lastCheck }: FamilyTools,
): Map<string, ReadonlySet<string>> {
  const found = createGroups();
  const known = new Set(recordIds);
  let asked: readonly string[] = recordIds;
  while (asked.length > 0 && known.size <= recordIds.length + MOST) {
    const links = families.linksOf(asked);
    const others = [...new Set(links.flat())].filter((id) => !known.has(id));
    const readable = others.length === 0 ? new Set<string>() : lastCheck.documents(others, viewer);
    for (const id of readable) known.add(id);
    for (const link of links) found.join(link.filter((id) => known.has(id)));
    asked = [...readable];
  }
  return found.groups();
}

/** Sets of what belongs together; the smaller becomes part of the larger. */
function createGroups() {
  const groupOf = new Map<string, Set<string>>();

  function groupWith(id: string): Set<string> {
    const group = groupOf.get(id) ?? new Set([id]);
    groupOf.set(id, group);
    return group;
  }

  return {
    groups: () => groupOf,
    join([first, ...others]: readonly string[]): void {
      if (first === undefined) return;
      for (const other of others) {
        const [one, two] = [groupWith(first), groupWith(other)];
        if (one === two) continue;
        const [small, large] = one.size < two.size ? [one, two] : [two, one];
        for (const id of small) {
          large.add(id);
          groupOf.set(id, large);
        }
      }
    },
  };
}
