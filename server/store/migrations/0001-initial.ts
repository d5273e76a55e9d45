/** The first schema. Times are milliseconds since 1970; booleans are 0 and 1. */
export const initial = `
-- One row per item ever seen at a source. What changes with every run lives in "seen".
CREATE TABLE ledger (
  source TEXT NOT NULL,
  item_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  path TEXT NOT NULL,
  state TEXT NOT NULL,
  version TEXT NOT NULL,
  change_mark TEXT,
  fingerprint TEXT,
  record_id TEXT,
  passages INTEGER NOT NULL,
  acl_id TEXT,
  reason TEXT,
  cause TEXT,
  attempts INTEGER NOT NULL,
  next_try_at INTEGER,
  updated_at INTEGER NOT NULL,
  document TEXT,
  PRIMARY KEY (source, item_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_by_fingerprint ON ledger (source, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX ledger_by_record ON ledger (record_id) WHERE record_id IS NOT NULL;
CREATE INDEX ledger_by_state ON ledger (source, state);
CREATE INDEX ledger_by_path ON ledger (path);

-- The last generation that saw an item. Narrow and without further indexes: a run over a million unchanged items rewrites
-- this table only.
CREATE TABLE seen (
  source TEXT NOT NULL,
  item_id TEXT NOT NULL,
  generation INTEGER NOT NULL,
  PRIMARY KEY (source, item_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE source_state (
  source TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (source, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  item_id TEXT NOT NULL,
  key TEXT NOT NULL,
  manager_key TEXT,
  primary_group TEXT,
  folded_uid TEXT NOT NULL,    -- in lower case
  name TEXT NOT NULL,
  person TEXT NOT NULL,
  UNIQUE (source, item_id)
) STRICT;
CREATE INDEX people_by_key ON people (source, key);
CREATE INDEX people_by_manager ON people (source, manager_key) WHERE manager_key IS NOT NULL;
CREATE INDEX people_by_primary_group ON people (source, primary_group) WHERE primary_group IS NOT NULL;
CREATE INDEX people_by_uid ON people (folded_uid);

CREATE TABLE photos (
  person TEXT PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  version TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

-- Every name, address and sign-in name of a person, folded: what an author field is looked up in.
CREATE TABLE person_aliases (
  alias TEXT NOT NULL,
  person INTEGER NOT NULL REFERENCES people (seq) ON DELETE CASCADE,
  PRIMARY KEY (alias, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_aliases_by_person ON person_aliases (person);

CREATE TABLE groups (
  seq INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  item_id TEXT NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  principals TEXT NOT NULL,
  UNIQUE (source, item_id)
) STRICT;
CREATE INDEX groups_by_key ON groups (source, key);
CREATE INDEX groups_by_name ON groups (name COLLATE NOCASE);

-- Direct members as the directory names them, by key or by sign-in name; they may not be there (yet).
CREATE TABLE group_members (
  "group" INTEGER NOT NULL REFERENCES groups (seq) ON DELETE CASCADE,
  how TEXT NOT NULL,           -- 'key' or 'uid'
  member TEXT NOT NULL,
  PRIMARY KEY ("group", how, member)
) STRICT, WITHOUT ROWID;

-- The closure: every group a person is in, at any depth. "via" is the group on a shortest way that comes just before,
-- null for a direct member, so that the way can be told.
CREATE TABLE memberships (
  person INTEGER NOT NULL REFERENCES people (seq) ON DELETE CASCADE,
  "group" INTEGER NOT NULL REFERENCES groups (seq) ON DELETE CASCADE,
  depth INTEGER NOT NULL,
  via INTEGER,
  PRIMARY KEY (person, "group")
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_by_group ON memberships ("group");

-- Sources whose memberships have changed since they were closed.
CREATE TABLE open_memberships (source TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE acls (
  acl_id TEXT PRIMARY KEY,
  access TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE acl_generation (generation INTEGER NOT NULL) STRICT;
INSERT INTO acl_generation VALUES (1);

CREATE TABLE runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL,
  state TEXT NOT NULL,
  dry_run INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  message TEXT,
  progress TEXT NOT NULL,
  holder TEXT NOT NULL,
  heartbeat_at INTEGER NOT NULL,
  cancel_requested INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX runs_by_source ON runs (source, id);
-- The lock of a source: at most one run of it is going on, whatever the number of processes.
CREATE UNIQUE INDEX runs_running ON runs (source) WHERE state = 'running';
CREATE TABLE generations (source TEXT PRIMARY KEY, generation INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE held (
  source TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  count INTEGER NOT NULL,
  examples TEXT NOT NULL,
  release TEXT NOT NULL,
  generation INTEGER NOT NULL,
  held_at INTEGER NOT NULL,
  confirmed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  token_hash BLOB PRIMARY KEY,
  uid TEXT NOT NULL,
  folded_uid TEXT NOT NULL,    -- in lower case
  created_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_uid ON sessions (folded_uid);
`;
