import { closeSync, constants, lstatSync, openSync } from 'node:fs';
import { rawPathToFs } from '../file-tree/path-id.ts';
import type { OpenRoot } from './root.ts';

const O_PATH = 0x200000;

export interface BeneathFolder {
  /** Raw path of the folder for the system, true whatever happens to the names above it. */
  rawPath: string;
  close(): void;
}

/**
 * Goes down from the root to the folder that holds a file, one segment at a time and through no link: a folder that was
 * exchanged for a symbolic link must not lead out of the share. Throws what the system says (ENOENT, ELOOP, ENOTDIR, …).
 */
export function openParent(root: OpenRoot, raw: string, enter: (raw: string, rawPath: string) => void = () => {}): BeneathFolder {
  const flags = O_PATH | constants.O_DIRECTORY | constants.O_NOFOLLOW;
  let descriptor = openSync(rawPathToFs(root.rawPath), flags);
  const segments = raw.split('/').slice(0, -1);
  segments.forEach((segment, depth) => {
    const above = descriptor;
    try {
      const rawPath = `/proc/self/fd/${above}/${segment}`;
      enter(segments.slice(0, depth + 1).join('/'), rawPath);
      descriptor = openSync(rawPathToFs(rawPath), flags);
    } finally {
      closeSync(above);
    }
  });
  const opened = descriptor;
  return { rawPath: `/proc/self/fd/${opened}`, close: () => closeSync(opened) };
}

/** Whether there is a regular file. Throws when that cannot be said. */
export function hasFile(root: OpenRoot, raw: string): boolean {
  try {
    const parent = openParent(root, raw);
    try {
      const name = raw.slice(raw.lastIndexOf('/') + 1);
      return lstatSync(rawPathToFs(`${parent.rawPath}/${name}`)).isFile();
    } finally {
      parent.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') return false;
    throw error;
  }
}
