import { type BigIntStats, statSync } from 'node:fs';
import path from 'node:path';
import type { OwnPlaces } from '../../define-source.ts';
import { rawPathToFs } from '../file-tree/path-id.ts';
import type { OpenRoot } from './root.ts';

/** Where Atrium keeps its own things: known by device and inode, so that no link, mount or other name leads into it. */
export interface OwnGround {
  has(stat: BigIntStats): boolean;
  /** Throws, in words for an administrator, when the root lies within. */
  refuse(root: OpenRoot): void;
}

export function createOwnGround({ kept, open }: OwnPlaces = { kept: [], open: [] }): OwnGround {
  const [own, free] = [marksOf(kept), marksOf(open)];
  return {
    has: (stat) => own.has(markOf(stat)),
    refuse({ rawPath }) {
      for (let folder = rawPath; ; folder = path.posix.dirname(folder)) {
        const mark = markOf(statSync(rawPathToFs(folder), { bigint: true }));
        if (free.has(mark)) return;
        if (own.has(mark)) throw new Error('Atrium keeps its own data in there; choose another folder');
        if (folder === '/') return;
      }
    },
  };
}

function marksOf(places: readonly string[]): ReadonlySet<string> {
  const found = places.map((place) => statSync(place, { bigint: true, throwIfNoEntry: false }));
  return new Set(found.flatMap((stat) => (stat === undefined ? [] : [markOf(stat)])));
}

function markOf({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`;
}
