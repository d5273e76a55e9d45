import { createHash } from 'node:crypto';
import { keysOfPerson } from './authors/author-keys.ts';
import type { Database } from './database.ts';
import type { Entry } from './person-rows.ts';
import { bytes, integer, json, text } from './rows.ts';
import type { DirectoryStore } from './state-store.ts';

type People = Pick<DirectoryStore, 'putPerson' | 'putPhoto' | 'photo' | 'setDisabled' | 'removePerson'>;

/**
 * `accessChanged` is called when the tokens of a person change, `membershipsOpen` when groups may have to be closed again,
 * `identityOpen` when people may have to be joined again.
 */
export function createPeople(
  { sql, transaction }: Database,
  on: { accessChanged(): void; membershipsOpen(source: string): void; identityOpen(): void },
): People {
  const find = sql.prepare('SELECT seq, person FROM people WHERE source = ? AND item_id = ?');
  const put = sql.prepare(`
    INSERT INTO people (id, source, item_id, key, manager_key, primary_group, folded_uid, folded_email, employee_number, name, person)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (source, item_id) DO UPDATE SET id = excluded.id, key = excluded.key, manager_key = excluded.manager_key,
      primary_group = excluded.primary_group, folded_uid = excluded.folded_uid, folded_email = excluded.folded_email,
      employee_number = excluded.employee_number, name = excluded.name, person = excluded.person
    RETURNING seq`);
  const part = sql.prepare('DELETE FROM same_person WHERE person = ?');
  const isDisabled = sql.prepare('SELECT 1 FROM people WHERE source = ? AND item_id = ? AND disabled = 1');
  const setDisabled = sql.prepare('UPDATE people SET disabled = ? WHERE source = ? AND item_id = ?');
  const forgetAliases = sql.prepare('DELETE FROM person_aliases WHERE person = ?');
  const addAlias = sql.prepare('INSERT OR IGNORE INTO person_aliases (alias, person) VALUES (?, ?)');
  const putPhoto = sql.prepare(`
    INSERT INTO photos (person, version, bytes) VALUES (?, ?, ?)
    ON CONFLICT (person) DO UPDATE SET version = excluded.version, bytes = excluded.bytes`);
  const removePhoto = sql.prepare('DELETE FROM photos WHERE person = ?');
  const photo = sql.prepare('SELECT version, bytes FROM photos WHERE person = ?');
  const remove = sql.prepare('DELETE FROM people WHERE source = ? AND item_id = ?');

  const putAliases = (seq: number, before: string[], after: string[]) => {
    if (before.join('\n') === after.join('\n')) return;
    if (before.length > 0) forgetAliases.run(seq);
    for (const alias of after) addAlias.run(alias, seq);
  };

  return {
    putPerson: (source, id, itemId, person) =>
      transaction(() => {
        const row = find.get(source, itemId);
        const old = row && json<Entry>(row, 'person');
        const written = put.get(
          id,
          source,
          itemId,
          person.key,
          person.managerKey ?? null,
          person.primaryGroup ?? null,
          person.uid.toLowerCase(),
          person.emails[0]?.toLowerCase() ?? '',
          person.employeeNumber ?? '',
          person.name,
          JSON.stringify(person),
        );
        if (written === undefined) throw new Error('SQLite returned no row for a person');
        putAliases(integer(written, 'seq'), old ? keysOfPerson(old) : [], keysOfPerson(person));
        if (old === undefined || groupsMayDiffer(old, person)) on.membershipsOpen(source);
        if (old !== undefined && tokensDiffer(old, person)) on.accessChanged();
        if (old === undefined || identityOf(old) !== identityOf(person)) on.identityOpen();
        // At once, not when the run ends: what made them one person is not true any more.
        if (old !== undefined && identityOf(old) !== identityOf(person) && part.run(integer(written, 'seq')).changes > 0)
          on.accessChanged();
      }),
    setDisabled(source, itemId, disabled) {
      // Looked at first: a run asks this for everybody, and nearly always there is nothing to write.
      if ((isDisabled.get(source, itemId) !== undefined) === disabled) return;
      transaction(() => {
        if (setDisabled.run(Number(disabled), source, itemId).changes === 0) return;
        on.accessChanged();
        on.identityOpen();
      });
    },
    putPhoto(id, picture) {
      if (picture === undefined) removePhoto.run(id);
      else putPhoto.run(id, createHash('sha256').update(picture).digest('hex').slice(0, 16), picture);
    },
    removePerson: (source, itemId) =>
      transaction(() => {
        // Memberships, aliases and the photo go with it (ON DELETE CASCADE).
        if (remove.run(source, itemId).changes === 0) return;
        on.accessChanged();
        // One of two who could not be told apart may be left.
        on.identityOpen();
      }),
    photo(id) {
      const row = photo.get(id);
      return row && { bytes: bytes(row, 'bytes'), version: text(row, 'version') };
    },
  };
}

/** All that a rule may ask to agree. */
function identityOf({ uid, emails, employeeNumber }: Entry): string {
  return JSON.stringify([uid.toLowerCase(), emails[0]?.toLowerCase(), employeeNumber]);
}

function groupsMayDiffer(a: Entry, b: Entry): boolean {
  return a.key !== b.key || a.uid.toLowerCase() !== b.uid.toLowerCase() || a.primaryGroup !== b.primaryGroup;
}

function tokensDiffer(a: Entry, b: Entry): boolean {
  return a.primaryGroup !== b.primaryGroup || a.principals.join('\n') !== b.principals.join('\n');
}
