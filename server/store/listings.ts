import type { ListingState, StoredListing } from '#indexers/types/state.ts';
import type { Database } from './database.ts';
import { json } from './rows.ts';

/** See the migration `0012-listings.ts` for how they end. */
export function createListings({ sql }: Database): ListingState {
  const all = sql.prepare('SELECT listing FROM listings WHERE source = ?');
  const get = sql.prepare('SELECT listing FROM listings WHERE source = ? AND folder = ? AND key = ?');
  const put = sql.prepare(
    'INSERT INTO listings VALUES (?, ?, ?, ?) ON CONFLICT (source, folder, key) DO UPDATE SET listing = excluded.listing',
  );
  const remove = sql.prepare('DELETE FROM listings WHERE source = ? AND folder = ? AND key = ?');
  return {
    *all(source) {
      for (const row of all.iterate(source)) yield json<StoredListing>(row, 'listing');
    },
    get(source, key) {
      const row = get.get(source, folderOf(key), key);
      return row && json<StoredListing>(row, 'listing');
    },
    put(source, listing) {
      put.run(source, folderOf(listing.key), listing.key, JSON.stringify(listing));
    },
    remove(source, key) {
      remove.run(source, folderOf(key), key);
    },
  };
}

function folderOf(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('/')));
}
