import type { PersonContent } from '#indexers/types/content.ts';
import { integer, json, type Row, text, textOrNull } from './rows.ts';
import type { StoredPerson } from './state-store.ts';

/** An entry as it is kept; the photo is in a table of its own. */
export type Entry = Omit<PersonContent, 'photo'>;

export const SELECT_PERSON =
  'SELECT people.*, photos.version AS photo_version FROM people LEFT JOIN photos ON photos.person = people.id';

/** A row of `SELECT_PERSON`. */
export function toPerson(row: Row): StoredPerson {
  return {
    id: text(row, 'id'),
    source: text(row, 'source'),
    itemId: text(row, 'item_id'),
    person: json<Entry>(row, 'person'),
    photoVersion: textOrNull(row, 'photo_version'),
    disabled: integer(row, 'disabled') === 1,
    groupsTold: integer(row, 'groups_told') === 1,
  };
}
