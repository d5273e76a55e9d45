const NOW = `CAST(unixepoch('subsec') * 1000 AS INTEGER)`;

/** Whoever left is remembered for so long. */
const KEPT_FOR = 366 * 24 * 3_600_000;

/**
 * When somebody who is not there any more was last there: at the last complete run, or before the first of those that missed people
 * and held their removal back.
 */
const LAST_SEEN = `min(
  coalesce((SELECT max(finished_at) FROM runs WHERE source = old.source AND state = 'complete' AND dry_run = 0), ${NOW}),
  coalesce((SELECT held_at FROM held WHERE source = old.source), ${NOW}))`;

const NEXT_GENERATION = 'UPDATE people_generation SET generation = generation + 1;';

/** Whatever of people is shown in lists and charts, and who of them are one person. */
const NOTED = (
  [
    ['insert', 'AFTER INSERT ON people'],
    ['update', 'AFTER UPDATE ON people WHEN new.person IS NOT old.person OR new.disabled <> old.disabled OR new.id <> old.id'],
    ['delete', 'AFTER DELETE ON people'],
    ['photo', 'AFTER INSERT ON photos'],
    ['new_photo', 'AFTER UPDATE OF version ON photos WHEN new.version <> old.version'],
    ['no_photo', 'AFTER DELETE ON photos'],
    ['join', 'AFTER INSERT ON same_person'],
    ['rejoin', 'AFTER UPDATE ON same_person'],
    ['part', 'AFTER DELETE ON same_person'],
  ] as const
)
  .map(([name, when]) => `CREATE TRIGGER people_noted_by_${name} ${when} BEGIN ${NEXT_GENERATION} END;`)
  .join('\n');

/**
 * Who came, who left and who changed managers. Kept by triggers: whoever writes a row of the people, it is remembered; nobody has to
 * think of it, and a run that changes nobody writes nothing.
 */
export const peopleHistory = `
ALTER TABLE groups ADD COLUMN email TEXT;

CREATE TABLE person_history (
  id TEXT PRIMARY KEY,           -- people.id, which whoever comes back has again
  source TEXT NOT NULL,
  first_seen INTEGER NOT NULL,   -- 0: before there was a history
  is_first_import INTEGER NOT NULL,
  role_since INTEGER NOT NULL,   -- has had the title and the manager since; 0: as long as is known
  left_at INTEGER,               -- null while the person is there
  key TEXT,                      -- these and "person" are what was last known, of those only who left
  manager_key TEXT,
  person TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX person_history_left ON person_history (left_at) WHERE left_at IS NOT NULL;
CREATE INDEX person_history_new ON person_history (first_seen) WHERE is_first_import = 0;

CREATE TABLE manager_changes (
  person TEXT NOT NULL,          -- people.id
  manager_key TEXT NOT NULL,     -- who was the manager until then
  until INTEGER NOT NULL,
  PRIMARY KEY (person, until, manager_key)
) STRICT, WITHOUT ROWID;

-- Rises whenever something of people has changed that lists and charts are made of.
CREATE TABLE people_generation (generation INTEGER NOT NULL) STRICT;
INSERT INTO people_generation VALUES (1);

INSERT INTO person_history (id, source, first_seen, is_first_import, role_since) SELECT id, source, 0, 1, 0 FROM people;

CREATE TRIGGER person_came AFTER INSERT ON people BEGIN
  INSERT INTO person_history (id, source, first_seen, is_first_import, role_since)
    SELECT new.id, new.source, ${NOW}, NOT is_known, CASE WHEN is_known THEN ${NOW} ELSE 0 END FROM
      (SELECT EXISTS (SELECT 1 FROM runs WHERE source = new.source AND state = 'complete' AND dry_run = 0) AS is_known) WHERE true
    ON CONFLICT (id) DO UPDATE SET left_at = NULL, key = NULL, manager_key = NULL, person = NULL, role_since = ${NOW};
END;
CREATE TRIGGER person_changed_role AFTER UPDATE OF manager_key, person ON people
WHEN new.manager_key IS NOT old.manager_key OR new.person ->> '$.title' IS NOT old.person ->> '$.title' BEGIN
  UPDATE person_history SET role_since = ${NOW} WHERE id = new.id;
END;
CREATE TRIGGER person_changed_manager AFTER UPDATE OF manager_key ON people
WHEN new.manager_key IS NOT old.manager_key AND old.manager_key IS NOT NULL BEGIN
  INSERT OR REPLACE INTO manager_changes (person, manager_key, until) VALUES (new.id, old.manager_key, ${NOW});
END;
CREATE TRIGGER person_disabled AFTER UPDATE OF disabled ON people WHEN new.disabled = 1 AND old.disabled = 0 BEGIN
  UPDATE person_history SET left_at = ${NOW}, key = old.key, manager_key = old.manager_key, person = old.person WHERE id = new.id;
END;
CREATE TRIGGER person_enabled AFTER UPDATE OF disabled ON people WHEN new.disabled = 0 AND old.disabled = 1 BEGIN
  UPDATE person_history SET left_at = NULL, key = NULL, manager_key = NULL, person = NULL WHERE id = new.id;
END;
CREATE TRIGGER person_left AFTER DELETE ON people BEGIN
  UPDATE person_history SET left_at = coalesce(left_at, ${LAST_SEEN}), key = old.key, manager_key = old.manager_key, person = old.person
    WHERE id = old.id AND (old.disabled = 0 OR left_at IS NOT NULL);
  -- Disabled before there was a history: nobody knows since when.
  DELETE FROM person_history WHERE id = old.id AND left_at IS NULL;
  DELETE FROM manager_changes WHERE person = old.id;
  DELETE FROM person_history WHERE left_at < ${NOW} - ${KEPT_FOR} AND NOT EXISTS (SELECT 1 FROM people WHERE people.id = person_history.id);
END;
${NOTED}
`;
