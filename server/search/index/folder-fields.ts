import { createHash } from 'node:crypto';

/** The folders that a document is in, by their depth below the source: `{ '1': code of the top folder, '2': … }`. */
export type FolderFields = Record<string, string>;

/** Longer names are cut off, so that nothing is lost that the engine compares (468 bytes of a value). */
const LONGEST_NAME = 100;
const DEEPEST = 40;

/** Of the path of a document. One field for each depth: the folders of the next level are counted without any of the others. */
export function folderFields(path: string): FolderFields {
  const folders = path.split('/').slice(0, -1).slice(0, DEEPEST);
  return Object.fromEntries(folders.map((_, n) => [n + 1, folderCode(folders.slice(0, n + 1).join('/'))]));
}

/**
 * The name of a folder with a digest of the way to it: the engine compares without regard to capitals and accents, and equal names
 * in different places are different folders. The name is there so that the engine's counts can be shown.
 */
export function folderCode(path: string): string {
  const digest = createHash('sha256').update(path).digest('hex').slice(0, 12);
  return `${digest} ${nameOf(path).slice(0, LONGEST_NAME)}`;
}

/** The folder below `parent` that a code stands for; undefined when it is not below it, or its name does not fit into a code. */
export function folderBelow(parent: string, code: string): string | undefined {
  const name = code.slice(code.indexOf(' ') + 1);
  const path = parent === '' ? name : `${parent}/${name}`;
  return folderCode(path) === code ? path : undefined;
}

/** The attribute of the folders of a depth, from 1. */
export function folderAttribute(depth: number): string {
  return `folderAt.${depth}`;
}

export function depthOf(path: string): number {
  return path === '' ? 0 : path.split('/').length;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
