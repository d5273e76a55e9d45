/** Held removals of which an administrator has said that the items are not gone: who, when, and which (by their generation). */
export const keptRemovals = `
ALTER TABLE held ADD COLUMN kept_by TEXT;
ALTER TABLE held ADD COLUMN kept_at INTEGER;
ALTER TABLE held ADD COLUMN kept_generation INTEGER;
`;
