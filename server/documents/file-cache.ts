import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Files that may be thrown away, in a folder of their own, with a bound of bytes: those not asked for the longest go first. */
export interface FileCache {
  /** Undefined when it is not there (any more). */
  read(name: string): Promise<Buffer | undefined>;
  /** Where it lies, free of symbolic links; undefined when it is not there. */
  place(name: string): Promise<string | undefined>;
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Takes over a file that was made at a `draft` place; where the file is afterwards. */
  adopt(name: string, draft: string): Promise<string>;
  /** A place beside the files for one that is still being written. */
  draft(): Promise<string>;
}

const DRAFT = '.draft';
/** Below the bound, so that not every file that comes pushes one out. */
const KEPT = 0.9;

/** What it holds is as secret as the documents it was made of: nobody else's account may look into the folder. */
export function createFileCache({ folder, maxBytes }: { folder: string; maxBytes: number }): FileCache {
  /** The name of each file with its bytes, those last asked for at the end. */
  let opened: Promise<{ root: string; files: Map<string, number> }> | undefined;
  const open = () => {
    // What could not be opened once (the disk was full, say) is tried again.
    opened ??= openFolder(folder).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };

  async function note(name: string, bytes: number): Promise<void> {
    const { root, files } = await open();
    files.delete(name);
    files.set(name, bytes);
    let total = files.values().reduce((sum, size) => sum + size, 0);
    if (total <= maxBytes) return;
    for (const [oldest, size] of files) {
      if (total <= maxBytes * KEPT || oldest === name) break;
      files.delete(oldest);
      total -= size;
      await rm(path.join(root, oldest), { force: true });
    }
  }

  /** True when it is there; then it is the last that was asked for. */
  async function touch(name: string): Promise<boolean> {
    const { files } = await open();
    const size = files.get(name);
    if (size === undefined) return false;
    files.delete(name);
    files.set(name, size);
    return true;
  }

  async function adopt(name: string, draft: string): Promise<string> {
    const { root } = await open();
    const place = path.join(root, name);
    const { size } = await stat(draft);
    await rename(draft, place);
    await note(name, size);
    return place;
  }

  async function draft(): Promise<string> {
    const { root } = await open();
    return path.join(root, randomUUID() + DRAFT);
  }

  return {
    async read(name) {
      const { root, files } = await open();
      if (!(await touch(name))) return undefined;
      return await readFile(path.join(root, name)).catch(() => {
        // Somebody tidied the folder up: it is made again.
        files.delete(name);
        return undefined;
      });
    },
    async place(name) {
      const { root, files } = await open();
      if (!(await touch(name))) return undefined;
      const place = path.join(root, name);
      const isThere = await stat(place).then(
        () => true,
        () => false,
      );
      if (!isThere) files.delete(name);
      return isThere ? place : undefined;
    },
    async write(name, bytes) {
      const place = await draft();
      try {
        await writeFile(place, bytes, { mode: 0o600 });
        await adopt(name, place);
      } finally {
        // Of what did not fit on the disk a part is there.
        await rm(place, { force: true });
      }
    },
    adopt,
    draft,
  };
}

async function openFolder(folder: string): Promise<{ root: string; files: Map<string, number> }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const root = await realpath(folder);
  const found: { name: string; size: number; at: number }[] = [];
  for (const name of await readdir(root)) {
    const place = path.join(root, name);
    // What a crash left half written.
    if (name.endsWith(DRAFT)) await rm(place, { force: true });
    else found.push({ name, ...(await sizeAndTime(place)) });
  }
  found.sort((a, b) => a.at - b.at);
  return { root, files: new Map(found.map(({ name, size }) => [name, size])) };
}

async function sizeAndTime(place: string): Promise<{ size: number; at: number }> {
  const { size, mtimeMs } = await stat(place);
  return { size, at: mtimeMs };
}
