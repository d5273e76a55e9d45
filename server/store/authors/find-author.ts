import type { Database } from '../database.ts';
import type { Entry } from '../person-rows.ts';
import { integer, json, type Row, text } from '../rows.ts';
import { mayBeCalled, type Reading, readingsOf } from './author-keys.ts';

export type FindAuthor = (author: string) => { id: string; name: string } | undefined;

/**
 * The one person that an author's text means. The first reading of it that finds anybody decides, and when it finds several, it is
 * nobody: a document is not given to somebody by chance.
 */
export function createFindAuthor({ sql }: Pick<Database, 'sql'>): FindAuthor {
  const byKeys = sql.prepare(`
    SELECT alias, people.id, people.name, people.person, people.seq, coalesce(same_person.one, people.seq) AS one
    FROM json_each(?) AS wanted CROSS JOIN person_aliases ON person_aliases.alias = wanted.value
      JOIN people ON people.seq = person_aliases.person AND people.disabled = 0
      LEFT JOIN same_person ON same_person.person = people.seq
    ORDER BY people.seq`);

  return (author) => {
    const readings = readingsOf(author);
    const found = byKeys.all(JSON.stringify([...new Set(readings.flatMap(({ keys }) => keys))]));
    const byKey = Map.groupBy(found, (row) => text(row, 'alias'));
    for (const reading of readings) {
      const candidates = candidatesOf(reading, byKey);
      const [one] = candidates;
      // Of a person with several entries the oldest stands for all.
      const isOne = new Set(candidates.map((row) => integer(row, 'one'))).size === 1;
      if (one !== undefined) return isOne ? { id: text(one, 'id'), name: text(one, 'name') } : undefined;
    }
    return undefined;
  };
}

function candidatesOf({ keys, words }: Reading, byKey: ReadonlyMap<string, readonly Row[]>): Row[] {
  const rows = keys.flatMap((key) => byKey.get(key) ?? []).sort((a, b) => integer(a, 'seq') - integer(b, 'seq'));
  return words === undefined ? rows : rows.filter((row) => mayBeCalled(json<Entry>(row, 'person'), words));
}
