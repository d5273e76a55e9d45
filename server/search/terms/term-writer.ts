import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from '../../store/database.ts';
import { bytes, integer, type Row, text as textOf } from '../../store/rows.ts';
import { stemLanguage } from '../text/stem.ts';
import { createFieldTerms, type Field } from './field-terms.ts';
import { AUTHORS, PLACE, TITLE } from './fields.ts';
import { createChangeMark } from './list-writer.ts';
import { termsOf } from './postings.ts';
import { segmentOf } from './segment.ts';
import { createStemCounts } from './stem-counts.ts';
import { tokensOf } from './tokens.ts';

/** A document as its words are counted. */
export interface TermDocument {
  id: string;
  /** ISO 639-1, when known. */
  language: string | null;
  title: string;
  /** File name and folders. */
  place: string;
  authors: string;
  passages: readonly { heading: string | null; text: string }[];
}

/** What changes around the text; undefined stays as it is. */
export type TermDescription = { id: string } & { [Field in 'title' | 'place' | 'authors']?: string | undefined };

/** Keeps the counts of words equal to what the index holds; changes take effect in the order of the calls. */
export interface TermWriter {
  replace(document: TermDocument): Promise<void>;
  /** Nothing happens to a document that is not there. */
  describe(description: TermDescription): Promise<void>;
  remove(id: string): Promise<void>;
  /** What it remembers of the database is not so any more. */
  forget(): void;
  /** Resolves when every call so far has taken effect. */
  settled(): Promise<void>;
  /** The same, and nothing happens any more. */
  close(): Promise<void>;
}

type Change = { passages: number; apply(): void; done(): void; failed(error: unknown): void };

/** Passages in one transaction: about ten milliseconds in which nothing else happens in the process. */
const PASSAGES_AT_ONCE = 128;
/** What was noted for the numbers of stems is counted after so many, or when so long nothing was written. */
const UNCOUNTED_PASSAGES = 2048;
const UNCOUNTED_MS = 500;

