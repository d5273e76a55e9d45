import { readStored, writeStored } from './storage.ts';

/** Enough for a tile. */
export interface RecentPerson {
  id: string;
  name: string;
  title: string | null;
  photoUrl: string | null;
}

const KEY = 'atrium.people';
const KEPT = 6;

/** Whose pages were opened last in this browser, newest first. */
export function recentPeople(): RecentPerson[] {
  return parse(readStored(KEY));
}

export function rememberPerson({ id, name, title, photoUrl }: RecentPerson): void {
  const others = recentPeople().filter((person) => person.id !== id);
  writeStored(KEY, JSON.stringify([{ id, name, title, photoUrl }, ...others].slice(0, KEPT)));
}

function parse(stored: string | null): RecentPerson[] {
  if (stored === null) return [];
  try {
    const value: unknown = JSON.parse(stored);
    return Array.isArray(value) ? value.filter(isRecentPerson).slice(0, KEPT) : [];
  } catch {
    // Another version, or a curious person, wrote something else there: start afresh.
    return [];
  }
}

function isRecentPerson(value: unknown): value is RecentPerson {
  if (typeof value !== 'object' || value === null) return false;
  const isText = (key: string, mayBeNull: boolean) => {
    const field: unknown = Reflect.get(value, key);
    return typeof field === 'string' || (mayBeNull && field === null);
  };
  return isText('id', false) && isText('name', false) && isText('title', true) && isText('photoUrl', true);
}
