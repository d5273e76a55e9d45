/** Another number after every change, whatever process made it, and never one that a restored store has had for something else. */
const raise = `UPDATE knowledge_generation SET generation = max(generation + 1, CAST(unixepoch('subsec') * 1000 AS INTEGER))`;

/**
 * What people write: answers, acronyms and go links (`cards`, the JSON of `entry` is that of the contract), questions with who
 * asks and who is asked, posts, and how often documents are read. People are told by their ids in the directory.
 */
export const knowledge = `
CREATE TABLE cards (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  name TEXT,
  entry TEXT NOT NULL,
  owner TEXT,
  verified_by TEXT,
  verified_at INTEGER,
  verified_until TEXT,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX cards_by_kind ON cards (kind, id);
CREATE UNIQUE INDEX cards_by_name ON cards (kind, name) WHERE name IS NOT NULL;
CREATE TABLE knowledge_generation (generation INTEGER NOT NULL) STRICT;
INSERT INTO knowledge_generation VALUES (0);
CREATE TRIGGER knowledge_raised_by_insert AFTER INSERT ON cards BEGIN ${raise}; END;
CREATE TRIGGER knowledge_raised_by_update AFTER UPDATE ON cards BEGIN ${raise}; END;
CREATE TRIGGER knowledge_raised_by_delete AFTER DELETE ON cards BEGIN ${raise}; END;

CREATE TABLE questions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  line TEXT NOT NULL,
  text TEXT NOT NULL,
  details TEXT NOT NULL,
  state TEXT NOT NULL,
  card INTEGER REFERENCES cards (id) ON DELETE SET NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX questions_by_line ON questions (line, state);
CREATE TABLE question_askers (
  question INTEGER NOT NULL REFERENCES questions (id) ON DELETE CASCADE,
  person TEXT NOT NULL,
  details TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (question, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX question_askers_by_person ON question_askers (person, at);
CREATE TABLE question_asked (
  question INTEGER NOT NULL REFERENCES questions (id) ON DELETE CASCADE,
  person TEXT NOT NULL,
  for_asker TEXT NOT NULL,
  declined INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (question, person, for_asker)
) STRICT, WITHOUT ROWID;
CREATE INDEX question_asked_by_person ON question_asked (person);
CREATE TABLE notifications (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person TEXT NOT NULL,
  kind TEXT NOT NULL,
  question INTEGER NOT NULL REFERENCES questions (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  read_at INTEGER
) STRICT;
CREATE INDEX notifications_by_person ON notifications (person, id);

CREATE TABLE posts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  path TEXT NOT NULL UNIQUE,
  post TEXT NOT NULL,
  author TEXT NOT NULL,
  author_name TEXT NOT NULL,
  is_announcement INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX posts_by_author ON posts (author, id);
CREATE INDEX posts_announced ON posts (is_announcement, id);

CREATE TABLE reads_key (day TEXT NOT NULL PRIMARY KEY, key BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE reads_today (
  day TEXT NOT NULL, record_id TEXT NOT NULL, reader BLOB NOT NULL, PRIMARY KEY (day, record_id, reader)
) STRICT, WITHOUT ROWID;
CREATE TABLE reads (
  day TEXT NOT NULL, record_id TEXT NOT NULL, readers INTEGER NOT NULL, PRIMARY KEY (day, record_id)
) STRICT, WITHOUT ROWID;
`;
