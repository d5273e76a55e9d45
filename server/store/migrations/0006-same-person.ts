/** Who is one person in several sources, and whose account has ended. */
export const samePerson = `
ALTER TABLE people ADD COLUMN folded_email TEXT NOT NULL DEFAULT '';    -- the primary address in lower case
ALTER TABLE people ADD COLUMN employee_number TEXT NOT NULL DEFAULT '';
-- The directory says that the account has ended; the row may stay until its removal is confirmed.
ALTER TABLE people ADD COLUMN disabled INTEGER NOT NULL DEFAULT 0;
UPDATE people SET folded_email = lower(coalesce(json_extract(person, '$.emails[0]'), '')),
  employee_number = coalesce(json_extract(person, '$.employeeNumber'), '');
CREATE INDEX people_disabled ON people (source, item_id) WHERE disabled = 1;

-- Entries of different sources that are the same person share "one".
CREATE TABLE same_person (
  person INTEGER PRIMARY KEY REFERENCES people (seq) ON DELETE CASCADE,
  one INTEGER NOT NULL
) STRICT;
CREATE INDEX same_person_by_one ON same_person (one);
-- Entries that would be joined if one of the sources did not have several like them.
CREATE TABLE ambiguous_people (person INTEGER PRIMARY KEY REFERENCES people (seq) ON DELETE CASCADE) STRICT;
-- Which fields must agree (JSON), and whether something of them has changed since the people were joined.
CREATE TABLE same_person_rule (fields TEXT NOT NULL, open INTEGER NOT NULL) STRICT;
INSERT INTO same_person_rule VALUES ('["uid","email"]', 1);
`;
