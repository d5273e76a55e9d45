import type { ShownPaths } from '#indexers/types/shown-paths.ts';
import type { DocumentDetail } from '../contract/documents.ts';

/** A document's place as people reach it. `path` is relative to the source's root, `/`-separated. */
export function placesOf(path: string, roots: ShownPaths | undefined): DocumentDetail['places'] {
  const { windows, posix } = roots ?? {};
  return {
    windows: windows === undefined ? null : `${windows.replace(/\\+$/, '')}\\${path.replaceAll('/', '\\')}`,
    posix: posix === undefined ? null : `${posix.replace(/\/+$/, '')}/${path}`,
  };
}
