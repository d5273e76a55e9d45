/** Every search asks under which access lists hundreds of records are: the index answers, without the rows, which are large. */
export const accessOfRecords = `
DROP INDEX ledger_by_record;
CREATE INDEX ledger_by_record ON ledger (record_id, source, acl) WHERE record_id IS NOT NULL;
`;
