import { once } from 'node:events';
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { ALL_VECTORS_DUE } from '../store/vectors.ts';

/** With every document of the search index, beside the tables of the store. */
export const BACKUP_TABLE = 'backup_index_document';
/**
 * Who signed out after the backup must stay signed out; and a server that goes on must not take a number that it has met for
 * what it remembers of it.
 */
const RESTORED = `DELETE FROM sessions; DELETE FROM devices; UPDATE acl_generation SET generation = max(generation + 1, unixepoch() * 1000);`;
/** The same of what older backups have no tables for: who set Atrium up then is nobody now, and lists of people are made anew. */
const RESTORED_SINCE = [
  ['setup', 'DELETE FROM setup'],
  ['people_generation', 'UPDATE people_generation SET generation = max(generation + 1, unixepoch() * 1000)'],
  // A backup of before there were vectors gets them all with its migration.
  ['vectors_due', ALL_VECTORS_DUE],
] as const;
/** Pages copied at once; between two of them the thread may be stopped. */
const RATE = 10_000;

export interface PutInPlace {
  /** A copy of the backup, which is changed. */
  copyFile: string;
  storeFile: string;
}

/** As `putInPlace`, in a thread: SQLite does each of its steps in one call, and a large store takes seconds. */
export async function putInPlaceAside(files: PutInPlace): Promise<void> {
  const worker = new Worker(new URL('./put-in-place-thread.ts', import.meta.url), { workerData: files });
  // `once` rejects with what the thread threw.
  await once(worker, 'exit');
}

/** Makes a store of the copy of a backup and puts it in place of that which is there, whoever has that open. */
export async function putInPlace({ copyFile, storeFile }: PutInPlace): Promise<void> {
  using copy = new DatabaseSync(copyFile);
  copy.exec(`DROP TABLE ${BACKUP_TABLE}; ${RESTORED}`);
  for (const [table, change] of RESTORED_SINCE) if (hasTable(copy, table)) copy.exec(change);
  copy.exec('VACUUM');
  // Last: what is written down after this is not in the restored store.
  goOnWithWhatIsHere(copy, storeFile);
  await copyDatabase(copy, storeFile, { rate: RATE });
}

function hasTable(copy: DatabaseSync, name: string): boolean {
  return copy.prepare("SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = ?").get(name) !== undefined;
}

/**
 * What was written down since the backup stays: a restore must not be the way to make the audit log forget. The chain of digests
 * tells whether the log of here goes on where that of the backup ends; the log of another installation comes as it is.
 */
function goOnWithWhatIsHere(copy: DatabaseSync, storeFile: string): void {
  copy.prepare('ATTACH ? AS here').run(storeFile);
  const isHere = copy.prepare("SELECT 1 FROM here.sqlite_master WHERE type = 'table' AND name = ?");
  for (const [table, change] of GO_ON) if (hasTable(copy, table) && isHere.get(table) !== undefined) copy.exec(change);
  copy.exec('DETACH here');
}

/**
 * The key of the month is in no backup since one that has both could tell who asked what; who was counted in this month would
 * be counted once more with another, and that of a month which is over stays thrown away.
 */
const GO_ON_WITH_ANALYTICS = 'DELETE FROM main.analytics_keys; INSERT INTO main.analytics_keys SELECT * FROM here.analytics_keys';

const GO_ON_WITH_AUDIT_LOG = `
  INSERT INTO main.audit SELECT * FROM here.audit WHERE id > (SELECT coalesce(max(id), 0) FROM main.audit)
    AND (SELECT digest FROM main.audit ORDER BY id DESC LIMIT 1) IS
      (SELECT digest FROM here.audit WHERE id = (SELECT max(id) FROM main.audit))`;

/** A number that an access list has had since the backup is not given to another. */
const GO_ON_WITH_SLOTS = `
  UPDATE main.sqlite_sequence SET seq = max(seq, (SELECT coalesce(max(seq), 0) FROM here.sqlite_sequence WHERE name = 'acls'))
    WHERE name = 'acls';
  INSERT INTO main.sqlite_sequence (name, seq) SELECT name, seq FROM here.sqlite_sequence
    WHERE name = 'acls' AND NOT EXISTS (SELECT 1 FROM main.sqlite_sequence WHERE name = 'acls')`;

const GO_ON = [
  ['audit', GO_ON_WITH_AUDIT_LOG],
  ['analytics_keys', GO_ON_WITH_ANALYTICS],
  ['acls', GO_ON_WITH_SLOTS],
] as const;
