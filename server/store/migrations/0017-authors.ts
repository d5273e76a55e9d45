/** What a document's row tells of people: by which texts its authors are named, and who is named in its text. */
const TOLD = (document: string) => `
  SELECT spelled.value AS text, author.value ->> 'name' AS name, author.value ->> 'personId' AS person, 'author' AS role
  FROM json_each(${document}, '$.authors') AS author,
    json_each(coalesce(author.value -> 'texts', json_array(author.value ->> 'name'))) AS spelled
  UNION ALL SELECT value, NULL, NULL, 'named' FROM json_each(${document}, '$.named')`;

const KEEP = (row: string) => `
  INSERT INTO authors (text, person, name, state)
    SELECT text, max(person), CASE WHEN max(person) IS NULL THEN NULL ELSE name END, 1 FROM (${TOLD(`${row}.document`)}) AS told
    WHERE NOT EXISTS (SELECT 1 FROM authors WHERE authors.text = told.text) GROUP BY text;
  DELETE FROM document_authors WHERE source = ${row}.source AND item_id = ${row}.item_id;
  INSERT INTO document_authors (source, item_id, author, role)
    SELECT DISTINCT ${row}.source, ${row}.item_id, authors.id, role
    FROM (${TOLD(`${row}.document`)}) AS told JOIN authors ON authors.text = told.text;
  UPDATE authors SET state = 2 WHERE state = 0 AND id IN (
    SELECT authors.id FROM (${TOLD(`${row}.document`)}) AS told JOIN authors ON authors.text = told.text
    WHERE role = 'author' AND (authors.person IS NOT told.person OR (authors.person IS NOT NULL AND authors.name <> told.name)));`;

const OPEN_BY_KEY = (alias: string) => `
  UPDATE authors SET state = 1 WHERE state <> 1 AND id IN (SELECT author FROM author_keys WHERE key = ${alias});`;

const OPEN_BY_PERSON = (seq: string) => `
  UPDATE authors SET state = 1 WHERE state <> 1 AND id IN (
    SELECT author FROM person_aliases JOIN author_keys ON author_keys.key = person_aliases.alias WHERE person = ${seq});`;

/**
 * Authors as files spell them, and whom they mean: resolved again when the directory changes, without reading a file. Whoever
 * writes a row of the ledger or of the people, the triggers see to it that what has to be looked at again is known; nobody has to
 * think of it.
 */
export const authors = `
-- "state": 0 right; 1 to be resolved again; 2 resolved, and documents may still tell otherwise.
CREATE TABLE authors (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE,
  person TEXT,                 -- people.id; null when it means nobody or several
  name TEXT,                   -- of the person
  state INTEGER NOT NULL
) STRICT;
CREATE INDEX authors_open ON authors (state, id) WHERE state > 0;
CREATE INDEX authors_by_person ON authors (person) WHERE person IS NOT NULL;
-- By what a text is looked up among the people's keys (person_aliases).
CREATE TABLE author_keys (
  key TEXT NOT NULL,
  author INTEGER NOT NULL REFERENCES authors (id) ON DELETE CASCADE,
  PRIMARY KEY (key, author)
) STRICT, WITHOUT ROWID;
CREATE INDEX author_keys_by_author ON author_keys (author);
CREATE TABLE document_authors (
  source TEXT NOT NULL,
  item_id TEXT NOT NULL,
  author INTEGER NOT NULL REFERENCES authors (id) ON DELETE CASCADE,
  role TEXT NOT NULL,          -- 'author', or 'named' in the text
  PRIMARY KEY (source, item_id, author, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_authors_by_author ON document_authors (author, source, item_id);
-- By which version of the rules the keys of people were made.
CREATE TABLE author_keys_version (version INTEGER NOT NULL) STRICT;
INSERT INTO author_keys_version VALUES (0);

CREATE TRIGGER authors_told_by_insert AFTER INSERT ON ledger WHEN new.document IS NOT NULL BEGIN ${KEEP('new')} END;
CREATE TRIGGER authors_told_by_update AFTER UPDATE OF document ON ledger WHEN new.document IS NOT old.document BEGIN ${KEEP('new')} END;
CREATE TRIGGER authors_told_by_delete AFTER DELETE ON ledger BEGIN
  DELETE FROM document_authors WHERE source = old.source AND item_id = old.item_id;
END;
CREATE TRIGGER authors_open_by_new_alias AFTER INSERT ON person_aliases BEGIN ${OPEN_BY_KEY('new.alias')} END;
CREATE TRIGGER authors_open_by_old_alias AFTER DELETE ON person_aliases BEGIN ${OPEN_BY_KEY('old.alias')} END;
CREATE TRIGGER authors_open_by_name AFTER UPDATE OF id, name ON people WHEN new.name <> old.name OR new.id <> old.id BEGIN
  UPDATE authors SET state = 1 WHERE person = old.id;
END;
CREATE TRIGGER authors_open_by_end AFTER UPDATE OF disabled ON people WHEN new.disabled <> old.disabled BEGIN ${OPEN_BY_PERSON('new.seq')} END;
CREATE TRIGGER authors_open_by_join AFTER INSERT ON same_person BEGIN ${OPEN_BY_PERSON('new.person')} END;
CREATE TRIGGER authors_open_by_rejoin AFTER UPDATE ON same_person BEGIN ${OPEN_BY_PERSON('new.person')} END;
CREATE TRIGGER authors_open_by_part AFTER DELETE ON same_person BEGIN ${OPEN_BY_PERSON('old.person')} END;

-- What was written before: of authors that were known, only the person's name is kept.
INSERT INTO authors (text, person, name, state)
  SELECT author.value ->> 'name', max(author.value ->> 'personId'),
    CASE WHEN max(author.value ->> 'personId') IS NULL THEN NULL ELSE author.value ->> 'name' END, 1
  FROM ledger, json_each(ledger.document, '$.authors') AS author WHERE document IS NOT NULL GROUP BY author.value ->> 'name';
INSERT INTO document_authors (source, item_id, author, role)
  SELECT DISTINCT source, item_id, authors.id, 'author'
  FROM ledger, json_each(ledger.document, '$.authors') AS author JOIN authors ON authors.text = author.value ->> 'name'
  WHERE document IS NOT NULL;
`;
