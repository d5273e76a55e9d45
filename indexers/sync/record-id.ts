import { createHash } from 'node:crypto';

/**
 * The id of a record in the index: the same for the same item in every run, so that work repeated after a crash meets its own
 * traces. `attempt` tells items apart that had the same id one after the other: a file was renamed and took its record along,
 * then another appeared under the old name. 128 bits in hex.
 */
export function recordIdOf(source: string, itemId: string, attempt = 0): string {
  const name = attempt === 0 ? [source, itemId] : [source, itemId, attempt];
  return createHash('sha256').update(JSON.stringify(name)).digest('hex').slice(0, 32);
}
