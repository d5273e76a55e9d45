import type { Principal } from './access.ts';
import type { PersonContent } from './content.ts';

/** What the search index receives. Documents are found by their passages and shown as documents. */
export type IndexRecord = PersonRecord | DocumentRecord;

export interface PersonRecord {
  kind: 'person';
  /** Global: `sha256(source, itemId)` shortened, see `sync/record-id.ts`. */
  id: string;
  source: string;
  person: Omit<PersonContent, 'kind' | 'photo' | 'principals' | 'primaryGroup' | 'key' | 'managerKey'>;
}

export interface DocumentRecord {
  kind: 'document';
  /** Global; survives renames. */
  id: string;
  source: string;
  path: string;
  name: string;
  title: string;
  mediaType: string;
  size: number;
  modifiedAt: number;
  createdAt?: number;
  /** Whoever is known in the directory has a person's id. */
  authors: DocumentAuthor[];
  /** Whose file it is: tells of an author only where the document names none. */
  owner?: Principal;
  /** People of the directory who are named in the text, as they stand there, the most frequent first. */
  named?: string[];
  label?: string;
  language?: string;
  pages?: number;
  aclId: string;
  /** What is missing from the text, in words. */
  warnings: string[];
  /** Of a document with pages that are pictures: how far OCR has come. */
  scan?: Scan;
  /** Never empty: a document without text has one empty passage, so it is found by its name. */
  passages: Passage[];
  /** How many passages an earlier version may have left in the index. */
  previousPassages: number;
}

export interface DocumentAuthor {
  name: string;
  personId: string | null;
  /** How the file spells the author, where it is not the name; several when it names somebody twice. */
  texts?: string[];
}

/** Pages that are pictures, and what OCR made of them. */
export interface Scan {
  /** How many pages show a picture and hold no text. */
  pages: number;
  /** How many of those OCR has read: their text may contain errors. */
  read: number;
  /** Of a picture: its size in pixels. */
  picture?: { width: number; height: number };
  /** What was wanted of OCR when it had done all of it (see `sync/scans.ts`); null while it has something to do. */
  done: string | null;
}

/**
 * 150–180 words of a document, never across sections or pages. Passages do not overlap and keep the white space at their end:
 * those of a page, joined with nothing between, are its text again.
 */
export interface Passage {
  text: string;
  heading?: string;
  page?: number;
}

/** What the index really holds of a source, whatever was sent to it. */
export interface IndexContents {
  /** Cheap, also with millions. */
  count(source: string, signal: AbortSignal): Promise<{ people: number; passages: number }>;
  /** What it holds of these records; those that it does not hold at all are not in the map. */
  find(
    wanted: { source: string; kind: IndexRecord['kind']; ids: readonly string[] },
    signal: AbortSignal,
  ): Promise<Map<string, HeldRecord>>;
  /** Everything, in pages; the passages of one document may be told in several of them. */
  list(source: string, signal: AbortSignal): AsyncIterable<HeldRecord[]>;
}

export interface HeldRecord {
  kind: IndexRecord['kind'];
  id: string;
  /** How many of its passages were met; 1 for a person. */
  count: number;
  /** One more than the number of the last of them. */
  end: number;
}
