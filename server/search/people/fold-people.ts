import type { DirectoryStore } from '../../store/state-store.ts';

/** Makes one of the entries that are the same person: who is in two directories is found by either and shown once. */
export interface FoldPeople {
  /** Each person once, where their first entry stands, under the id of the entry that is shown. */
  fold<Entry extends { id: string }>(entries: readonly Entry[]): Entry[];
  /** The id of the entry that is shown, for each of these. */
  shownAs(ids: readonly string[]): (id: string) => string;
  /** Entries of people who have several, at most so many; ids. */
  joinedIds(limit: number): string[];
  /** Whose accounts have ended; ids. */
  hiddenIds(): string[];
  /** All entries of the person with this id. */
  entriesOf(id: string): string[];
}

export function createFoldPeople(options: {
  directory: DirectoryStore;
  /** Those of the configuration: the entry of the first is shown. */
  sources: readonly string[];
}): FoldPeople {
  const { directory, sources } = options;

  function shownAs(ids: readonly string[]): (id: string) => string {
    const shown = directory.shownAs(ids, sources);
    return (id) => shown.get(id) ?? id;
  }

  return {
    fold(entries) {
      const shown = shownAs(entries.map(({ id }) => id));
      const once = new Map<string, (typeof entries)[number]>();
      for (const entry of entries) {
        const id = shown(entry.id);
        if (!once.has(id)) once.set(id, id === entry.id ? entry : { ...entry, id });
      }
      return [...once.values()];
    },
    shownAs,
    joinedIds: (limit) => directory.joinedIds(sources, limit),
    hiddenIds: () => directory.hiddenIds(sources),
    entriesOf(id) {
      const person = directory.person(id);
      const entries = person ? directory.entriesOf(person, sources).map((entry) => entry.id) : [];
      return entries.length > 0 ? entries : [id];
    },
  };
}
