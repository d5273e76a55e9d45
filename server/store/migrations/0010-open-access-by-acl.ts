/** By the slot that is right: asked for each slot that is about to get another access. Hardly ever more than a few rows, too. */
export const openAccessByAcl = `
CREATE INDEX ledger_open_by_acl ON ledger (source, acl) WHERE indexed_acl <> acl;
`;
