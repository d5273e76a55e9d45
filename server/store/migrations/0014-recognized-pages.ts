/** What OCR made of pages that are pictures; `digest` says of which bytes. */
export const recognizedPages = `
CREATE TABLE recognized_pages (
  record_id TEXT NOT NULL,
  page INTEGER NOT NULL,
  digest TEXT NOT NULL,
  text TEXT,
  problem TEXT,
  languages TEXT NOT NULL,
  seconds REAL NOT NULL,
  PRIMARY KEY (record_id, page)
) STRICT, WITHOUT ROWID;
`;