export function createTermWriter(database: Database): TermWriter {
  const { sql, transaction } = database;
  const fieldTerms = createFieldTerms(database);
  const markChanged = createChangeMark(database);
  const stemCounts = createStemCounts(database);
  const waiting: Change[] = [];
  let draining: Promise<void> | undefined;
  const find = sql.prepare('SELECT id, language, passages FROM documents WHERE record = ?');
  const add = sql.prepare('INSERT INTO documents (record, language, passages) VALUES (?, ?, ?) RETURNING id');
  const update = sql.prepare('UPDATE documents SET language = ?, passages = ? WHERE id = ?');
  const forget = sql.prepare('DELETE FROM documents WHERE id = ?');
  const fieldsOf = sql.prepare('SELECT n, length, postings FROM fields WHERE document = ?');
  const headOf = sql.prepare('SELECT n, length, postings FROM fields WHERE document = ? AND n <= 0');
  const put = sql.prepare('INSERT OR REPLACE INTO fields (document, n, length, heading, postings) VALUES (?, ?, ?, ?, ?)');
  const clear = sql.prepare('DELETE FROM fields WHERE document = ?');
  const countTotals = sql.prepare('UPDATE totals SET passages = passages + ?, words = words + ?');

  function submit(passages: number, apply: (counts: Counts) => void): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    waiting.push({ passages, apply: () => apply(counts), done: resolve, failed: reject });
    draining ??= drain();
    return promise;
  }

  const counts = createCounts();
  let uncounted = 0;
  let isClosed = false;
  // Once from the start: a process that was killed may have left something.
  const countLater = setTimeout(() => void countStems(), UNCOUNTED_MS).unref();

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      // Calls of the same turn come together.
      await nextTurn();
      const changes = takeSome(waiting);
      write(changes);
      uncounted += changes.reduce((sum, { passages }) => sum + passages, 0);
      if (uncounted >= UNCOUNTED_PASSAGES) await countStems();
      else countLater.refresh();
    }
    // In the same moment as the look above: who calls next, even from what was just resolved, begins anew.
    draining = undefined;
  }

  /** What cannot be counted now stays noted for the next time. */
  async function countStems(): Promise<void> {
    uncounted = 0;
    try {
      while (stemCounts.countSome()) await nextTurn();
    } catch {
      if (!isClosed) countLater.refresh();
    }
  }

  function write(changes: readonly Change[]): void {
    try {
      transaction(() => {
        for (const change of changes) change.apply();
        stemCounts.note(counts.stems);
        if (counts.passages !== 0 || counts.words !== 0) countTotals.run(counts.passages, counts.words);
      });
      for (const change of changes) change.done();
    } catch (error) {
      fieldTerms.forget();
      for (const change of changes) change.failed(error);
    } finally {
      counts.reset();
    }
  }

  function countStored(rows: readonly Row[], sign: 1 | -1): void {
    const stored = rows.map((row) => ({
      n: integer(row, 'n'),
      length: integer(row, 'length'),
      postings: bytes(row, 'postings'),
    }));
    const stems = (n: number) => termsOf(stored.find((row) => row.n === n)?.postings ?? NOTHING).map(fieldTerms.stemOf);
    for (const { n, length } of stored)
      if (n >= 0) counts.passage(new Set(n === 0 ? [...stems(0), ...stems(TITLE)] : stems(n)), length, sign);
  }

  function store(document: number, n: number, field: Field, heading = 0): void {
    put.run(document, n, field.length, heading, field.postings);
  }

  /** Without passages yet: as long as there are fewer than it should have, it was cut off. */
  function begin(document: TermDocument): number {
    const language = stemLanguage(document.language);
    const known = find.get(document.id);
    if (known !== undefined) {
      countStored(fieldsOf.all(integer(known, 'id')), -1);
      clear.run(integer(known, 'id'));
      update.run(language, 0, integer(known, 'id'));
    }
    const row = known ?? add.get(document.id, language, 0);
    if (row === undefined) throw new RangeError('a document that was just written is not there');
    const id = integer(row, 'id');
    store(id, TITLE, fieldTerms.count(document.title, language));
    store(id, PLACE, fieldTerms.count(document.place, language));
    store(id, AUTHORS, fieldTerms.count(document.authors, language));
    return id;
  }

  function addPassages(document: TermDocument, id: number, from: number): void {
    const language = stemLanguage(document.language);
    markChanged(segmentOf(id));
    const passages = document.passages.slice(from, from + PASSAGES_AT_ONCE);
    passages.forEach(({ heading, text }, n) => {
      const headingLength = heading === null ? 0 : tokensOf(heading).length;
      const field = fieldTerms.count(heading === null ? text : `${heading}\n${text}`, language);
      store(id, from + n, field, headingLength);
      const title = from + n === 0 ? fieldTerms.count(document.title, language).stems : undefined;
      counts.passage(title === undefined ? field.stems : field.stems.union(title), field.length, 1);
    });
    update.run(language, from + passages.length, id);
  }

  return {
    async replace(document) {
      const slices = Array.from({ length: Math.max(1, Math.ceil(document.passages.length / PASSAGES_AT_ONCE)) }, (_, slice) =>
        submit(Math.min(document.passages.length, PASSAGES_AT_ONCE), () => {
          const id = slice === 0 ? begin(document) : integer(find.get(document.id) ?? {}, 'id');
          addPassages(document, id, slice * PASSAGES_AT_ONCE);
        }),
      );
      await Promise.all(slices);
    },

    describe: ({ id, place, authors, title }) =>
      submit(1, () => {
        const known = find.get(id);
        if (known === undefined) return;
        const document = integer(known, 'id');
        markChanged(segmentOf(document));
        const language = textOf(known, 'language');
        if (place !== undefined) store(document, PLACE, fieldTerms.count(place, language));
        if (authors !== undefined) store(document, AUTHORS, fieldTerms.count(authors, language));
        if (title === undefined) return;
        countStored(headOf.all(document), -1);
        store(document, TITLE, fieldTerms.count(title, language));
        countStored(headOf.all(document), 1);
      }),

    remove: (id) =>
      submit(1, () => {
        const known = find.get(id);
        if (known === undefined) return;
        const document = integer(known, 'id');
        markChanged(segmentOf(document));
        countStored(fieldsOf.all(document), -1);
        clear.run(document);
        forget.run(document);
      }),

    forget: fieldTerms.forget,
    settled: async () => {
      await draining;
    },
    async close() {
      await draining;
      await countStems();
      isClosed = true;
      clearTimeout(countLater);
    },
  };
}

const NOTHING = new Uint8Array();

/** At least one change; more while they are small. */
function takeSome(waiting: Change[]): Change[] {
  let passages = 0;
  let count = 0;
  for (const change of waiting) {
    if (count > 0 && passages + change.passages > PASSAGES_AT_ONCE) break;
    passages += change.passages;
    count++;
  }
  return waiting.splice(0, count);
}

type Counts = ReturnType<typeof createCounts>;

/** What a transaction adds and takes away. */
function createCounts() {
  const stems = new Map<number, number>();
  const counts = {
    stems,
    passages: 0,
    words: 0,
    passage(found: ReadonlySet<number>, length: number, sign: 1 | -1): void {
      for (const stem of found) stems.set(stem, (stems.get(stem) ?? 0) + sign);
      counts.passages += sign;
      counts.words += sign * length;
    },
    reset(): void {
      stems.clear();
      counts.passages = 0;
      counts.words = 0;
    },
  };
  return counts;
}
