/** Sources (JSON) whose entries are never the same person as those of another. */
export const partners = `
ALTER TABLE same_person_rule ADD COLUMN partners TEXT NOT NULL DEFAULT '[]';
`;
