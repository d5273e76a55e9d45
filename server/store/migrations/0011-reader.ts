/** What read a file, and in which version: when there is a better one, the file is read again. */
export const reader = `
ALTER TABLE ledger ADD COLUMN reader TEXT;
`;
