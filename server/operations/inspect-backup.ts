import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import type { z } from 'zod';
import { BACKUP_TABLE } from '../backup/put-in-place.ts';
import { BackupCheck } from '../contract/operations.ts';
import { integer, integerOrNull } from '../store/rows.ts';

const Inspected = BackupCheck.pick({ verdict: true, people: true, documents: true, lastEventAt: true });
type Inspected = z.infer<typeof Inspected>;

/** As `inspectBackup`. All of a large file is read, which takes its time: in a thread, so that the server goes on answering. */
export async function inspectAside(file: string, storeFile: string): Promise<Inspected> {
  const worker = new Worker(new URL('./inspect-backup-thread.ts', import.meta.url), { workerData: { file, storeFile } });
  // `once` rejects with what the thread threw.
  const [found]: unknown[] = await once(worker, 'message');
  return Inspected.parse(found);
}

/** What a backup holds, read from the file itself: nothing is changed by it. */
export function inspectBackup(file: string, storeFile: string): Inspected {
  const ours = schemaOfFile(storeFile);
  const nothing = { people: 0, documents: 0, lastEventAt: null };
  try {
    using backup = new DatabaseSync(file, { readOnly: true });
    backup.prepare(`SELECT 1 FROM ${BACKUP_TABLE} LIMIT 1`).get();
    const damage = backup.prepare('PRAGMA quick_check(1)').get();
    if (damage?.quick_check !== 'ok') return { verdict: 'damaged', ...nothing };
    const theirs = schemaOf(backup);
    const at = numberOf(backup, 'SELECT max(at) AS n FROM audit');
    return {
      verdict: theirs === ours ? 'fits' : theirs < ours ? 'older' : 'newer',
      people: numberOf(backup, `SELECT count(*) AS n FROM ${BACKUP_TABLE} WHERE index_name = 'people'`) ?? 0,
      documents: numberOf(backup, `SELECT count(*) AS n FROM ledger WHERE kind = 'file' AND passages > 0`) ?? 0,
      lastEventAt: at === null ? null : new Date(at).toISOString(),
    };
  } catch {
    // SQLite says in many ways that a file is none of its own; which of them it was helps nobody here.
    return { verdict: 'damaged', ...nothing };
  }
}

function schemaOfFile(file: string): number {
  using database = new DatabaseSync(file, { readOnly: true, timeout: 60_000 });
  return schemaOf(database);
}

function schemaOf(database: DatabaseSync): number {
  const row = database.prepare('PRAGMA user_version').get();
  return row ? integer(row, 'user_version') : 0;
}

function numberOf(database: DatabaseSync, query: string): number | null {
  const row = database.prepare(query).get();
  return row ? integerOrNull(row, 'n') : null;
}
