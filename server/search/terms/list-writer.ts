import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../../store/database.ts';
import { bytes, integer } from '../../store/rows.ts';
import { createFieldTerms } from './field-terms.ts';
import { MANY_PASSAGES } from './many-passages.ts';
import { readCounts } from './postings.ts';
import { firstOf, SEGMENT_SIZE } from './segment.ts';
import { createStemList, decodeNumbers, encodeNumbers, type StemList } from './stem-list.ts';
import { decodeFields, type NumberedField, ROWS_OF_DOCUMENT } from './stored-fields.ts';

/** Lists the documents of each stem anew where documents have changed. */
export interface ListWriter {
  /** All that is due, a few milliseconds at a time. How many segments those were. */
  listWhatChanged(signal: AbortSignal): Promise<number>;
  /**
   * The same again and again while there are many passages, until it is aborted; never for more than a tenth of the time. Rejects
   * when the database does.
   */
  keepListed(signal: AbortSignal): Promise<void>;
  /** What it is reading will not be so any more when this returns to the event loop: everything is cleared. */
  abandon(): void;
}

/** What is done between two turns of the process takes a few milliseconds. */
const ROWS_AT_ONCE = 8;
const LISTS_AT_ONCE = 200;
const PAUSE_MS = 2000;
const SHARE_OF_TIME = 0.1;

export function createListWriter(database: Database): ListWriter {
  const { sql, transaction } = database;
  const fieldTerms = createFieldTerms(database);
  let generation = 0;
  const totals = sql.prepare('SELECT passages FROM totals');
  const due = sql.prepare('SELECT id FROM segments WHERE changes > 0 ORDER BY id');
  const before = sql.prepare('SELECT changes, stems FROM segments WHERE id = ?');
  const remember = sql.prepare('UPDATE segments SET stems = ? WHERE id = ?');
  const end = sql.prepare('UPDATE segments SET stems = ?, changes = changes - ? WHERE id = ?');
  const rowsAfter = sql.prepare(`SELECT id, fields FROM fields WHERE id > ? AND id < ? ORDER BY id LIMIT ${ROWS_AT_ONCE}`);
  rowsAfter.setReturnArrays(true);
  const put = sql.prepare('INSERT OR REPLACE INTO lists (stem, segment, list) VALUES (?, ?, ?)');
  const drop = sql.prepare('DELETE FROM lists WHERE stem = ? AND segment = ?');

  async function list(segment: number, signal: AbortSignal): Promise<void> {
    const turn = turnsOf(generation, signal);
    const known = before.get(segment) ?? {};
    // What changes from here on is counted for the next time.
    const changes = integer(known, 'changes');
    const lists = await readLists(segment, turn);
    if (lists === undefined) return;
    const stems = [...lists.keys()].sort((a, b) => a - b);
    const former = decodeNumbers(bytes(known, 'stems')).filter((stem) => !lists.has(stem));
    // Whoever stops in between leaves lists that the next one finds by these.
    remember.run(encodeNumbers([...stems, ...former].sort((a, b) => a - b)), segment);
    for (const lot of lotsOf([...stems, ...former])) {
      if (!(await turn())) return;
      transaction(() => {
        for (const stem of lot) writeList(segment, stem, lists.get(stem));
      });
    }
    end.run(encodeNumbers(stems), changes, segment);
  }

  /** By stem; undefined when everything was cleared meanwhile. */
  async function readLists(segment: number, turn: () => Promise<boolean>): Promise<Map<number, StemList> | undefined> {
    const lists = new Map<number, StemList>();
    const first = firstOf(segment);
    const end = (first + SEGMENT_SIZE) * ROWS_OF_DOCUMENT;
    for (let last = first * ROWS_OF_DOCUMENT - 1; ; ) {
      if (!(await turn())) return undefined;
      const rows = rowsAfter.all(last, end);
      if (rows.length === 0) return lists;
      for (const row of rows) {
        last = integer(row, '0');
        const place = Math.floor(last / ROWS_OF_DOCUMENT) - first;
        for (const field of decodeFields(bytes(row, '1'))) addField(lists, field, place);
      }
    }
  }

  /** Lets others go first; false when everything was cleared meanwhile. */
  function turnsOf(begun: number, signal: AbortSignal): () => Promise<boolean> {
    return async () => {
      await nextTurn(undefined, { signal });
      return generation === begun;
    };
  }

  function addField(lists: Map<number, StemList>, { n, postings }: NumberedField, place: number): void {
    const frequencies = new Map<number, number>();
    readCounts(postings, (term, count) => {
      const stem = fieldTerms.stemOf(term);
      frequencies.set(stem, (frequencies.get(stem) ?? 0) + count);
    });
    const at = { place, field: n };
    for (const [stem, frequency] of frequencies) {
      const list = lists.get(stem) ?? createStemList();
      lists.set(stem, list);
      list.add({ ...at, frequency });
    }
  }

  function writeList(segment: number, stem: number, list: StemList | undefined): void {
    if (list === undefined) drop.run(stem, segment);
    else put.run(stem, segment, list.bytes());
  }

  async function listWhatChanged(signal: AbortSignal): Promise<number> {
    const segments = due.all().map((row) => integer(row, 'id'));
    for (const segment of segments) await list(segment, signal);
    return segments.length;
  }

  return {
    listWhatChanged,
    async keepListed(signal) {
      while (!signal.aborted) {
        const began = performance.now();
        if (integer(totals.get() ?? {}, 'passages') > MANY_PASSAGES) await listWhatChanged(signal);
        const pause = Math.max(PAUSE_MS, (performance.now() - began) * (1 / SHARE_OF_TIME - 1));
        await wait(pause, undefined, { signal, ref: false });
      }
    },
    abandon() {
      generation++;
      fieldTerms.forget();
    },
  };
}

function lotsOf(stems: readonly number[]): number[][] {
  const count = Math.ceil(stems.length / LISTS_AT_ONCE);
  return Array.from({ length: count }, (_, n) => stems.slice(n * LISTS_AT_ONCE, (n + 1) * LISTS_AT_ONCE));
}

/** Counts a change for the segment of a document whose words have changed. Only within a transaction. */
export function createChangeMark({ sql }: Database): (segment: number) => void {
  const mark = sql.prepare(
    "INSERT INTO segments (id, changes, stems) VALUES (?, 1, x'') ON CONFLICT DO UPDATE SET changes = changes + 1",
  );
  return (segment) => {
    mark.run(segment);
  };
}
