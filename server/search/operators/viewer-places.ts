import type { Filters, FolderPlace } from '../../access/filter.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { AclStore } from '../../store/state-store.ts';
import { folderAttribute, folderBelow } from '../index/folder-fields.ts';
import type { EngineResult, MultiSearch } from '../query/multi-search.ts';

/** Where this viewer may read something: folders of the upper levels, the most filled first, and labels. */
export interface ViewerPlaces {
  folders: FolderPlace[];
  labels: string[];
}

const LEVELS = [1, 2, 3];
/** Of so many folders, the most filled, those of the next level are looked for: each costs a digest for each name. */
const MOST_PARENTS = 50;
/** For how long they are as good as new, and for how many viewers. */
const KEPT_MS = 30_000;
const KEPT = 100;

interface Tools {
  filters: Filters;
  multiSearch: MultiSearch;
  sources: readonly string[];
  acls: Pick<AclStore, 'generation'>;
}

/** Asks the engine what its facets are for the viewer; for operators only, so that nobody else waits for it. */
export function createViewerPlaces(tools: Tools): (viewer: Viewer, signal: AbortSignal) => Promise<ViewerPlaces> {
  const kept = new Map<string, { at: number; places: ViewerPlaces }>();
  return async (viewer, signal) => {
    // Other rights are another key, whatever the names of groups hold: what is kept is never older than the rights.
    const key = JSON.stringify([tools.acls.generation(), [...viewer.principals].sort()]);
    const known = kept.get(key);
    if (known !== undefined && Date.now() - known.at < KEPT_MS) return known.places;
    const places = await read(tools, viewer, signal);
    if (kept.size >= KEPT) kept.clear();
    kept.set(key, { at: Date.now(), places });
    return places;
  };
}

async function read(tools: Tools, viewer: Viewer, signal: AbortSignal): Promise<ViewerPlaces> {
  const results = await tools.multiSearch(
    tools.sources.map((source) => ({
      index: 'passages',
      q: '',
      filter: tools.filters.documents(viewer, { source: [source] }),
      attributesToRetrieve: ['id'],
      facets: [...LEVELS.map(folderAttribute), 'label'],
      limit: 0,
    })),
    signal,
  );
  const folders = results.flatMap((result, n) => foldersOf(tools.sources[n] ?? '', result));
  const labels = new Set(results.flatMap(({ facetDistribution }) => Object.keys(facetDistribution?.label ?? {})));
  return { folders, labels: [...labels].sort() };
}

function foldersOf(source: string, { facetDistribution }: EngineResult): FolderPlace[] {
  const found: string[] = [];
  let level = [''];
  for (const depth of LEVELS) {
    const codes = Object.keys(facetDistribution?.[folderAttribute(depth)] ?? {});
    level = level.slice(0, MOST_PARENTS).flatMap((parent) => codes.flatMap((code) => folderBelow(parent, code) ?? []));
    found.push(...level);
  }
  const isUsed = Object.values(facetDistribution ?? {}).some((counts) => Object.keys(counts).length > 0);
  return [...(isUsed ? [{ source, path: '' }] : []), ...found.map((path) => ({ source, path }))];
}
