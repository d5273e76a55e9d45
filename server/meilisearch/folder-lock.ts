import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

/** Held by the process that runs Meilisearch on a folder; the system lets go of it when that process ends, however it ends. */
export interface FolderLock {
  /** Does nothing the second time. */
  release(): void;
}

/**
 * Takes the lock, or returns undefined while another process (or another caller in this one) holds it. It is SQLite's
 * exclusive file lock because Node has no other on every platform. Nothing else may open `lock.sqlite`: closing any handle
 * of it would end the lock (POSIX).
 */
export function lockFolder(folder: string): FolderLock | undefined {
  const database = new DatabaseSync(path.join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
  return {
    release() {
      if (database.isOpen) database.close();
    },
  };
}

const SqliteError = z.object({ errcode: z.number() });
const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  const parsed = SqliteError.safeParse(error);
  // Extended codes carry the primary one in their low byte (https://www.sqlite.org/rescode.html).
  return parsed.success && (parsed.data.errcode & 0xff) === SQLITE_BUSY;
}
