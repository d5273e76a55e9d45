/**
 * What is asked, without who (`server/analytics/analytics.ts` says how). Ids are random and rows are kept in their order, so that
 * not even the order of searches tells who asked what after what. `scope` names a group of people, `asker` is one of them by a
 * digest that is another in every scope. The key of a month is thrown away with the month.
 */
export const analytics = `
CREATE TABLE analytics_keys (month TEXT PRIMARY KEY, key BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE analytics_searches (
  id BLOB PRIMARY KEY,
  day TEXT NOT NULL,
  question BLOB NOT NULL,
  results INTEGER NOT NULL,
  took_ms INTEGER NOT NULL,
  click_position INTEGER,
  click_type TEXT,
  click_source TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX analytics_searches_by_day ON analytics_searches (day);
CREATE TABLE analytics_askers (
  month TEXT NOT NULL,
  scope TEXT NOT NULL,
  asker BLOB NOT NULL,
  PRIMARY KEY (month, scope, asker)
) STRICT, WITHOUT ROWID;
CREATE TABLE analytics_texts (
  month TEXT NOT NULL,
  question BLOB NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (month, question)
) STRICT, WITHOUT ROWID;
`;
