import { createRecentMap } from '../recent-map.ts';
import type { Database } from '../store/database.ts';
import { bytes, integer, type Row, text as textOf, textOrNull } from '../store/rows.ts';
import { type Comparable, comparable, FEW_WORDS, placeOf } from './related.ts';
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
  /** What it remembers of the database is not so any more. */
  forget(): void;
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
/** Documents that are remembered as they are compared: neighbours are compared with the same ones. */
const REMEMBERED = 2000;

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

  const version = sql.prepare('PRAGMA data_version');
  const remembered = createRecentMap<number, StoredDocument>(REMEMBERED);
  let seen = 0;

  function read(id: number): StoredDocument | undefined {
    const known = remembered.get(id);
    if (known !== undefined) return known;
    const row = get.get(id);
    if (row === undefined) return undefined;
    const document = { ...comparable(toDocument(row)), id };
    remembered.set(id, document);
    return document;
  }

  /** What another process has written is not known here. */
  function forgetOutdated(): void {
    const now = integer(version.get() ?? {}, 'data_version');
    if (now !== seen) remembered.clear();
    seen = now;
  }

  /** Of a few words nothing is concluded but from the name. */
  const keysOf = (words: number, runs: Uint32Array) => (words < FEW_WORDS ? [] : runs.slice(0, KEYS));

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
      remembered.delete(added);
      for (const key of keysOf(words, runs)) addKey.run(key, added);
      return added;
    },
    move(id, { path, name }) {
      remembered.delete(id);
      move.run(path, name, placeOf(path).parent, versionName(name).stem, id);
    },
    remove(id) {
      const row = get.get(id);
      if (row === undefined) return 0;
      remembered.delete(id);
      // Also where an older version wrote them for few words.
      for (const key of runsOf(row).slice(0, KEYS)) removeKey.run(key, id);
      remove.run(id);
      return integer(row, 'passages');
    },
    candidates({ id, source, place, name, runs, words }) {
      if (words === 0) return [];
      forgetOutdated();
      const keys = keysOf(words, runs);
      const wanted = Array.from({ length: KEYS }, (_, n) => keys[n] ?? null);
      const ids = new Set(keys.length < SHARED_KEYS ? [] : withKeys.all(...wanted).map((row) => integer(row, 'id')));
      for (const row of withName.all(source, place.parent, name.stem, MOST_WITH_NAME)) ids.add(integer(row, 'id'));
      ids.delete(id);
      return [...ids].map(read).filter((document) => document !== undefined);
    },
    forget: remembered.clear,
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
