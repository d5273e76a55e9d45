import type { BigIntStats } from 'node:fs';
import { lstatSync, opendirSync } from 'node:fs';
import type { FolderAccess } from './acl/access.ts';
import { accessOnMount, createAccessReader } from './acl/access-reader.ts';
import { joinRaw, rawPathToFs, rawPathToId, rawPathToText } from './path-id.ts';
import { openRoot, requireSameRoot } from './root.ts';
import { createRules } from './rules.ts';
import type { LookJob, WalkJob, WalkMessage } from './walk-messages.ts';
import { createWalkReport } from './walk-report.ts';

const MAX_DEPTH = 256;
/** PATH_MAX counts the final zero byte. */
const MAX_PATH_BYTES = 4095;

interface Folder {
  raw: string;
  depth: number;
  device: bigint;
  access: FolderAccess;
}

interface Entry {
  /** Raw, relative to the root. */
  raw: string;
  absolute: string;
  /** For rules and people. */
  path: string;
  name: string;
  id: string;
}

/**
 * Goes through a folder in the order of the names' bytes and says what is there, synchronously: it runs in a process of its own,
 * and `emit` may block. Never follows links and opens nothing but folders. What cannot be read is said, and the walk goes on;
 * a root that cannot be read, is gone or was exchanged ends it with an exception.
 */
export function walk(job: WalkJob | LookJob, emit: (message: WalkMessage) => void): void {
  const root = openRoot(job.root);
  emit(root.message);
  const report = createWalkReport(root.device, emit);
  const rules = createRules(job);
  const reader = createAccessReader(job.permissions, root.fileSystem);
  const knownMounts = new Set(job.mounts);
  const mounts: string[] = [];

  function readFolder(folder: Folder): void {
    let names: string[];
    try {
      names = listNames(root.absolute(folder.raw), report.beat);
    } catch (error) {
      if (folder.raw === '') throw error;
      if (!isGone(error)) report.unreadable(rawPathToId(folder.raw), error, folder.access);
      return;
    }
    for (const name of names.sort()) readEntry(folder, describeEntry(joinRaw(folder.raw, name), name));
  }

  function readEntry(folder: Folder, entry: Entry): void {
    if (entry.absolute.length > MAX_PATH_BYTES) {
      report.excluded(entry.id, `its path is longer than ${MAX_PATH_BYTES} bytes`, true);
      return;
    }
    const stat = lookAt(folder, entry);
    if (stat?.isDirectory()) enterFolder(folder, entry, stat);
    else if (stat !== undefined) reportFile(folder, entry, stat);
  }

  function lookAt(folder: Folder, entry: Entry): BigIntStats | undefined {
    try {
      return lstatSync(rawPathToFs(entry.absolute), { bigint: true });
    } catch (error) {
      if (!isGone(error)) report.unreadable(entry.id, error, folder.access);
      return undefined;
    }
  }

  function reportFile(folder: Folder, entry: Entry, stat: BigIntStats): void {
    const rule = describeIrregular(stat) ?? rules.excludesFile(entry.path, entry.name);
    if (rule === undefined)
      report.file(entry.id, stat, reader.accessOf({ rawPath: entry.absolute, path: entry.path, stat }, folder.access));
    else report.excluded(entry.id, rule, false);
  }

  function enterFolder(parent: Folder, entry: Entry, stat: BigIntStats): void {
    const isMount = stat.dev !== parent.device;
    const rule = parent.depth < MAX_DEPTH ? rules.excludesFolder(entry.path, entry.name) : `deeper than ${MAX_DEPTH} folders`;
    if (rule !== undefined) {
      report.excluded(entry.id, rule, true);
    } else if (!isMount && knownMounts.has(entry.id)) {
      report.unreadable(entry.id, 'the file system that was mounted here is missing; mount it, or exclude the folder');
    } else {
      if (isMount) mounts.push(entry.id);
      const own = reader.enter({ rawPath: entry.absolute, path: entry.path, stat }, parent.access);
      const access = isMount ? accessOnMount(own, entry.absolute, job.permissions) : own;
      readFolder({ raw: entry.raw, depth: parent.depth + 1, device: stat.dev, access });
    }
  }

  function describeEntry(raw: string, name: string): Entry {
    return { raw, absolute: root.absolute(raw), path: rawPathToText(raw), name: rawPathToText(name), id: rawPathToId(raw) };
  }

  const access = reader.enter({ rawPath: root.rawPath, path: '', stat: root.stat });
  readFolder({ raw: '', depth: 0, device: root.device, access });
  requireSameRoot(job.root, root);
  report.end(mounts);
}

/** In pieces, so that a folder with a million files on a slow server still gives signs of life. */
function listNames(absolute: string, beat: () => void): string[] {
  const names: string[] = [];
  const folder = opendirSync(rawPathToFs(absolute), { encoding: 'latin1', bufferSize: 256 });
  try {
    for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
      names.push(entry.name);
      if (names.length % 1024 === 0) beat();
    }
  } finally {
    folder.closeSync();
  }
  return names;
}

function describeIrregular(stat: BigIntStats): string | undefined {
  if (stat.isFile()) return undefined;
  if (stat.isSymbolicLink()) return 'symbolic link (not followed)';
  if (stat.isFIFO()) return 'not a regular file: named pipe';
  if (stat.isSocket()) return 'not a regular file: socket';
  return 'not a regular file: device';
}

/** Deleted between listing and looking; anything else may come back. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
