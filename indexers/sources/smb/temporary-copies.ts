import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Local places for copies of files that are read elsewhere. Nothing in them outlives the process that made them for long. */
export interface TemporaryCopies {
  /** A path at which there is nothing yet, in a folder of our own. */
  newPath(): Promise<string>;
  remove(path: string): Promise<void>;
}

const PREFIX = 'atrium-smb-copies-';

export function createTemporaryCopies(): TemporaryCopies {
  let folder: Promise<string> | undefined;
  let count = 0;

  async function makeFolder(): Promise<string> {
    const parent = await realpath(tmpdir());
    await removeLeftOver(parent);
    // 0700, and a name that nobody can have made before us.
    return mkdtemp(join(parent, `${PREFIX}${process.pid}-`));
  }

  return {
    async newPath() {
      folder ??= makeFolder();
      count += 1;
      return join(await folder, String(count));
    },
    remove: (path) => rm(path, { force: true }),
  };
}

/** Of processes that ended without clearing up. */
async function removeLeftOver(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(parent, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs and is another user's: then its folder is not ours to remove.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
