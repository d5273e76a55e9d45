import type { DocumentCriteria, FolderPlace } from '../../access/filter.ts';
import type { Folders } from '../../contract/search.ts';
import { depthOf, folderAttribute, folderBelow } from '../index/folder-fields.ts';
import type { FacetCounts } from '../query/facet-counts.ts';
import type { EngineResult } from '../query/multi-search.ts';
import type { Candidate } from './passage-hit.ts';

/** Attributes of the folders that can be chosen next: below those that are chosen, else the top ones. */
export function folderFacets({ folder }: DocumentCriteria): string[] {
  const depths = (folder ?? []).map(({ path }) => depthOf(path) + 1);
  return [...new Set(depths.length === 0 ? [1] : depths)].map(folderAttribute);
}

/** Counts of a level of folders; `source:/path` to number of documents. */
export interface FolderCounts {
  chosen: readonly FolderPlace[];
  counts: FacetCounts;
}

/**
 * How many documents each of the next folders has. Without a chosen one those are the sources, or the top folders where all is of
 * one source.
 */
export function countFolders(options: {
  criteria: DocumentCriteria;
  /** Of the engine; undefined where it does not count. */
  distribution: EngineResult['facetDistribution'];
  /** What is counted besides. */
  documents: readonly Pick<Candidate, 'source' | 'path'>[];
  /** How many documents each source has. */
  sources: FacetCounts;
}): FolderCounts {
  const { criteria, distribution, documents, sources } = options;
  const chosen = criteria.folder ?? [];
  const [only, another] = sources.keys();
  if (chosen.length === 0 && (only === undefined || another !== undefined))
    return { chosen, counts: new Map([...sources].map(([source, count]) => [folderValue({ source, path: '' }), count])) };
  const parents = chosen.length > 0 ? chosen : [{ source: only ?? '', path: '' }];
  const counts = new Map<string, number>();
  const add = (place: FolderPlace, count: number) =>
    counts.set(folderValue(place), (counts.get(folderValue(place)) ?? 0) + count);
  for (const { source, path } of parents) {
    for (const [code, count] of Object.entries(distribution?.[folderAttribute(depthOf(path) + 1)] ?? {})) {
      const below = folderBelow(path, code);
      if (below !== undefined) add({ source, path: below }, count);
    }
    for (const document of documents) {
      const below = document.source === source ? nextFolder(path, document.path) : undefined;
      if (below !== undefined) add({ source, path: below }, 1);
    }
  }
  return { chosen, counts };
}

/** The folder right below `parent` on the way to the file; undefined when it is not below it, or lies in it directly. */
function nextFolder(parent: string, file: string): string | undefined {
  const start = parent === '' ? '' : `${parent}/`;
  if (!file.startsWith(start)) return undefined;
  const end = file.indexOf('/', start.length);
  return end === -1 ? undefined : file.slice(0, end);
}

const MOST_FOLDERS = 100;

export function presentFolders({ chosen, counts }: FolderCounts): Folders {
  const [place, another] = chosen;
  const children = [...counts].map(([value, count]) => ({ ...named(placeOf(value)), count }));
  return {
    trail: place === undefined || another !== undefined ? [] : trailOf(place).map(named),
    children: children.sort((a, b) => b.count - a.count || a.name.localeCompare(b.name)).slice(0, MOST_FOLDERS),
  };
}

/** From the source down to the folder. */
function trailOf({ source, path }: FolderPlace): FolderPlace[] {
  const names = path === '' ? [] : path.split('/');
  return [{ source, path: '' }, ...names.map((_, n) => ({ source, path: names.slice(0, n + 1).join('/') }))];
}

function named(place: FolderPlace): Folders['trail'][number] {
  const { source, path } = place;
  return { value: folderValue(place), source, name: path === '' ? source : path.slice(path.lastIndexOf('/') + 1) };
}

/** `source:/path`, as in the address of a page of results. */
export function folderValue({ source, path }: FolderPlace): string {
  return `${source}:/${path}`;
}

/** The opposite; slashes at the end say nothing. */
export function placeOf(value: string): FolderPlace {
  const at = value.indexOf(':/');
  return { source: value.slice(0, at), path: value.slice(at + 2).replace(/\/+$/, '') };
}
