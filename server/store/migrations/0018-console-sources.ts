/** One more than before, and never a number that this or a restored store has had for something else. */
const raise = `UPDATE configuration_generation SET generation = max(generation + 1, CAST(unixepoch('subsec') * 1000 AS INTEGER))`;

const raisedBy = (table: string) =>
  ['INSERT', 'UPDATE', 'DELETE']
    .map((event) => `CREATE TRIGGER ${table}_raised_by_${event.toLowerCase()} AFTER ${event} ON ${table} BEGIN ${raise}; END;`)
    .join('\n');

/**
 * What is set up in the console rather than in the file: sources (their secrets only encrypted), those whose remains are still to be
 * cleared away, how fresh a source is to be, who administers, and how the first administrator comes in. Whoever changes a source or
 * an administrator, and from whatever process, makes the generation another: the triggers see to it.
 */
export const consoleSources = `
CREATE TABLE configuration_generation (generation INTEGER NOT NULL) STRICT;
INSERT INTO configuration_generation VALUES (0);
CREATE TABLE console_sources (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  settings TEXT NOT NULL,
  secrets TEXT NOT NULL,
  revision INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
${raisedBy('console_sources')}
CREATE TABLE leaving_sources (
  source TEXT PRIMARY KEY,
  asked_by TEXT NOT NULL,
  asked_at INTEGER NOT NULL
) STRICT;
CREATE TABLE freshness_goals (
  source TEXT PRIMARY KEY,
  minutes INTEGER NOT NULL
) STRICT;
CREATE TABLE administrators (
  token TEXT PRIMARY KEY,
  added_by TEXT NOT NULL,
  added_at INTEGER NOT NULL
) STRICT;
${raisedBy('administrators')}
-- One row at most for each: the code that is still to be used, and the session that came of one.
CREATE TABLE setup (
  what TEXT PRIMARY KEY CHECK (what IN ('code', 'session')),
  hash TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE run_samples (
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  written INTEGER NOT NULL,
  PRIMARY KEY (run, at)
) STRICT, WITHOUT ROWID;
`;
