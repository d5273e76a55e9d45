import { rmSync } from 'node:fs';
import { isUseless } from '../search/terms/term-database.ts';
import { type Database, openDatabase } from '../store/database.ts';

/**
 * Sketches of all texts, and which documents are copies or versions of each other. It repeats what the index holds, so it has a
 * file of its own that may be thrown away and is not in backups, like that of the words.
 */
const SCHEMA = `
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  record TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  path TEXT NOT NULL,
  name TEXT NOT NULL,
  parent TEXT NOT NULL,
  stem TEXT NOT NULL,
  passages INTEGER NOT NULL,
  words INTEGER NOT NULL,
  -- null where there are too few words to conclude anything from their being the same
  text TEXT,
  runs BLOB NOT NULL
) STRICT;
-- with what a search asks for in them: the rows are wide
CREATE INDEX documents_by_record ON documents (record, text);
CREATE INDEX documents_by_text ON documents (text, record) WHERE text IS NOT NULL;
CREATE INDEX documents_by_name ON documents (source, parent, stem);
-- the smallest numbers of its sketch: similar documents share one of them
CREATE TABLE keys (key INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (key, document)) STRICT, WITHOUT ROWID;
-- both ways; documents with the same text are not told here
CREATE TABLE relations (
  document INTEGER NOT NULL,
  other INTEGER NOT NULL,
  PRIMARY KEY (document, other)
) STRICT, WITHOUT ROWID;
CREATE TABLE totals (passages INTEGER NOT NULL) STRICT;
INSERT INTO totals VALUES (0);
`;

const DROPPED = `DROP TABLE IF EXISTS documents; DROP TABLE IF EXISTS keys; DROP TABLE IF EXISTS relations; DROP TABLE IF EXISTS totals;`;

/** Raised when texts are compared in another way: then all are read anew. */
const VERSION = 1;

/** `path` is a file or ':memory:'. One that is damaged is begun anew; one that is only locked, or on a full disk, is left alone. */
export function openFamilyDatabase(path: string): Database {
  const migrations = Array.from({ length: VERSION }, (_, n) => (n === VERSION - 1 ? DROPPED + SCHEMA : ''));
  const open = () => openDatabase(path, { migrations, durable: false });
  try {
    return open();
  } catch (error) {
    if (path === ':memory:' || !isUseless(error)) throw error;
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
    return open();
  }
}
