/** Every token of a person or a group in a table of its own: whether anybody is known by one is asked with each evaluation. */
export const knownPrincipals = `
CREATE TABLE person_principals (
  principal TEXT NOT NULL,
  person INTEGER NOT NULL REFERENCES people (seq) ON DELETE CASCADE,
  PRIMARY KEY (principal, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_principals_by_person ON person_principals (person);
CREATE TABLE group_principals (
  principal TEXT NOT NULL,
  "group" INTEGER NOT NULL REFERENCES groups (seq) ON DELETE CASCADE,
  PRIMARY KEY (principal, "group")
) STRICT, WITHOUT ROWID;
CREATE INDEX group_principals_by_group ON group_principals ("group");
INSERT OR IGNORE INTO person_principals SELECT token.value, seq FROM people, json_each(person, '$.principals') AS token;
INSERT OR IGNORE INTO group_principals SELECT token.value, seq FROM groups, json_each(principals) AS token;

CREATE TRIGGER person_principals_of_new AFTER INSERT ON people BEGIN
  INSERT OR IGNORE INTO person_principals SELECT value, new.seq FROM json_each(new.person, '$.principals');
END;
CREATE TRIGGER person_principals_of_changed AFTER UPDATE OF person ON people
  WHEN json_extract(old.person, '$.principals') IS NOT json_extract(new.person, '$.principals') BEGIN
  DELETE FROM person_principals WHERE person = new.seq;
  INSERT OR IGNORE INTO person_principals SELECT value, new.seq FROM json_each(new.person, '$.principals');
END;
CREATE TRIGGER group_principals_of_new AFTER INSERT ON groups BEGIN
  INSERT OR IGNORE INTO group_principals SELECT value, new.seq FROM json_each(new.principals);
END;
CREATE TRIGGER group_principals_of_changed AFTER UPDATE OF principals ON groups WHEN old.principals IS NOT new.principals BEGIN
  DELETE FROM group_principals WHERE "group" = new.seq;
  INSERT OR IGNORE INTO group_principals SELECT value, new.seq FROM json_each(new.principals);
END;
`;
