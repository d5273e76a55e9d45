import type { Database } from './database.ts';
import { SELECT_PERSON, toPerson } from './person-rows.ts';
import { integer, json, text } from './rows.ts';
import type { DirectoryStore, SamePersonField } from './state-store.ts';

type SamePerson = Pick<
  DirectoryStore,
  'setSamePersonRule' | 'joinPeople' | 'entriesOf' | 'shownAs' | 'joinedIds' | 'ambiguousPeople'
> & {
  /** Notes that people have to be joined again. */
  open(): void;
};

/**
 * Joins the entries of different sources that are one person: all fields of the rule agree (letter case aside), and each source
 * has exactly one such entry. What a person can edit alone must not be enough, or an address typed into one's own entry would
 * give somebody else's rights; so it takes several fields, and doubt joins nobody.
 */
export function createSamePerson({ sql, transaction }: Database, on: { accessChanged(): void }): SamePerson {
  const rule = sql.prepare('SELECT fields, partners, open FROM same_person_rule');
  const setRule = sql.prepare('UPDATE same_person_rule SET fields = ?, partners = ?, open = 1');
  const setOpen = sql.prepare('UPDATE same_person_rule SET open = ? WHERE open <> ?1');
  const entries = sql.prepare(`
    ${SELECT_PERSON} WHERE people.disabled = 0 AND people.source IN (SELECT value FROM json_each(?2))
      AND people.seq IN (SELECT other.person FROM people AS this JOIN same_person ON same_person.person = this.seq
        JOIN same_person AS other ON other.one = same_person.one WHERE this.id = ?1)
    ORDER BY people.seq`);
  const shown = sql.prepare(`
    SELECT people.id, other.id AS shown FROM people JOIN same_person ON same_person.person = people.seq
      JOIN same_person AS joined ON joined.one = same_person.one
      JOIN people AS other ON other.seq = joined.person AND other.disabled = 0
      JOIN json_each(?2) AS configured ON configured.value = other.source
    WHERE people.id IN (SELECT value FROM json_each(?1)) ORDER BY configured.key`);
  // CROSS JOIN keeps the order as written: by source, 100,000 people would be looked at to find that none is joined.
  const joined = sql.prepare(`
    SELECT people.id FROM same_person CROSS JOIN people ON people.seq = same_person.person
    WHERE people.source IN (SELECT value FROM json_each(?)) LIMIT ?`);
  const ambiguous = sql.prepare(`
    SELECT people.name, people.folded_uid, count(*) OVER () AS count FROM ambiguous_people
      JOIN people ON people.seq = ambiguous_people.person WHERE people.source = ? ORDER BY people.name LIMIT 5`);

  const joinPeople = (): void =>
    transaction(() => {
      const row = rule.get();
      if (row === undefined || integer(row, 'open') === 0) return;
      setOpen.run(0);
      const wanted = { fields: json<SamePersonField[]>(row, 'fields'), partners: text(row, 'partners') };
      if (joinInDatabase(sql, wanted)) on.accessChanged();
    });

  return {
    open() {
      setOpen.run(1);
    },
    setSamePersonRule: (fields, partners = []) =>
      transaction(() => {
        const [wanted, apart] = [asSet(fields), asSet(partners)];
        const row = rule.get();
        const isSet = row === undefined || (asSet(json<string[]>(row, 'fields')) === wanted && text(row, 'partners') === apart);
        if (!isSet) setRule.run(wanted, apart);
        joinPeople();
      }),
    joinPeople,
    entriesOf(person, sources) {
      if (person.disabled) return [];
      const found = entries.all(person.id, JSON.stringify(sources)).map(toPerson);
      return found.some(({ id }) => id === person.id) ? found : [person];
    },
    shownAs(ids, sources) {
      const first = new Map<string, string>();
      for (const row of shown.all(JSON.stringify(ids), JSON.stringify(sources))) {
        const id = text(row, 'id');
        if (!first.has(id)) first.set(id, text(row, 'shown'));
      }
      return first;
    },
    joinedIds: (sources, limit) => joined.all(JSON.stringify(sources), limit).map((row) => text(row, 'id')),
    ambiguousPeople(source) {
      const rows = ambiguous.all(source);
      const [first] = rows;
      const examples = rows.map((row) => `${text(row, 'name')} (${text(row, 'folded_uid')})`);
      return { count: first ? integer(first, 'count') : 0, examples };
    },
  };
}

function asSet(names: readonly string[]): string {
  return JSON.stringify([...new Set(names)].sort());
}

const COLUMNS: Record<SamePersonField, string> = {
  uid: 'folded_uid',
  email: 'folded_email',
  employeeNumber: 'employee_number',
};

/** Writes what differs; true when somebody is joined with others than before. */
function joinInDatabase(sql: Database['sql'], rule: { fields: readonly SamePersonField[]; partners: string }): boolean {
  sql.exec(STAGING);
  if (rule.fields.length > 0) {
    const columns = rule.fields.map((field) => COLUMNS[field]);
    const filled = columns.map((column) => `${column} <> ''`).join(' AND ');
    const alike = sql.prepare(`
      INSERT INTO temp.alike SELECT seq, source, json_array(${columns.join(', ')}) FROM people
      WHERE disabled = 0 AND source NOT IN (SELECT value FROM json_each(?)) AND ${filled}`);
    alike.run(rule.partners);
  }
  sql.exec(TOGETHER);
  const left = Number(sql.prepare(LEAVE).run().changes);
  const joined = Number(sql.prepare(JOIN).run().changes);
  sql.exec(`${AMBIGUOUS} DELETE FROM temp.alike; DELETE FROM temp.together;`);
  return left + joined > 0;
}

const STAGING = `
  CREATE TABLE IF NOT EXISTS temp.alike (person INTEGER PRIMARY KEY, source TEXT, identity TEXT);
  CREATE INDEX IF NOT EXISTS temp.alike_by_identity ON alike (identity);
  CREATE TABLE IF NOT EXISTS temp.together (identity TEXT PRIMARY KEY, one INTEGER, entries INTEGER, sources INTEGER) WITHOUT ROWID;
  DELETE FROM temp.alike; DELETE FROM temp.together;`;

const TOGETHER = `
  INSERT INTO temp.together SELECT identity, min(person), count(*), count(DISTINCT source) FROM temp.alike
    GROUP BY identity HAVING count(DISTINCT source) > 1`;

/** Exactly one in each source. */
const WANTED = `
  SELECT alike.person, together.one FROM temp.alike JOIN temp.together USING (identity) WHERE entries = sources`;

const LEAVE = `DELETE FROM same_person WHERE (person, one) NOT IN (${WANTED})`;

const JOIN = `INSERT INTO same_person (person, one) ${WANTED} AND alike.person NOT IN (SELECT person FROM same_person)`;

const AMBIGUOUS = `
  DELETE FROM ambiguous_people;
  INSERT INTO ambiguous_people SELECT alike.person FROM temp.alike JOIN temp.together USING (identity) WHERE entries > sources;`;
