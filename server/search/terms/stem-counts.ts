import type { Database } from '../../store/database.ts';
import { bytes } from '../../store/rows.ts';
import { put, read } from './variable-length.ts';

/**
 * How many passages hold each stem. What a transaction adds is noted as one row and goes into the numbers of the stems later, for
 * many transactions together: they have mostly the same words, and each touches pages all over the table.
 */
export interface StemCounts {
  /** Only within a transaction. */
  note(differences: Iterable<[stem: number, passages: number]>): void;
  /** What is noted and not counted yet: by how much the numbers of stems are to be changed. */
  noted(): ReadonlyMap<number, number>;
  /** Counts some of what was noted, by whatever process, in a transaction of its own. False when nothing is left. */
  countSome(): boolean;
}

/** Numbers that are changed at once: about ten milliseconds. */
const STEMS_AT_ONCE = 4000;

export function createStemCounts({ sql, transaction }: Database): StemCounts {
  const add = sql.prepare('INSERT INTO differences (passages) VALUES (?)');
  const all = sql.prepare('SELECT passages FROM differences');
  const clear = sql.prepare('DELETE FROM differences');
  const isThere = sql.prepare('SELECT 1 FROM differences LIMIT 1');
  const count = sql.prepare('UPDATE stems SET passages = passages + ? WHERE id = ?');

  function note(differences: Iterable<[stem: number, passages: number]>): void {
    const changed = [...differences].filter(([, difference]) => difference !== 0).sort(([a], [b]) => a - b);
    if (changed.length > 0) add.run(encode(changed));
  }

  function noted(): Map<number, number> {
    const sums = new Map<number, number>();
    for (const row of all.all())
      decode(bytes(row, 'passages'), (stem, difference) => sums.set(stem, (sums.get(stem) ?? 0) + difference));
    return sums;
  }

  return {
    note,
    noted,
    countSome() {
      if (isThere.get() === undefined) return false;
      return transaction(() => {
        // In the order of the table: neighbours are on one page.
        const sums = [...noted()].sort(([a], [b]) => a - b);
        for (const [stem, difference] of sums.slice(0, STEMS_AT_ONCE)) if (difference !== 0) count.run(difference, stem);
        clear.run();
        note(sums.slice(STEMS_AT_ONCE));
        return sums.length > STEMS_AT_ONCE;
      });
    },
  };
}

/** Per stem the difference to the one before it, then its number of passages, negative ones as in Protocol Buffers' sint. */
function encode(differences: readonly (readonly [stem: number, passages: number])[]): Uint8Array {
  const cursor = { bytes: new Uint8Array(differences.length * 10), at: 0 };
  let before = 0;
  for (const [stem, difference] of differences) {
    put(cursor, stem - before);
    put(cursor, difference < 0 ? -2 * difference - 1 : 2 * difference);
    before = stem;
  }
  return cursor.bytes.slice(0, cursor.at);
}

function decode(encoded: Uint8Array, found: (stem: number, difference: number) => void): void {
  const cursor = { bytes: encoded, at: 0 };
  let stem = 0;
  while (cursor.at < encoded.length) {
    stem += read(cursor);
    const value = read(cursor);
    found(stem, value % 2 === 0 ? value / 2 : -(value + 1) / 2);
  }
}
