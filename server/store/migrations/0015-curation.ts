/** One more than before, and never a number that this or a restored store has had for something else. */
const raise = `UPDATE curation_generation SET generation = max(generation + 1, CAST(unixepoch('subsec') * 1000 AS INTEGER))`;

/**
 * What administrators tell the ranker; `kind` and the JSON of `entry` are those of the contract. Whoever changes a row, and from
 * whatever process, makes the generation another: the triggers see to it.
 */
export const curation = `
CREATE TABLE curation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  entry TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX curation_by_kind ON curation (kind, id);
CREATE TABLE curation_generation (generation INTEGER NOT NULL) STRICT;
INSERT INTO curation_generation VALUES (0);
CREATE TRIGGER curation_raised_by_insert AFTER INSERT ON curation BEGIN ${raise}; END;
CREATE TRIGGER curation_raised_by_update AFTER UPDATE ON curation BEGIN ${raise}; END;
CREATE TRIGGER curation_raised_by_delete AFTER DELETE ON curation BEGIN ${raise}; END;
`;
