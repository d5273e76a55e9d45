import { readStored, writeStored } from './storage.ts';

const KEY = 'atrium.recent';
const KEPT = 6;

/** The last searches of this browser, newest first. */
export function recentSearches(): string[] {
  return parse(readStored(KEY));
}

export function rememberSearch(query: string): void {
  const kept = withRecent(recentSearches(), query);
  writeStored(KEY, JSON.stringify(kept));
}

export function forgetSearches(): void {
  writeStored(KEY, null);
}

/** Newest first, each once whatever its case, at most six, blanks left out. */
export function withRecent(searches: string[], query: string): string[] {
  const added = query.trim();
  if (added === '') return searches;
  const others = searches.filter((search) => search.toLocaleLowerCase() !== added.toLocaleLowerCase());
  return [added, ...others].slice(0, KEPT);
}

function parse(stored: string | null): string[] {
  if (stored === null) return [];
  try {
    const value: unknown = JSON.parse(stored);
    return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string').slice(0, KEPT) : [];
  } catch {
    // Another version, or a curious person, wrote something else there: start afresh.
    return [];
  }
}
