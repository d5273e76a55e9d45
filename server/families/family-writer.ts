import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from '../store/database.ts';
import { integer } from '../store/rows.ts';
import { createFamilyRows } from './family-rows.ts';
import { areRelated, FEW_WORDS } from './related.ts';
import { sketchOf } from './sketch.ts';

/** A document as it is compared with others. */
export interface FamilyDocument {
  id: string;
  source: string;
  path: string;
  name: string;
  /** In their order; at least one. */
  passages: readonly { text: string }[];
}

/** Keeps the families equal to what the index holds; changes take effect in the order of the calls. */
export interface FamilyWriter {
  replace(document: FamilyDocument): Promise<void>;
  /** Nothing happens to a document that is not there. */
  move(change: { id: string; path: string; name: string }): Promise<void>;
  remove(id: string): Promise<void>;
  /** What it remembers of the database is not so any more. */
  forget(): void;
  /** Resolves when every call so far has taken effect. */
  settled(): Promise<void>;
}

type Change = { apply(): void; done(): void; failed(error: unknown): void };

/** Changes in one transaction: a few milliseconds in which nothing else happens in the process. */
const AT_ONCE = 32;

export function createFamilyWriter(database: Database): FamilyWriter {
  const { sql, transaction } = database;
  const rows = createFamilyRows(database);
  const waiting: Change[] = [];
  let draining: Promise<void> | undefined;
  const relate = sql.prepare('INSERT OR IGNORE INTO relations (document, other) VALUES (?1, ?2), (?2, ?1)');
  const part = sql.prepare('DELETE FROM relations WHERE document = ?');
  const partOther = sql.prepare('DELETE FROM relations WHERE document = ? AND other = ?');
  const others = sql.prepare('SELECT other FROM relations WHERE document = ?');
  const count = sql.prepare('UPDATE totals SET passages = passages + ?');

  function submit(apply: () => void): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    waiting.push({ apply, done: resolve, failed: reject });
    draining ??= drain();
    return promise;
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      // Calls of the same turn come together.
      await nextTurn();
      write(waiting.splice(0, AT_ONCE));
    }
    // In the same moment as the look above: who calls next, even from what was just resolved, begins anew.
    draining = undefined;
  }

  function write(changes: readonly Change[]): void {
    try {
      transaction(() => {
        for (const change of changes) change.apply();
      });
      for (const change of changes) change.done();
    } catch (error) {
      rows.forget();
      for (const change of changes) change.failed(error);
    }
  }

  function forget(id: number): void {
    for (const row of others.all(id)) partOther.run(integer(row, 'other'), id);
    part.run(id);
  }

  function findRelations(id: number): void {
    forget(id);
    const document = rows.get(id);
    if (document === undefined) return;
    for (const { id: other, text, ...candidate } of rows.candidates(document)) {
      // Documents with the same text are found by it.
      const isSame = text !== null && text === document.text;
      if (!isSame && areRelated(document, { ...candidate, text })) relate.run(id, other);
    }
  }

  return {
    replace(document) {
      const { id, source, path, name, passages } = document;
      const sketch = sketchOf(passages.map(({ text }) => text).join('\n'));
      const text = sketch.words < FEW_WORDS ? null : sketch.text;
      return submit(() => {
        const known = rows.idOf(id);
        const before = known === undefined ? 0 : rows.remove(known);
        const row = { record: id, source, path, name, passages: passages.length, words: sketch.words, text, runs: sketch.runs };
        const added = rows.put(row, known);
        count.run(passages.length - before);
        findRelations(added);
      });
    },

    move: ({ id, path, name }) =>
      submit(() => {
        const known = rows.idOf(id);
        if (known === undefined) return;
        rows.move(known, { path, name });
        findRelations(known);
      }),

    remove: (id) =>
      submit(() => {
        const known = rows.idOf(id);
        if (known === undefined) return;
        forget(known);
        count.run(-rows.remove(known));
      }),

    forget: rows.forget,
    settled: async () => {
      await draining;
    },
  };
}
