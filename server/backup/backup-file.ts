import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { chmod, copyFile as copyWhole } from 'node:fs/promises';
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite';
import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { IndexUids } from '../search/meili-index.ts';
import { copyStore } from './copy-store.ts';
import type { IndexDocuments } from './index-documents.ts';
import { BACKUP_TABLE, putInPlaceAside } from './put-in-place.ts';
import type { Restoring } from './restoring.ts';

/*
 * A backup is one SQLite file: the state store as it was at one moment, and a table with every document of the search index. Both
 * are needed: a ledger that calls a file indexed would otherwise keep it out of a new index for ever.
 */

/**
 * Who has read what becomes numbers at the end of the day, and who asked what at the end of the month, when the keys are thrown
 * away; a backup would keep them. Of what was deleted no page is to hold anything, as pages are what is copied.
 */
const FORGOTTEN = 'PRAGMA secure_delete = ON; DELETE FROM reads_today; DELETE FROM reads_key; DELETE FROM analytics_keys;';
/** Documents of a backup that are read in one go. */
const PAGE = 500;
/** Vectors are not among them: the store remembers them by the text they were made of, and the server puts them back from there. */
const INDEXES = ['people', 'passages'] as const satisfies (keyof IndexUids)[];
const Row = z.object({ position: z.int(), document: z.string() });

export interface BackupOptions {
  /** Of the data folder. */
  storeFile: string;
  /** The backup. */
  file: string;
  documents: IndexDocuments;
  restoring: Restoring;
  signal: AbortSignal;
}

export async function writeBackup(options: BackupOptions): Promise<void> {
  const { storeFile, file, documents, restoring, signal } = options;
  if (restoring.isReplacing()) throw new AppError('conflict', NOT_WHOLE);
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

const NOT_WHOLE = 'A backup is being put in place, or that was interrupted. Put one in place first: what is here is not whole.';

/** Whoever can read a backup can read every document: SQLite keeps the mode of an empty file that it fills. */
function createPrivately(file: string): void {
  closeSync(openSync(file, 'wx', 0o600));
}

/**
 * Puts a backup in place of what is there; a server that has the store open goes on with the restored one. From the first change
 * to the last nobody searches and nothing runs; a failure leaves it so (see `Restoring`). AppError `conflict` while `isRunning`.
 */
export async function readBackup(options: BackupOptions & { isRunning(): boolean }): Promise<void> {
  const { storeFile, file, documents, restoring, signal } = options;
  const copyFile = `${storeFile}.restore`;
  if (!existsSync(file)) throw new AppError('not-found', `${file} is not there.`);
  const wasReplacing = restoring.isReplacing();
  try {
    await copyWhole(file, copyFile);
    await chmod(copyFile, 0o600);
    using copy = openBackup(copyFile, file);
    restoring.begin();
    if (options.isRunning()) {
      if (!wasReplacing) restoring.end();
      throw new AppError('conflict', 'A source is being read. Wait for the end of the run, or cancel it.');
    }
    for (const index of INDEXES) await documents.replace(index, documentsOf(copy, index), signal);
    await documents.replace('vectors', [], signal);
    copy.close();
    restoring.swapping = putInPlaceAside({ copyFile, storeFile });
    await restoring.swapping;
    restoring.end();
  } finally {
    restoring.swapping = undefined;
    rmSync(copyFile, { force: true });
  }
}

function openBackup(copyFile: string, named: string): DatabaseSync {
  const copy = new DatabaseSync(copyFile);
  try {
    copy.prepare(`SELECT 1 FROM ${BACKUP_TABLE} LIMIT 1`).get();
    return copy;
  } catch (cause) {
    copy.close();
    throw new AppError('invalid-request', `${named} is not a backup that Atrium wrote.`, { cause });
  }
}

/** In pages, so that the server answers others in between. */
async function* documentsOf(copy: DatabaseSync, index: string): AsyncGenerator<string> {
  const page = copy.prepare(
    `SELECT rowid AS position, document FROM ${BACKUP_TABLE} WHERE rowid > ? AND index_name = ? ORDER BY rowid LIMIT ${PAGE}`,
  );
  for (let after = 0; ; ) {
    const rows = page.all(after, index).map((row) => Row.parse(row));
    yield* rows.map(({ document }) => document);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.position;
    await breathe();
  }
}
