import { createHash } from 'node:crypto';
import type { PersonContent } from '#indexers/types.ts';
import { aliasesOf, readingsOf } from './author-aliases.ts';
import type { Database } from './database.ts';
import { bytes, integer, json, type Row, text, textOrNull } from './rows.ts';
import type { DirectoryStore, StoredPerson } from './state-store.ts';

export const SELECT_PERSON =
  'SELECT people.*, photos.version AS photo_version FROM people LEFT JOIN photos ON photos.person = people.id';

type People = Pick<
  DirectoryStore,
  'putPerson' | 'putPhoto' | 'removePerson' | 'resolveAuthor' | 'person' | 'people' | 'personByUid' | 'photo'
>;

/** `accessChanged` is called when the tokens of a person change, `membershipsOpen` when groups may have to be closed again. */
export function createPeople(
  { sql, transaction }: Database,
  on: { accessChanged(): void; membershipsOpen(source: string): void },
): People {
  const find = sql.prepare('SELECT seq, person FROM people WHERE source = ? AND item_id = ?');
  const put = sql.prepare(`
    INSERT INTO people (id, source, item_id, key, manager_key, primary_group, folded_uid, name, person)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (source, item_id) DO UPDATE SET id = excluded.id, key = excluded.key, manager_key = excluded.manager_key,
      primary_group = excluded.primary_group, folded_uid = excluded.folded_uid, name = excluded.name, person = excluded.person
    RETURNING seq`);
  const forgetAliases = sql.prepare('DELETE FROM person_aliases WHERE person = ?');
  const addAlias = sql.prepare('INSERT OR IGNORE INTO person_aliases (alias, person) VALUES (?, ?)');
  const byAlias = sql.prepare(
    'SELECT people.id, people.name FROM person_aliases JOIN people ON people.seq = person_aliases.person WHERE alias = ? LIMIT 2',
  );
  const putPhoto = sql.prepare(`
    INSERT INTO photos (person, version, bytes) VALUES (?, ?, ?)
    ON CONFLICT (person) DO UPDATE SET version = excluded.version, bytes = excluded.bytes`);
  const removePhoto = sql.prepare('DELETE FROM photos WHERE person = ?');
  const photo = sql.prepare('SELECT version, bytes FROM photos WHERE person = ?');
  const remove = sql.prepare('DELETE FROM people WHERE source = ? AND item_id = ?');
  const byId = sql.prepare(`${SELECT_PERSON} WHERE people.id = ?`);
  const byIds = sql.prepare(`${SELECT_PERSON} WHERE people.id IN (SELECT value FROM json_each(?))`);
  const byUid = sql.prepare(`
    ${SELECT_PERSON} WHERE people.folded_uid = ?1 AND (?2 IS NULL OR people.source IN (SELECT value FROM json_each(?2)))
    ORDER BY people.seq LIMIT 1`);

  const putAliases = (seq: number, before: string[], after: string[]) => {
    if (before.join('\n') === after.join('\n')) return;
    if (before.length > 0) forgetAliases.run(seq);
    for (const alias of after) addAlias.run(alias, seq);
  };

  return {
    putPerson: (source, id, itemId, person) =>
      transaction(() => {
        const row = find.get(source, itemId);
        const old = row && json<Stored>(row, 'person');
        const written = put.get(
          id,
          source,
          itemId,
          person.key,
          person.managerKey ?? null,
          person.primaryGroup ?? null,
          person.uid.toLowerCase(),
          person.name,
          JSON.stringify(person),
        );
        if (written === undefined) throw new Error('SQLite returned no row for a person');
        putAliases(integer(written, 'seq'), old ? aliasesOf(old) : [], aliasesOf(person));
        if (old === undefined || groupsMayDiffer(old, person)) on.membershipsOpen(source);
        if (old !== undefined && tokensDiffer(old, person)) on.accessChanged();
      }),
    putPhoto(id, picture) {
      if (picture === undefined) removePhoto.run(id);
      else putPhoto.run(id, createHash('sha256').update(picture).digest('hex').slice(0, 16), picture);
    },
    removePerson: (source, itemId) =>
      transaction(() => {
        // Memberships, aliases and the photo go with it (ON DELETE CASCADE).
        if (remove.run(source, itemId).changes === 1) on.accessChanged();
      }),
    resolveAuthor(author) {
      for (const reading of readingsOf(author)) {
        const [one, ...others] = byAlias.all(reading);
        if (one !== undefined) return others.length === 0 ? { id: text(one, 'id'), name: text(one, 'name') } : undefined;
      }
      return undefined;
    },
    person(id) {
      const row = byId.get(id);
      return row && toPerson(row);
    },
    people: (ids) => new Map(byIds.all(JSON.stringify(ids)).map((row) => [text(row, 'id'), toPerson(row)])),
    personByUid(uid, sources) {
      const row = byUid.get(uid.toLowerCase(), sources === undefined ? null : JSON.stringify(sources));
      return row && toPerson(row);
    },
    photo(id) {
      const row = photo.get(id);
      return row && { bytes: bytes(row, 'bytes'), version: text(row, 'version') };
    },
  };
}

type Stored = Omit<PersonContent, 'photo'>;

export function toPerson(row: Row): StoredPerson {
  return {
    id: text(row, 'id'),
    source: text(row, 'source'),
    itemId: text(row, 'item_id'),
    person: json<Stored>(row, 'person'),
    photoVersion: textOrNull(row, 'photo_version'),
  };
}

function groupsMayDiffer(a: Stored, b: Stored): boolean {
  return a.key !== b.key || a.uid.toLowerCase() !== b.uid.toLowerCase() || a.primaryGroup !== b.primaryGroup;
}

function tokensDiffer(a: Stored, b: Stored): boolean {
  return a.primaryGroup !== b.primaryGroup || a.principals.join('\n') !== b.principals.join('\n');
}
