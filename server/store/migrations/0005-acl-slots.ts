/**
 * Access lists stand in numbered slots, each of one source, and what stands in a slot can be replaced: documents refer to the
 * number. Numbers are given in the order of discovery (here: of the items) and never again. The ledger says two things of an
 * item: which slot is right, and which one the index still holds of it.
 */
export const aclSlots = `
CREATE TABLE acl_slots (
  slot INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL,
  hash TEXT NOT NULL,          -- of the access; several slots may hold the same one for a while
  access TEXT NOT NULL,
  narrowed TEXT,               -- what the documents under it are shown by, while they wait for a narrower one
  former_id TEXT               -- the text by which passages of an older index refer to it
) STRICT;
INSERT INTO acl_slots (source, hash, access, former_id)
  SELECT ledger.source, acls.acl_id, acls.access, acls.acl_id FROM ledger JOIN acls USING (acl_id)
  GROUP BY ledger.source, acls.acl_id ORDER BY ledger.source, min(ledger.item_id);
DROP TABLE acls;
ALTER TABLE acl_slots RENAME TO acls;
CREATE INDEX acls_by_hash ON acls (source, hash);
CREATE INDEX acls_by_former_id ON acls (source, former_id) WHERE former_id IS NOT NULL;

ALTER TABLE ledger ADD COLUMN acl INTEGER;
ALTER TABLE ledger ADD COLUMN indexed_acl INTEGER;
UPDATE ledger SET acl = (SELECT slot FROM acls WHERE acls.source = ledger.source AND former_id = acl_id) WHERE acl_id IS NOT NULL;
UPDATE ledger SET indexed_acl = acl WHERE acl IS NOT NULL;
ALTER TABLE ledger DROP COLUMN acl_id;
CREATE INDEX ledger_by_indexed_acl ON ledger (indexed_acl, source, item_id) WHERE indexed_acl IS NOT NULL;
-- What the index does not carry yet: hardly ever more than a few rows.
CREATE INDEX ledger_open_access ON ledger (source, indexed_acl, acl, item_id) WHERE indexed_acl <> acl;
UPDATE acl_generation SET generation = generation + 1;
`;
