const dueNow = (row: string) => `
  DELETE FROM vectors_due WHERE record_id = ${row}.record_id;
  INSERT INTO vectors_due (record_id, passages) VALUES (${row}.record_id, ${row}.passages);`;
const isDocument = (row: string) => `${row}.kind = 'file' AND ${row}.record_id IS NOT NULL`;

/**
 * Documents whose vectors have to be compared with their passages, and vectors by the text that they were made of. Whoever writes
 * a row of the ledger, in whatever process and for whatever reason, makes its document due in the same transaction: the triggers
 * see to it, nobody has to think of it. A row that is pending is not in the index yet; one that is gone has vectors to be removed.
 */
export const vectors = `
CREATE TABLE vectors_due (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,   -- another number each time it becomes due
  record_id TEXT NOT NULL UNIQUE,
  passages INTEGER NOT NULL
) STRICT;
CREATE TABLE vector_cache (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,             -- of the model and the text
  vector BLOB NOT NULL                     -- a scale (32 bits), then a signed byte for each number
) STRICT;
CREATE TABLE vectors_state (state TEXT NOT NULL) STRICT;
CREATE TRIGGER vectors_due_by_insert AFTER INSERT ON ledger WHEN ${isDocument('new')} AND new.state <> 'pending' BEGIN
  ${dueNow('new')}
END;
CREATE TRIGGER vectors_due_by_update AFTER UPDATE ON ledger WHEN ${isDocument('new')} AND new.state <> 'pending' AND (
  old.state = 'pending' OR old.version IS NOT new.version OR old.passages IS NOT new.passages OR old.path IS NOT new.path
  OR old.record_id IS NOT new.record_id OR old.indexed_acl IS NOT new.indexed_acl OR old.document IS NOT new.document
) BEGIN
  ${dueNow('new')}
END;
CREATE TRIGGER vectors_due_by_loss AFTER UPDATE OF record_id ON ledger
WHEN ${isDocument('old')} AND old.record_id IS NOT new.record_id BEGIN
  ${dueNow('old')}
END;
CREATE TRIGGER vectors_due_by_delete AFTER DELETE ON ledger WHEN ${isDocument('old')} BEGIN
  ${dueNow('old')}
END;
INSERT INTO vectors_due (record_id, passages)
  SELECT record_id, max(passages) FROM ledger WHERE kind = 'file' AND record_id IS NOT NULL GROUP BY record_id;
`;
