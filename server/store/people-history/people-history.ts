import type { PersonContent } from '#indexers/types/content.ts';

/** Who came, who left, and what lists and charts of people are made of. Written by triggers (`migrations/0019-people-history.ts`). */
export interface PeopleHistory {
  /** Another number after every change of somebody's entry, photo, account or sameness, whoever wrote it. */
  generation(): number;
  /** So many entries whose accounts have not ended, in these sources, from a place on; `after` is 0 at first. */
  page(sources: readonly string[], options: { after: number; limit: number }): { rows: RosterRow[]; after: number };
  /** Who is there since then or later and was not among the first that their source brought, newest first. */
  newcomers(options: { sources: readonly string[]; since: number; limit: number }): { id: string; firstSeen: number }[];
  /** Of these, who has had their title and manager since when; milliseconds since 1970, 0 where it is not known. */
  rolesSince(ids: readonly string[]): Map<string, number>;
  leaver(id: string): Leaver | undefined;
  /** Latest first. */
  leavers(options: { sources: readonly string[]; limit: number }): Leaver[];
  /** Those of them whom these entries (of one person) worked with: as manager, under the same manager, or as a report. */
  leaversAround(ids: readonly string[], options: { sources: readonly string[]; limit: number }): Leaver[];
}

/** What lists and charts show of an entry, and what they are made by. */
export interface RosterRow {
  id: string;
  source: string;
  key: string;
  managerKey: string | null;
  uid: string;
  name: string;
  surname: string | null;
  title: string | null;
  department: string | null;
  location: string | null;
  photoVersion: string | null;
}

/** Somebody whose entry has vanished or whose account has ended, as last known. */
export interface Leaver {
  id: string;
  source: string;
  person: Omit<PersonContent, 'photo'>;
  /** Milliseconds since 1970: when a run last saw the entry, or first saw that the account had ended. */
  leftAt: number;
}
