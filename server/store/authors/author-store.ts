import type { DocumentSummary } from '#indexers/types/ledger.ts';
import type { Database } from '../database.ts';
import type { Entry } from '../person-rows.ts';
import { integer, json, oneOf, type Row, text, textOrNull } from '../rows.ts';
import type { AuthorStore } from '../state-store.ts';
import { AUTHOR_KEYS_VERSION, keysOfPerson, nameKeys, readingsOf } from './author-keys.ts';
import { createFindAuthor } from './find-author.ts';

const ROLES = ['author', 'named', 'owner'] as const;

/** Whom the texts of files name; see `migrations/0017-authors.ts` for how it is known what to look at again. */
export function createAuthorStore(database: Database): AuthorStore {
  renewKeys(database);
  const { sql, transaction } = database;
  const findAuthor = createFindAuthor(database);
  const open = sql.prepare('SELECT id, text, person, name FROM authors WHERE state = 1 ORDER BY id LIMIT ?');
  const isUsed = sql.prepare('SELECT 1 FROM document_authors WHERE author = ? LIMIT 1');
  const forget = sql.prepare('DELETE FROM authors WHERE id = ?');
  const forgetKeys = sql.prepare('DELETE FROM author_keys WHERE author = ?');
  const addKey = sql.prepare('INSERT OR IGNORE INTO author_keys (key, author) VALUES (?, ?)');
  const resolved = sql.prepare('UPDATE authors SET person = ?, name = ?, state = 2 WHERE id = ?');
  const outdated = sql.prepare('SELECT id FROM authors WHERE state = 2 ORDER BY id LIMIT 100');
  const settled = sql.prepare('UPDATE authors SET state = 0 WHERE id = ? AND state = 2');
  const documents = sql.prepare(`
    SELECT ledger.source, ledger.item_id, record_id, passages, document FROM document_authors CROSS JOIN ledger USING (source, item_id)
    WHERE author = ?1 AND role = 'author' AND (source, item_id) > (?2, ?3) AND record_id IS NOT NULL AND document IS NOT NULL
      AND state IN ('indexed', 'partial') ORDER BY source, item_id LIMIT ?4`);
  const tell = sql.prepare(`
    UPDATE ledger SET document = json_set(document, '$.authors', json(?1))
    WHERE source = ?2 AND item_id = ?3 AND document -> '$.authors' = json(?4)`);
  const names = sql.prepare(`
    SELECT DISTINCT alias FROM json_each(?) AS wanted CROSS JOIN person_aliases ON alias = wanted.value
      JOIN people ON people.seq = person_aliases.person AND people.disabled = 0`);
  const anybody = sql.prepare('SELECT 1 FROM person_aliases LIMIT 1');
  const peopleOf = sql.prepare(`
    SELECT record_id, authors.person, role FROM json_each(?1) AS wanted CROSS JOIN ledger ON record_id = wanted.value
      CROSS JOIN document_authors USING (source, item_id) CROSS JOIN authors ON authors.id = author`);
  const ownersOf = sql.prepare(`
    SELECT record_id, people.id AS person, 'owner' AS role FROM json_each(?1) AS wanted CROSS JOIN ledger ON record_id = wanted.value
      CROSS JOIN person_principals ON principal = document ->> '$.owner'
      CROSS JOIN people ON people.seq = person_principals.person AND people.disabled = 0`);

  function resolve(limit: number): number {
    const rows = open.all(limit);
    for (const row of rows) {
      const [id, written] = [integer(row, 'id'), text(row, 'text')];
      forgetKeys.run(id);
      if (isUsed.get(id) === undefined) {
        forget.run(id);
        continue;
      }
      for (const key of new Set(readingsOf(written).flatMap(({ keys }) => keys))) addKey.run(key, id);
      const person = findAuthor(written);
      resolved.run(person?.id ?? null, person?.name ?? null, id);
    }
    return rows.length;
  }

  return {
    resolve: (limit) => transaction(() => resolve(limit)),
    outdated: () => outdated.all().map((row) => integer(row, 'id')),
    settled(author) {
      settled.run(author);
    },
    documentsOf: (author, { after, limit }) =>
      documents.all(author, after?.source ?? '', after?.itemId ?? '', limit).map((row) => ({
        source: text(row, 'source'),
        itemId: text(row, 'item_id'),
        recordId: text(row, 'record_id'),
        passages: integer(row, 'passages'),
        authors: json<DocumentSummary>(row, 'document').authors,
      })),
    tell({ source, itemId, authors }, right) {
      tell.run(JSON.stringify(right), source, itemId, JSON.stringify(authors));
    },
    people(written) {
      if (written.length === 0 || anybody.get() === undefined) return [];
      const keys = new Map(written.map((name) => [name, nameKeys(name)]));
      const known = new Set(names.all(JSON.stringify([...keys.values()].flat())).map((row) => text(row, 'alias')));
      return written.filter((name) => keys.get(name)?.some((key) => known.has(key)));
    },
    peopleOf(recordIds) {
      const told = peopleOf.all(JSON.stringify(recordIds)).map(toRole);
      // Owners are looked up in rows that are large, and count only where no author is told.
      const authored = new Set(told.flatMap(({ role, recordId }) => (role === 'author' ? [recordId] : [])));
      const others = recordIds.filter((id) => !authored.has(id));
      const owners = others.length === 0 ? [] : ownersOf.all(JSON.stringify(others)).map(toRole);
      return Map.groupBy([...told, ...owners], ({ recordId }) => recordId);
    },
  };
}

function toRole(row: Row) {
  return { recordId: text(row, 'record_id'), personId: textOrNull(row, 'person'), role: oneOf(row, 'role', ROLES) };
}

/** Makes the keys of everybody anew where the rules for them have changed. */
function renewKeys({ sql, transaction }: Database): void {
  const version = sql.prepare('SELECT version FROM author_keys_version');
  const current = () => integer(version.get() ?? {}, 'version');
  if (current() === AUTHOR_KEYS_VERSION) return;
  transaction(() => {
    // Read again: another process may have done it while this one waited for the lock.
    if (current() === AUTHOR_KEYS_VERSION) return;
    sql.exec('DELETE FROM person_aliases');
    const add = sql.prepare('INSERT OR IGNORE INTO person_aliases (alias, person) VALUES (?, ?)');
    for (const row of sql.prepare('SELECT seq, person FROM people').iterate())
      for (const key of keysOfPerson(json<Entry>(row, 'person'))) add.run(key, integer(row, 'seq'));
    sql.exec('UPDATE authors SET state = 1');
    sql.prepare('UPDATE author_keys_version SET version = ?').run(AUTHOR_KEYS_VERSION);
  });
}
