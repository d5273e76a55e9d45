import type { Database } from '../store/database.ts';
import { bytes, integer, type Row, text as textOf, textOrNull } from '../store/rows.ts';
import { type Comparable, comparable, placeOf } from './related.ts';
import { versionName } from './version-name.ts';

/** A document as it is kept. */
export interface FamilyRow {
  record: string;
  source: string;
  path: string;
  name: string;
  passages: number;
  words: number;
  text: string | null;
  runs: Uint32Array;
}

/** Reads and writes what is kept of documents. Only within a transaction. */
export interface FamilyRows {
  idOf(record: string): number | undefined;
  get(id: number): StoredDocument | undefined;
  put(row: FamilyRow, id: number | undefined): number;
  move(id: number, place: { path: string; name: string }): void;
  /** How many passages it had. */
  remove(id: number): number;
  /** Documents that it is worth to be compared with. */
  candidates(document: StoredDocument): StoredDocument[];
}

export type StoredDocument = Comparable & { id: number };

/**
 * Of so many smallest numbers of a sketch, documents share at least so many that are to be compared for their texts alone: of pairs
 * with 0.85 of their runs in common, two in ten thousand do not. Those with less in common are found by their names.
 */
const KEYS = 8;
const SHARED_KEYS = 3;
/** What more documents share is a template: it tells them from nothing. */
const MOST_WITH_KEY = 48;
/** Of the same name in neighbouring folders. */
const MOST_WITH_NAME = 64;

export function createFamilyRows({ sql }: Database): FamilyRows {
  const find = sql.prepare('SELECT id FROM documents WHERE record = ?');
  const get = sql.prepare('SELECT * FROM documents WHERE id = ?');
  const put = sql.prepare(`
    INSERT INTO documents (id, record, source, path, name, parent, stem, passages, words, text, runs)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`);
  const move = sql.prepare('UPDATE documents SET path = ?, name = ?, parent = ?, stem = ? WHERE id = ?');
  const remove = sql.prepare('DELETE FROM documents WHERE id = ?');
  const addKey = sql.prepare('INSERT OR IGNORE INTO keys (key, document) VALUES (?, ?)');
  const removeKey = sql.prepare('DELETE FROM keys WHERE key = ? AND document = ?');
  const ofOneKey = `SELECT * FROM (SELECT document FROM keys WHERE key = ? LIMIT ${MOST_WITH_KEY})`;
  const withKeys = sql.prepare(`
    SELECT document AS id FROM (${Array.from({ length: KEYS }, () => ofOneKey).join(' UNION ALL ')})
    GROUP BY document HAVING count(*) >= ${SHARED_KEYS}`);
  const withName = sql.prepare(
    'SELECT id FROM documents WHERE source = ? AND parent = ? AND stem = ? AND words > 0 ORDER BY id DESC LIMIT ?',
  );

  function read(id: number): StoredDocument | undefined {
    const row = get.get(id);
    return row && { ...comparable(toDocument(row)), id };
  }

  return {
    get: read,
    idOf(record) {
      const row = find.get(record);
      return row && integer(row, 'id');
    },
    put({ record, source, path, name, passages, words, text, runs }, id) {
      const { parent } = placeOf(path);
      const { stem } = versionName(name);
      const row = put.get(id ?? null, record, source, path, name, parent, stem, passages, words, text, blobOf(runs));
      const added = integer(row ?? {}, 'id');
      for (const key of runs.slice(0, KEYS)) addKey.run(key, added);
      return added;
    },
    move(id, { path, name }) {
      move.run(path, name, placeOf(path).parent, versionName(name).stem, id);
    },
    remove(id) {
      const row = get.get(id);
      if (row === undefined) return 0;
      for (const key of runsOf(row).slice(0, KEYS)) removeKey.run(key, id);
      remove.run(id);
      return integer(row, 'passages');
    },
    candidates({ id, source, place, name, runs, words }) {
      if (words === 0) return [];
      const keys = Array.from({ length: KEYS }, (_, n) => runs[n] ?? null);
      const ids = new Set(withKeys.all(...keys).map((row) => integer(row, 'id')));
      for (const row of withName.all(source, place.parent, name.stem, MOST_WITH_NAME)) ids.add(integer(row, 'id'));
      ids.delete(id);
      return [...ids].map(read).filter((document) => document !== undefined);
    },
  };
}

export function toDocument(row: Row) {
  return {
    source: textOf(row, 'source'),
    path: textOf(row, 'path'),
    name: textOf(row, 'name'),
    words: integer(row, 'words'),
    text: textOrNull(row, 'text'),
    runs: runsOf(row),
  };
}

function blobOf(runs: Uint32Array): Uint8Array {
  return new Uint8Array(runs.buffer, runs.byteOffset, runs.byteLength);
}

/** Copied: what SQLite gives need not begin at a multiple of four. */
function runsOf(row: Row): Uint32Array {
  return new Uint32Array(bytes(row, 'runs').slice().buffer);
}
