/** Beyond this nothing asks: milliseconds. */
const KEPT = 2 * 24 * 3_600_000;

const counted = (kind: string, person: string, at: string) => `
  INSERT INTO made_by VALUES (NEW.${person}, '${kind}', NEW.${at});
  DELETE FROM made_by WHERE at < NEW.${at} - ${KEPT};`;

/** What people have asked and posted lately, for the limits of a day: what was withdrawn or deleted since counts as well. */
export const madeBy = `
CREATE TABLE made_by (person TEXT NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX made_by_person ON made_by (person, kind, at);
CREATE INDEX made_by_at ON made_by (at);
INSERT INTO made_by SELECT person, 'question', at FROM question_askers;
INSERT INTO made_by SELECT author, 'post', created_at FROM posts;
CREATE TRIGGER made_question AFTER INSERT ON question_askers BEGIN ${counted('question', 'person', 'at')} END;
CREATE TRIGGER made_post AFTER INSERT ON posts BEGIN ${counted('post', 'author', 'created_at')} END;
`;
