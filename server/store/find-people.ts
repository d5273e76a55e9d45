import { addressKey } from './authors/author-keys.ts';
import { createFindAuthor } from './authors/find-author.ts';
import type { Database } from './database.ts';
import { SELECT_PERSON, toPerson } from './person-rows.ts';
import { integer, type Row, text } from './rows.ts';
import type { DirectoryStore, StoredPerson } from './state-store.ts';

/** With what tells which entries are the same person; those of the sources (?2), in the order of these. */
const SELECT_ENTRIES = `
  SELECT people.*, photos.version AS photo_version, coalesce(same_person.one, people.seq) AS one FROM people
    JOIN json_each(?2) AS configured ON configured.value = people.source
    LEFT JOIN photos ON photos.person = people.id LEFT JOIN same_person ON same_person.person = people.seq`;
const IN_ORDER = 'ORDER BY configured.key, people.seq';

type FindPeople = Pick<
  DirectoryStore,
  | 'resolveAuthor'
  | 'person'
  | 'personByItem'
  | 'people'
  | 'personByUid'
  | 'peopleByUid'
  | 'peopleByEmail'
  | 'hidden'
  | 'hiddenIds'
>;

/** Who is meant by an id, a name or an address. */
export function createFindPeople({ sql }: Database): FindPeople {
  const hidden = sql.prepare('SELECT id FROM people WHERE disabled = 1 AND id IN (SELECT value FROM json_each(?))');
  const allHidden = sql.prepare('SELECT id FROM people WHERE disabled = 1 AND source IN (SELECT value FROM json_each(?))');
  const byId = sql.prepare(`${SELECT_PERSON} WHERE people.id = ?`);
  const byItem = sql.prepare(`${SELECT_PERSON} WHERE people.source = ? AND people.item_id = ?`);
  const byIds = sql.prepare(`${SELECT_PERSON} WHERE people.id IN (SELECT value FROM json_each(?))`);
  const byUid = sql.prepare(`
    ${SELECT_PERSON} WHERE people.folded_uid = ?1 AND (?2 IS NULL OR people.source IN (SELECT value FROM json_each(?2)))
    ORDER BY people.disabled, (SELECT key FROM json_each(?2) WHERE value = people.source), people.seq LIMIT 1`);
  const allByUid = sql.prepare(`${SELECT_ENTRIES} WHERE people.folded_uid = ?1 ${IN_ORDER}`);
  const allByAlias = sql.prepare(`
    ${SELECT_ENTRIES} JOIN person_aliases ON person_aliases.person = people.seq
    WHERE person_aliases.alias = ?1 ${IN_ORDER}`);

  return {
    hiddenIds: (sources) => allHidden.all(JSON.stringify(sources)).map((row) => text(row, 'id')),
    hidden: (ids) => new Set(hidden.all(JSON.stringify(ids)).map((row) => text(row, 'id'))),
    resolveAuthor: createFindAuthor({ sql }),
    person(id) {
      const row = byId.get(id);
      return row && toPerson(row);
    },
    personByItem(source, itemId) {
      const row = byItem.get(source, itemId);
      return row && toPerson(row);
    },
    people: (ids) => new Map(byIds.all(JSON.stringify(ids)).map((row) => [text(row, 'id'), toPerson(row)])),
    personByUid(uid, sources) {
      const row = byUid.get(uid.toLowerCase(), sources === undefined ? null : JSON.stringify(sources));
      return row && toPerson(row);
    },
    peopleByUid(uid, sources) {
      const candidates = allByUid.all(uid.toLowerCase(), JSON.stringify(sources));
      return onePerPerson(candidates.filter((row) => isSameName(toPerson(row).person.uid, uid)));
    },
    peopleByEmail(address, sources) {
      // The alias table is folded further than an address may be, and holds names too: it only narrows the search.
      const candidates = allByAlias.all(addressKey(address), JSON.stringify(sources));
      return onePerPerson(candidates.filter((row) => toPerson(row).person.emails.some((email) => isSameName(email, address))));
    },
  };
}

/**
 * Letter case aside, and no other letters: the Kelvin sign is a k in lower case but no K in capitals, and whoever could register
 * a name with it elsewhere would be the one with the k here.
 */
function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase() && a.toUpperCase() === b.toUpperCase();
}

/**
 * Rows with `one`: of entries that are the same person the first. Ended accounts come last, and not those of somebody who goes on
 * with another account.
 */
function onePerPerson(rows: Row[]): StoredPerson[] {
  const [living, ended] = [rows.filter((row) => !isEnded(row)), rows.filter(isEnded)];
  const left = ended.filter((row) => !living.some((other) => isAlike(row, other)));
  const first = new Map<number, Row>();
  for (const row of [...living, ...left]) {
    const one = integer(row, 'one');
    if (!first.has(one)) first.set(one, row);
  }
  return [...first.values()].map(toPerson);
}

function isEnded(row: Row): boolean {
  return integer(row, 'disabled') === 1;
}

function isAlike(a: Row, b: Row): boolean {
  const email = text(a, 'folded_email');
  return email !== '' && email === text(b, 'folded_email') && text(a, 'folded_uid') === text(b, 'folded_uid');
}
