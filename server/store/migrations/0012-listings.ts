/** What stands before the last slash of an id; '' for what lies in the root itself. */
const folderOf = (id: string) => `rtrim(rtrim(${id}, replace(${id}, '/', '')), '/')`;

/** Spares sources without folders, and first runs, the search for the slash. */
const hasSome = (row: string) => `EXISTS (SELECT 1 FROM listings WHERE source = ${row}.source)`;

/**
 * Listings whose rows in the ledger agree with them, so that the next run need not compare the rows. Whoever writes a row, and
 * for whatever reason, ends that for its folder: the triggers see to it, nobody has to think of it. An id that ends in a slash
 * would be its own folder; there is none. What is written into a slot of access is no longer what was compared with it, and
 * ends all of its source.
 */
export const listings = `
CREATE TABLE listings (
  source TEXT NOT NULL,
  folder TEXT NOT NULL,
  key TEXT NOT NULL,           -- the first item's id
  listing TEXT NOT NULL,       -- JSON
  PRIMARY KEY (source, folder, key)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER listings_end_by_insert AFTER INSERT ON ledger WHEN ${hasSome('new')} BEGIN
  DELETE FROM listings WHERE source = new.source AND folder = ${folderOf('new.item_id')};
END;
CREATE TRIGGER listings_end_by_update AFTER UPDATE ON ledger WHEN ${hasSome('new')} BEGIN
  DELETE FROM listings WHERE source = new.source AND folder = ${folderOf('new.item_id')};
END;
CREATE TRIGGER listings_end_by_access AFTER UPDATE OF hash, access ON acls BEGIN
  DELETE FROM listings WHERE source = new.source;
END;
CREATE TRIGGER listings_end_by_delete AFTER DELETE ON ledger WHEN ${hasSome('old')} BEGIN
  DELETE FROM listings WHERE source = old.source AND folder = ${folderOf('old.item_id')};
END;
`;
