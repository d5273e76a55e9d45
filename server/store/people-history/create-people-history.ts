import type { Database } from '../database.ts';
import type { Entry } from '../person-rows.ts';
import { integer, json, type Row, text, textOrNull } from '../rows.ts';
import type { Leaver, PeopleHistory, RosterRow } from './people-history.ts';

/**
 * Left for good: not there any more or ended, and nobody goes on under the same address or sign-in name (another entry of the same
 * person, an account that was made anew).
 */
const SELECT_LEAVER = `
  SELECT history.id, history.source, history.person, history.left_at FROM person_history AS history
  WHERE history.left_at IS NOT NULL AND history.person IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM people WHERE people.disabled = 0 AND people.folded_uid = lower(history.person ->> '$.uid'))
    AND NOT EXISTS (SELECT 1 FROM person_aliases JOIN people ON people.seq = person_aliases.person AND people.disabled = 0
      WHERE person_aliases.alias = lower(history.person ->> '$.emails[0]'))`;
const OF_SOURCES = 'AND history.source IN (SELECT value FROM json_each(?1)) ORDER BY history.left_at DESC, history.id LIMIT ?2';

/** The viewer's entry managed them, has or had their manager, or was managed by them. */
const AROUND = `AND EXISTS (
  SELECT 1 FROM json_each(?3) AS wanted CROSS JOIN people AS mine ON mine.id = wanted.value AND mine.source = history.source
  WHERE mine.key = history.manager_key OR mine.manager_key IN (history.manager_key, history.key)
    OR EXISTS (SELECT 1 FROM manager_changes WHERE manager_changes.person = mine.id
      AND manager_changes.manager_key IN (history.manager_key, history.key) AND manager_changes.until >= history.left_at - ${24 * 3_600_000}))`;

export function createPeopleHistory({ sql }: Database): PeopleHistory {
  const generation = sql.prepare('SELECT generation FROM people_generation');
  const page = sql.prepare(`
    SELECT people.seq, people.id, source, key, manager_key, name, people.person ->> '$.uid' AS uid, people.person ->> '$.surname' AS surname,
      people.person ->> '$.title' AS title, people.person ->> '$.department' AS department, people.person ->> '$.location' AS location,
      photos.version AS photo_version
    FROM people LEFT JOIN photos ON photos.person = people.id
    WHERE people.seq > ?2 AND disabled = 0 AND source IN (SELECT value FROM json_each(?1)) ORDER BY people.seq LIMIT ?3`);
  const newcomers = sql.prepare(`
    SELECT history.id, first_seen FROM person_history AS history JOIN people ON people.id = history.id AND people.disabled = 0
    WHERE is_first_import = 0 AND first_seen >= ?2 AND history.source IN (SELECT value FROM json_each(?1))
    ORDER BY first_seen DESC, people.name LIMIT ?3`);
  const rolesSince = sql.prepare('SELECT id, role_since FROM person_history WHERE id IN (SELECT value FROM json_each(?))');
  const leaver = sql.prepare(`${SELECT_LEAVER} AND history.id = ?`);
  const leavers = sql.prepare(`${SELECT_LEAVER} ${OF_SOURCES}`);
  const around = sql.prepare(`${SELECT_LEAVER} ${AROUND} ${OF_SOURCES}`);

  return {
    generation: () => integer(generation.get() ?? {}, 'generation'),
    page(sources, { after, limit }) {
      const rows = page.all(JSON.stringify(sources), after, limit);
      const last = rows.at(-1);
      return { rows: rows.map(toRosterRow), after: last === undefined ? after : integer(last, 'seq') };
    },
    newcomers: ({ sources, since, limit }) =>
      newcomers
        .all(JSON.stringify(sources), since, limit)
        .map((row) => ({ id: text(row, 'id'), firstSeen: integer(row, 'first_seen') })),
    rolesSince: (ids) => new Map(rolesSince.all(JSON.stringify(ids)).map((row) => [text(row, 'id'), integer(row, 'role_since')])),
    leaver(id) {
      const row = leaver.get(id);
      return row && toLeaver(row);
    },
    leavers: ({ sources, limit }) => leavers.all(JSON.stringify(sources), limit).map(toLeaver),
    leaversAround: (ids, { sources, limit }) => around.all(JSON.stringify(sources), limit, JSON.stringify(ids)).map(toLeaver),
  };
}

function toRosterRow(row: Row): RosterRow {
  return {
    id: text(row, 'id'),
    source: text(row, 'source'),
    key: text(row, 'key'),
    managerKey: textOrNull(row, 'manager_key'),
    uid: text(row, 'uid'),
    name: text(row, 'name'),
    surname: textOrNull(row, 'surname'),
    title: textOrNull(row, 'title'),
    department: textOrNull(row, 'department'),
    location: textOrNull(row, 'location'),
    photoVersion: textOrNull(row, 'photo_version'),
  };
}

function toLeaver(row: Row): Leaver {
  return {
    id: text(row, 'id'),
    source: text(row, 'source'),
    person: json<Entry>(row, 'person'),
    leftAt: integer(row, 'left_at'),
  };
}
