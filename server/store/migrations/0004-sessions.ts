/**
 * Sessions hang on the person's id: a sign-in name may be given to somebody else later. "folded_uid" is what it was at sign-in;
 * whoever was renamed signs in again. Whoever a provider vouches for may be in no directory: then there is no person, and
 * "claims" is all that is known. Sessions of the schema before are forgotten.
 *
 * "devices" are browsers in which a person has signed in; see `server/auth/sign-in-limits.ts` for what that is good for.
 */
export const sessions = `
DROP TABLE sessions;
CREATE TABLE sessions (
  token_hash BLOB PRIMARY KEY,
  person TEXT,
  uid TEXT NOT NULL,
  folded_uid TEXT NOT NULL,    -- in lower case
  claims TEXT,
  created_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_person ON sessions (person) WHERE person IS NOT NULL;

CREATE TABLE devices (
  token_hash BLOB NOT NULL,
  person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  used_at INTEGER NOT NULL,
  PRIMARY KEY (token_hash, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX devices_by_person ON devices (person);
`;
