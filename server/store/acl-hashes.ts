import type { AccessRef } from '#indexers/types/access.ts';
import type { Database } from './database.ts';
import { integer, json, text, textOrNull } from './rows.ts';
import type { AclStore } from './state-store.ts';

/**
 * What whoever evaluates lists needs to keep up with them: a new list is read once, and after a change of one of 20,000 the
 * others are told to be the same by their hashes, in a tenth of the time that reading them all would take.
 */
export function createAclHashes({ sql }: Database): Pick<AclStore, 'hashes' | 'accesses'> {
  const hashes = sql.prepare('SELECT slot, hash, narrowed FROM acls ORDER BY slot');
  const accesses = sql.prepare('SELECT hash, access FROM acls WHERE slot IN (SELECT value FROM json_each(?))');
  return {
    hashes: () =>
      hashes.all().map((row) => ({
        slot: integer(row, 'slot'),
        hash: text(row, 'hash'),
        narrowed: textOrNull(row, 'narrowed') === null ? undefined : json<AccessRef>(row, 'narrowed'),
      })),
    // One row, so that the two belong together whatever another process writes meanwhile.
    accesses: (slots) =>
      new Map(accesses.all(JSON.stringify(slots)).map((row) => [text(row, 'hash'), json<AccessRef>(row, 'access')])),
  };
}
