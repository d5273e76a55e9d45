import { rmSync } from 'node:fs';
import { AppError } from '../../errors.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { SEGMENT_BITS } from './segment.ts';

/**
 * Which words stand where in every passage, and how many passages hold each: what ranking needs of a text, without the text.
 * It repeats what the index holds, so it has a file of its own that may be thrown away and is not in backups.
 */
const SCHEMA = `
DROP TABLE IF EXISTS documents;
DROP TABLE IF EXISTS fields;
DROP TABLE IF EXISTS stems;
DROP TABLE IF EXISTS terms;
DROP TABLE IF EXISTS totals;
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  record TEXT NOT NULL UNIQUE,
  language TEXT NOT NULL,
  passages INTEGER NOT NULL
) STRICT;
-- some passages of a document in each row, the first with what describes it: see stored-fields.ts, also for the numbers. With
-- rowids, because rows of more than a quarter of a page are cut in two without
CREATE TABLE fields (id INTEGER PRIMARY KEY, fields BLOB NOT NULL) STRICT;
-- how many passages hold a word of the stem; the title belongs to the first
CREATE TABLE stems (
  id INTEGER PRIMARY KEY,
  stem TEXT NOT NULL UNIQUE,
  passages INTEGER NOT NULL
) STRICT;
CREATE TABLE terms (
  id INTEGER PRIMARY KEY,
  word TEXT NOT NULL,
  stem INTEGER NOT NULL,
  UNIQUE (word, stem)
) STRICT;
CREATE INDEX terms_by_stem ON terms (stem);
CREATE TABLE totals (passages INTEGER NOT NULL, words INTEGER NOT NULL) STRICT;
INSERT INTO totals VALUES (0, 0);
`;

/**
 * The same the other way round, for finding: which documents hold a stem, in lists of documents whose numbers are neighbours
 * (`segment.ts`). A segment is listed anew some time after a document of it has changed.
 */
const LISTS = `
DROP TABLE IF EXISTS lists;
DROP TABLE IF EXISTS segments;
CREATE TABLE lists (
  stem INTEGER NOT NULL,
  segment INTEGER NOT NULL,
  list BLOB NOT NULL,
  PRIMARY KEY (stem, segment)
) STRICT, WITHOUT ROWID;
-- changes are those of its documents since it was listed; stems are those that have a list of it
CREATE TABLE segments (
  id INTEGER PRIMARY KEY,
  changes INTEGER NOT NULL,
  stems BLOB NOT NULL
) STRICT;
INSERT INTO segments SELECT id >> ${SEGMENT_BITS}, count(*), x'' FROM documents GROUP BY 1;
`;

/** What was added to the numbers of passages of stems and is not in them yet (`stem-counts.ts`). */
const DIFFERENCES = `
DROP TABLE IF EXISTS differences;
CREATE TABLE differences (id INTEGER PRIMARY KEY, passages BLOB NOT NULL) STRICT;
`;

/** Words that are told apart or kept in another way need all of it anew behind these; what is only added stays with what is there. */
const MIGRATIONS = ['', '', '', '', SCHEMA + LISTS + DIFFERENCES];

/**
 * `path` is a file or ':memory:'. What an older version has counted is dropped; a file that is damaged, or of a newer version, is
 * begun anew. One that is only locked, or on a full disk, is left alone: another process may be counting into it.
 */
export function openTermDatabase(path: string): Database {
  const open = () => openDatabase(path, { migrations: MIGRATIONS, durable: false });
  try {
    return open();
  } catch (error) {
    if (path === ':memory:' || !isUseless(error)) throw error;
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
    return open();
  }
}

/** A search reads thousands of its rows from all over the file: two system calls for each would take as long as all the rest. */
const MAPPED_BYTES = 2 * 1024 ** 3;

/** What it returns has the file read from memory from then on. Not for those that only write: it counts as memory of the process. */
export function createMapping({ sql }: Database): () => void {
  let isMapped = false;
  return () => {
    if (!isMapped) sql.exec(`PRAGMA mmap_size=${MAPPED_BYTES}`);
    isMapped = true;
  };
}

/** https://www.sqlite.org/rescode.html#corrupt and #notadb */
const DAMAGED: readonly unknown[] = [11, 26];

/** A file that cannot be read any more, or is of a newer version. */
export function isUseless(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'invalid-configuration';
  return error instanceof Error && 'errcode' in error && DAMAGED.includes(error.errcode);
}
