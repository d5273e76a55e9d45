import { chmodSync, closeSync, copyFileSync, existsSync, openSync, rmSync } from 'node:fs';
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { IndexUids } from '../search/meili-index.ts';
import { ALL_VECTORS_DUE } from '../store/vectors.ts';
import { copyStore } from './copy-store.ts';
import type { IndexDocuments } from './index-documents.ts';

/**
 * One SQLite file: the state store as it was at one moment, and a table with every document of the search index. Both are
 * needed: a ledger that calls a file indexed would otherwise keep it out of a new index for ever.
 */
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
] as const;
/**
 * Who has read what becomes numbers at the end of the day, and its key is thrown away; a backup would keep both. Of what was
 * deleted no page is to hold anything, as pages are what is copied.
 */
const FORGOTTEN = 'PRAGMA secure_delete = ON; DELETE FROM reads_today; DELETE FROM reads_key;';
/** Vectors are not among them: the store remembers them by the text they were made of, and the server puts them back from there. */
const INDEXES = ['people', 'passages'] as const satisfies (keyof IndexUids)[];
const Row = z.object({ document: z.string() });

export interface BackupOptions {
  /** Of the data folder. */
  storeFile: string;
  /** The backup. */
  file: string;
  documents: IndexDocuments;
  signal: AbortSignal;
}

export async function writeBackup(options: BackupOptions): Promise<void> {
  const { storeFile, file, documents, signal } = options;
  if (existsSync(file)) throw new AppError('conflict', `${file} is there already; choose another name.`);
  const beside = `${file}.part`;
  rmSync(beside, { force: true });
  createPrivately(beside);
  await copyStore({ storeFile, file: beside });
  const copy = new DatabaseSync(beside);
  copy.exec(FORGOTTEN);
  copy.exec(`CREATE TABLE ${BACKUP_TABLE} (index_name TEXT NOT NULL, document TEXT NOT NULL) STRICT`);
  const insert = copy.prepare(`INSERT INTO ${BACKUP_TABLE} VALUES (?, ?)`);
  for (const index of INDEXES) {
    for await (const page of documents.read(index, signal)) {
      copy.exec('BEGIN');
      for (const document of page) insert.run(index, document);
      copy.exec('COMMIT');
    }
  }
  createPrivately(file);
  await copyDatabase(copy, file);
  copy.close();
  rmSync(beside);
}

/** Whoever can read a backup can read every document: SQLite keeps the mode of an empty file that it fills. */
function createPrivately(file: string): void {
  closeSync(openSync(file, 'wx', 0o600));
}

/** Puts a backup in place of what is there; a server that has the store open goes on with the restored one. */
export async function readBackup(options: BackupOptions): Promise<void> {
  const { storeFile, file, documents, signal } = options;
  const copyFile = `${storeFile}.restore`;
  if (!existsSync(file)) throw new AppError('not-found', `${file} is not there.`);
  copyFileSync(file, copyFile);
  chmodSync(copyFile, 0o600);
  const copy = openBackup(copyFile, file);
  try {
    for (const index of INDEXES) await documents.replace(index, documentsOf(copy, index), signal);
    await documents.replace('vectors', [], signal);
    copy.exec(`DROP TABLE ${BACKUP_TABLE}; ${RESTORED}`);
    for (const [table, change] of RESTORED_SINCE) if (hasTable(copy, table)) copy.exec(change);
    // A backup of before there were vectors gets them all with its migration.
    if (hasTable(copy, 'vectors_due')) copy.exec(ALL_VECTORS_DUE);
    goOnWithWhatIsHere(copy, storeFile);
    copy.exec('VACUUM');
    await copyDatabase(copy, storeFile);
  } finally {
    copy.close();
    rmSync(copyFile, { force: true });
  }
}

function hasTable(copy: DatabaseSync, name: string): boolean {
  return copy.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(name) !== undefined;
}

/**
 * What was written down since the backup stays: a restore must not be the way to make the audit log forget. The chain of digests
 * tells whether the log of here goes on where that of the backup ends; the log of another installation comes as it is.
 */
function goOnWithWhatIsHere(copy: DatabaseSync, storeFile: string): void {
  copy.prepare('ATTACH ? AS here').run(storeFile);
  const hasLog = copy.prepare(
    "SELECT 1 FROM main.sqlite_master, here.sqlite_master AS mine WHERE main.sqlite_master.name = 'audit' AND mine.name = 'audit'",
  );
  if (hasLog.get() !== undefined) copy.exec(GO_ON_WITH_AUDIT_LOG);
  if (hasTable(copy, 'analytics_keys')) copy.exec(GO_ON_WITH_ANALYTICS);
  copy.exec('DETACH here');
}

/** Who was counted in this month would be counted once more with another key; and that of a month which is over stays thrown away. */
const GO_ON_WITH_ANALYTICS = `
  DELETE FROM main.analytics_keys WHERE EXISTS (SELECT 1 FROM here.analytics_keys);
  INSERT OR IGNORE INTO main.analytics_keys SELECT * FROM here.analytics_keys`;

const GO_ON_WITH_AUDIT_LOG = `
  INSERT INTO main.audit SELECT * FROM here.audit WHERE id > (SELECT coalesce(max(id), 0) FROM main.audit)
    AND (SELECT digest FROM main.audit ORDER BY id DESC LIMIT 1) IS
      (SELECT digest FROM here.audit WHERE id = (SELECT max(id) FROM main.audit))`;

function openBackup(copyFile: string, named: string): DatabaseSync {
  const copy = new DatabaseSync(copyFile);
  try {
    copy.prepare(`SELECT 1 FROM ${BACKUP_TABLE} LIMIT 1`).get();
    return copy;
  } catch (cause) {
    copy.close();
    rmSync(copyFile, { force: true });
    throw new AppError('invalid-request', `${named} is not a backup that Atrium wrote.`, { cause });
  }
}

function* documentsOf(copy: DatabaseSync, index: string): Generator<string> {
  for (const row of copy.prepare(`SELECT document FROM ${BACKUP_TABLE} WHERE index_name = ?`).iterate(index))
    yield Row.parse(row).document;
}
