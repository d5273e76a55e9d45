import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../errors.ts';
import { inDiskWords } from './disk-full.ts';
import { integer, text } from './rows.ts';

/** Another process holds the write lock for milliseconds; a minute means that something is broken. */
const BUSY_TIMEOUT_MS = 60_000;

/**
 * FULL, not NORMAL: a row is `pending` on disk before its record goes to the index, else a power cut leaves records in the index
 * that nobody knows of. Runs commit in groups, so that the price is one fsync for some hundred items. The log may grow to 128 MB
 * before it is copied into the file, because a run changes the same pages again and again.
 */
const SETTINGS = `
  PRAGMA wal_autocheckpoint = 32768;
  PRAGMA journal_size_limit = 134217728;
  PRAGMA temp_store = MEMORY;
  PRAGMA cache_size = -32768;`;

/** Runs work in one transaction; a transaction within a transaction is part of the outer one. */
export type Transact = <T>(work: () => T) => T;

export interface Database {
  sql: DatabaseSync;
  transaction: Transact;
}

/**
 * Opens or creates the file (readable by its owner only) and brings its schema up to date: `migrations` in order, as many as it
 * has not seen. What can be made again from elsewhere need not be `durable`: a power cut may take the last changes.
 */
export function openDatabase(path: string, options: { migrations: readonly string[]; durable: boolean }): Database {
  if (path !== ':memory:') createPrivately(path);
  const sql = new DatabaseSync(path, { enableForeignKeyConstraints: true, timeout: BUSY_TIMEOUT_MS });
  try {
    if (path !== ':memory:') switchToWriteAheadLog(sql);
    sql.exec(`PRAGMA synchronous = ${options.durable ? 'FULL' : 'NORMAL'}; ${SETTINGS}`);
    const transaction = createTransaction(sql);
    migrate({ sql, transaction }, path, options.migrations);
    return { sql, transaction };
  } catch (error) {
    sql.close();
    throw error;
  }
}

function createPrivately(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  // SQLite gives its -wal and -shm files the mode of this one.
  chmodSync(path, 0o600);
}

function switchToWriteAheadLog(sql: DatabaseSync): void {
  const row = sql.prepare('PRAGMA journal_mode = WAL').get();
  if (row === undefined || text(row, 'journal_mode') !== 'wal')
    throw new AppError('invalid-configuration', 'The data folder does not support SQLite’s write-ahead log: use a local disk');
}

function createTransaction(sql: DatabaseSync): Transact {
  return (work) => {
    if (sql.isTransaction) return work();
    // IMMEDIATE: taking the write lock at the first write instead can fail at once with "database is locked".
    sql.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      sql.exec('COMMIT');
      return result;
    } catch (error) {
      if (sql.isTransaction) sql.exec('ROLLBACK');
      throw inDiskWords(error);
    }
  };
}

function migrate({ sql, transaction }: Database, path: string, migrations: readonly string[]): void {
  if (schemaNumber(sql) === migrations.length) return;
  transaction(() => {
    // Read again: another process may have migrated while this one waited for the lock.
    const current = schemaNumber(sql);
    if (current > migrations.length)
      throw new AppError(
        'invalid-configuration',
        `${path} was written by a newer version of Atrium (schema ${current}; this one knows ${migrations.length}). Start that version, or restore a backup`,
      );
    for (const migration of migrations.slice(current)) sql.exec(migration);
    sql.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}

function schemaNumber(sql: DatabaseSync): number {
  const row = sql.prepare('PRAGMA user_version').get();
  return row === undefined ? 0 : integer(row, 'user_version');
}
