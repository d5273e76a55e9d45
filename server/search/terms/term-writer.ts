import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from '../../store/database.ts';
import { bytes, integer, text as textOf } from '../../store/rows.ts';
import { stemLanguage } from '../text/stem.ts';
import { createFieldTerms, type Field } from './field-terms.ts';
import { AUTHORS, PLACE, TITLE } from './fields.ts';
import { createChangeMark } from './list-writer.ts';
import { termsOf } from './postings.ts';
import { segmentOf } from './segment.ts';
import { createStemCounts } from './stem-counts.ts';
import { decodeFields, encodeFields, type NumberedField, ROWS_OF_DOCUMENT, rowOf } from './stored-fields.ts';
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

type Counted = NumberedField & Pick<Field, 'stems'>;
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
  const fieldsIn = sql.prepare('SELECT fields FROM fields WHERE id >= ? AND id < ?');
  const fieldsAt = sql.prepare('SELECT fields FROM fields WHERE id = ?');
  const put = sql.prepare('INSERT OR REPLACE INTO fields (id, fields) VALUES (?, ?)');
  const clear = sql.prepare('DELETE FROM fields WHERE id >= ? AND id < ?');
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

  /** The words of the title belong to the first passage. */
  function countPassages(fields: readonly Counted[], sign: 1 | -1): void {
    const title = fields.find(({ n }) => n === TITLE)?.stems;
    for (const { n, length, stems } of fields)
      if (n >= 0) counts.passage(n === 0 && title !== undefined ? stems.union(title) : stems, length, sign);
  }

  function countStored(fields: readonly NumberedField[], sign: 1 | -1): void {
    const counted = fields.filter(({ n }) => n >= 0 || n === TITLE);
    const stemsOf = ({ postings }: NumberedField) => new Set(termsOf(postings).map(fieldTerms.stemOf));
    countPassages(
      counted.map((field) => ({ ...field, stems: stemsOf(field) })),
      sign,
    );
  }

  function storedOf(document: number): NumberedField[] {
    return fieldsIn.all(...rowsOf(document)).flatMap((row) => decodeFields(bytes(row, 'fields')));
  }

  function store(document: number, fields: readonly NumberedField[]): void {
    for (const [row, own] of Map.groupBy(fields, ({ n }) => rowOf(n))) put.run(rowsOf(document)[0] + row, encodeFields(own));
  }

  /** Without passages yet: as long as there are fewer than it should have, it was cut off. */
  function begin(document: TermDocument): number {
    const language = stemLanguage(document.language);
    const known = find.get(document.id);
    if (known !== undefined) {
      countStored(storedOf(integer(known, 'id')), -1);
      clear.run(...rowsOf(integer(known, 'id')));
      update.run(language, 0, integer(known, 'id'));
    }
    const row = known ?? add.get(document.id, language, 0);
    if (row === undefined) throw new RangeError('a document that was just written is not there');
    return integer(row, 'id');
  }

  /** By ascending numbers, as they are listed. */
  function describing(document: TermDocument, language: string): Counted[] {
    const described = (n: number, text: string) => ({ ...fieldTerms.count(text, language), n, heading: 0 });
    return [described(AUTHORS, document.authors), described(PLACE, document.place), described(TITLE, document.title)];
  }

  /** Before the first comes what describes the document. */
  function addPassages(document: TermDocument, id: number, from: number): void {
    const language = stemLanguage(document.language);
    markChanged(segmentOf(id));
    const passages = document.passages.slice(from, from + PASSAGES_AT_ONCE).map(({ heading, text }, position) => ({
      ...fieldTerms.count(heading === null ? text : `${heading}\n${text}`, language),
      n: from + position,
      heading: heading === null ? 0 : tokensOf(heading).length,
    }));
    const fields = from === 0 ? [...describing(document, language), ...passages] : passages;
    store(id, fields);
    countPassages(fields, 1);
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
        const texts = new Map([
          [TITLE, title],
          [PLACE, place],
          [AUTHORS, authors],
        ]);
        const before = decodeFields(bytes(fieldsAt.get(rowsOf(document)[0]) ?? {}, 'fields'));
        const after = before.map((field) => {
          const text = texts.get(field.n);
          return text === undefined ? field : { ...field, ...fieldTerms.count(text, language) };
        });
        countStored(before, -1);
        store(document, after);
        countStored(after, 1);
      }),

    remove: (id) =>
      submit(1, () => {
        const known = find.get(id);
        if (known === undefined) return;
        const document = integer(known, 'id');
        markChanged(segmentOf(document));
        countStored(storedOf(document), -1);
        clear.run(...rowsOf(document));
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

/** The first and, not included, the last of its rows. */
function rowsOf(document: number): [from: number, end: number] {
  return [document * ROWS_OF_DOCUMENT, (document + 1) * ROWS_OF_DOCUMENT];
}

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
