/**
 * Of whom the groups have been told, and of which groups the members: since the end of a run that read them. Until then nobody
 * can say whom a refusal of the group means, or which refusals mean the person.
 */
export const toldGroups = `
ALTER TABLE people ADD COLUMN groups_told INTEGER NOT NULL DEFAULT 0;
ALTER TABLE groups ADD COLUMN members_told INTEGER NOT NULL DEFAULT 0;
UPDATE people SET groups_told = 1 WHERE source NOT IN (SELECT source FROM open_memberships);
UPDATE groups SET members_told = 1 WHERE source NOT IN (SELECT source FROM open_memberships);
CREATE INDEX people_without_groups ON people (source) WHERE groups_told = 0;
CREATE INDEX groups_without_members ON groups (source) WHERE members_told = 0;
`;
